// Draws what the machine says. Writes to the page only what changed, so that nothing flickers or jumps.

import { count, cue, ending, sentence } from "./words.js";

export class View {
  constructor(root) {
    this.root = root;
    this.last = new Map();
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  enable() {
    for (const button of this.root.querySelectorAll("button")) button.disabled = false;
  }

  shows(name) {
    return this.root.dataset.mode === name;
  }

  mode(name) {
    if (this.shows(name)) return;
    this.root.dataset.mode = name;
    for (const panel of this.root.querySelectorAll(".panel")) {
      panel.hidden = !panel.classList.contains(name);
    }
  }

  start(data, machine, fresh) {
    const { item } = machine;
    this.mode("start");
    this.route(machine);
    this.put(".where", data.title);
    const place = `${machine.i + 1} of ${machine.items.length}`;
    const length = `About ${data.minutes} minutes, ${data.items.length} exercises`;
    this.put(".start .title", fresh ? data.title : item.title);
    this.put(".start .lead", fresh ? length : "Your place is kept.");
    this.tag(".start .first", "First:", `${fresh ? `${item.title}. ` : ""}${item.position}.`);
    const props = [...new Set(data.items.flatMap((each) => each.props ?? []))];
    this.tag(".start .props", "You need:", props.length ? listed(props) : "Nothing else.");
    this.put("[data-do=begin]", fresh ? "Start" : `Continue at ${place}`);
    const stays = "wakeLock" in navigator;
    this.put(".start .small", stays ? "" : "Your screen may go dark. Tap it now and then.");
  }

  play(machine, note) {
    const { item, stage, elapsed } = machine;
    const running = machine.state === "running";
    const gap = stage.kind !== "work";
    this.mode("play");
    this.root.dataset.stage = stage.kind;
    this.root.dataset.running = running ? "yes" : "no";
    this.put(".where", `${machine.i + 1} of ${machine.items.length}`);
    this.put(".play .title", item.title);
    this.put(".play .kind", running ? stage.label : "Paused");
    this.put(".play .side", stage.side_label);
    this.put(".play .set", stage.set_label ?? "");
    this.#count(stage, elapsed);
    this.put(".cue", cue(item, stage, elapsed));
    this.hide(".cue", !running || !this.captions(gap));
    this.hide(".rest-stop", running);
    this.put(".note", note);
    this.put("[data-do=pause] span", running ? "Pause" : "Continue");
    this.#label("earlier", gap ? "+10 s" : "10 s", gap ? "+10 s to get ready" : "10 s back");
    this.#label("later", gap ? "Go now" : "10 s", gap ? "Go now" : "10 s on");
    this.route(machine);
  }

  // Where to lie and what to fetch is never hidden; the rotating tips can be.
  captions(gap) {
    return gap || this.toggled("captions");
  }

  route(machine) {
    const route = this.find(".route");
    if (route.children.length !== machine.items.length) {
      route.replaceChildren(...machine.items.map(() => document.createElement("i")));
    }
    [...route.children].forEach((mark, index) => {
      mark.className = index < machine.i ? "past" : index === machine.i ? "here" : "";
    });
  }

  how(item) {
    this.hide(".how", !item.how?.length);
    // Without a clip the steps are all there is to go by, so they stand open.
    this.find(".how").open = !item.clip;
    const lines = (item.how ?? []).map((text) => {
      const line = document.createElement("li");
      line.textContent = text;
      return line;
    });
    this.find(".how ol").replaceChildren(...lines);
    this.put(".how .breath", item.breath ?? "");
  }

  // A question in place of the controls. `choices` are [name, words, why, look].
  ask(title, lead, choices) {
    this.mode("ask");
    this.put(".ask .title", title);
    this.put(".ask .lead", lead);
    this.find(".choices").replaceChildren(...choices.map(choiceButton));
    this.find(".ask .title").focus({ preventScroll: true });
  }

  done(ends, state, why, saving) {
    const { title, text } = ending(ends, state, why);
    this.mode("done");
    this.hide(".how", true);
    this.put(".done .title", title);
    this.put(".done .lead", text);
    this.put(".saving", saving);
  }

  toggled(name) {
    return this.find(`[data-do=${name}]`).getAttribute("aria-pressed") === "true";
  }

  toggle(name, on) {
    this.find(`[data-do=${name}]`).setAttribute("aria-pressed", String(on));
  }

  announce(machine) {
    const { says } = machine.stage;
    this.say(says.map(({ words }) => words).join(" "));
    return says;
  }

  say(words) {
    this.put(".live", words);
  }

  flash() {
    const frame = this.find(".frame");
    frame.classList.remove("flash");
    void frame.offsetWidth;
    frame.classList.add("flash");
  }

  put(selector, text) {
    if (this.last.get(selector) === text) return;
    this.last.set(selector, text);
    this.find(selector).textContent = text;
  }

  tag(selector, label, text) {
    this.find(selector).dataset.label = label;
    this.put(selector, text);
  }

  hide(selector, hidden) {
    const element = this.find(selector);
    if (element.hidden !== hidden) element.hidden = hidden;
  }

  #label(act, seen, heard) {
    if (this.last.get(act) === heard) return;
    this.last.set(act, heard);
    this.find(`[data-do=${act}]`).setAttribute("aria-label", heard);
    this.find(`[data-do=${act}] span`).textContent = seen;
  }

  #count(stage, elapsed) {
    const { big, small, share } = count(stage, elapsed);
    this.put(".count .big", big);
    this.put(".count .unit", small);
    this.find(".bar i").style.transform = `scaleX(${Math.min(1, Math.max(0, share)).toFixed(3)})`;
  }
}

function choiceButton([name, words, why, look]) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.do = name;
  button.className = look;
  button.append(words);
  if (why) {
    const small = document.createElement("small");
    small.textContent = why;
    button.append(small);
  }
  return button;
}

function listed(words) {
  const text = sentence(words.join(", "));
  return text[0].toUpperCase() + text.slice(1);
}
