// Draws what the machine says. Writes to the page only what changed, so that nothing flickers or jumps.

/** @import { End, Item, Sentence, Session, Stage } from "../types.d.ts" */
/** @import { Machine } from "./machine.js" */
/** @import { Offer } from "./words.js" */

import { make, part } from "../page.js";
import { listed, say, several } from "../say.js";
import { Whole } from "./window.js";
import { count, cue, sentence, text } from "./words.js";

const WHOLE = ["play", "ask", "settings"];

export class View {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.window = new Whole(root);
    /** @type {Map<string, string>} */
    this.last = new Map();
  }

  /** @param {string} selector */
  find(selector) {
    return part(this.root, selector);
  }

  enable() {
    for (const button of this.root.querySelectorAll("button")) button.disabled = false;
  }

  close() {
    this.window.turn(false);
  }

  /** @param {string} name */
  shows(name) {
    return this.root.dataset.mode === name;
  }

  /** @param {string} name */
  mode(name) {
    if (this.shows(name)) return;
    this.root.dataset.mode = name;
    this.window.turn(WHOLE.includes(name));
    for (const panel of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll(".panel"))) {
      panel.hidden = !panel.classList.contains(name);
    }
  }

  // Another player of this browser has the session.
  /** @param {Session["elsewhere"]} words @param {string} name */
  busy({ title, text, take }, name) {
    this.mode("start");
    this.put(".where", name);
    this.put(".start .title", title);
    this.put(".start .lead", text);
    this.tag(".start .first", "", "");
    this.tag(".start .props", "", "");
    this.put("[data-do=begin]", take);
    this.hide(".voices", true);
  }

  /** @param {Session} data @param {Machine} machine @param {boolean} fresh @param {boolean} asks for the voice */
  start(data, machine, fresh, asks) {
    const { title, position } = machine.item;
    this.mode("start");
    this.hide(".voices", !asks);
    this.route(machine);
    this.put(".where", data.title);
    this.put(".start .title", fresh ? data.title : title);
    this.put(".start .lead", fresh ? length(data) : say("Your place is kept."));
    this.tag(
      ".start .first",
      say("First:"),
      fresh ? say("{title}. {position}.", { title, position }) : sentence(position),
    );
    const props = [...new Set(data.items.flatMap((each) => each.props ?? []))];
    this.tag(".start .props", say("You need:"), props.length ? needed(props) : say("Nothing else."));
    const place = say("Continue at {number} of {all}", { number: machine.i + 1, all: machine.items.length });
    this.put("[data-do=begin]", fresh ? say("Start") : place);
  }

  // The voice is offered while there is time.
  /** @param {Machine} machine @param {string} note @param {{ voice: boolean, longer: boolean }} offers */
  play(machine, note, { voice, longer }) {
    const { item, stage, elapsed } = machine;
    const running = machine.state === "running";
    const gap = stage.kind !== "work";
    this.mode("play");
    this.root.dataset.stage = stage.kind;
    this.root.dataset.running = running ? "yes" : "no";
    this.put(".where", say("{number} of {all}", { number: machine.i + 1, all: machine.items.length }));
    this.put(".play .title", item.title);
    this.put(".play .kind", running ? stage.label : say("Paused"));
    this.put(".play .side", stage.side_label);
    this.put(".play .set", stage.set_label ?? "");
    this.#count(stage, elapsed);
    this.put(".cue", cue(item, stage, elapsed));
    this.hide(".cue", !running || !this.captions(gap));
    this.hide(".rest-stop", running);
    this.hide(".offer", !(voice && running && stage.kind === "ready"));
    this.hide(".longer", !(longer && running));
    // Where the count leads the film it has its own pace.
    this.hide("[data-do=speed]", running && !gap);
    this.put(".note", note);
    this.put("[data-do=pause] span", running ? say("Pause") : say("Continue"));
    this.#label("back", machine.undoes(performance.now()) ? say("Undo") : say("Back"));
    this.#label("earlier", gap ? say("+10 s") : say("10 s"), gap ? say("+10 s to get ready") : say("10 s back"));
    this.#label("later", gap ? say("Go now") : say("10 s"), gap ? say("Go now") : say("10 s on"));
    this.route(machine);
  }

  // A browser that is silent says so where it can be mended with a tap.
  /** @param {boolean} heard */
  heard(heard) {
    const was = this.find(".unheard").hidden;
    this.hide(".unheard", heard);
    if (was && !heard) this.tell(this.find(".unheard").textContent ?? "");
  }

  // Where to lie and what to fetch is never hidden; the rotating tips can be.
  /** @param {boolean} gap */
  captions(gap) {
    return gap || this.toggled("captions");
  }

  /** @param {Machine} machine */
  route(machine) {
    const route = this.find(".route");
    if (route.children.length !== machine.items.length) {
      route.replaceChildren(...machine.items.map(() => make("i")));
    }
    [...route.children].forEach((mark, index) => {
      mark.className = index < machine.i ? "past" : index === machine.i ? "here" : "";
    });
  }

  /** @param {Item} item */
  how(item) {
    this.hide(".how", !item.how?.length);
    // Without a clip the steps are all there is to go by, so they stand open.
    this.find(".how").toggleAttribute("open", !item.clip);
    const lines = (item.how ?? []).map((text) => make("li", { textContent: text }));
    this.find(".how ol").replaceChildren(...lines);
    this.put(".how .breath", item.breath ?? "");
  }

  // A question in place of the controls. `choices` are [name, words, why, look].
  /** @param {string} title @param {string} lead @param {Offer[]} choices */
  ask(title, lead, choices) {
    this.mode("ask");
    this.put(".ask .title", title);
    this.put(".ask .lead", lead);
    this.find(".choices").replaceChildren(...choices.map(choiceButton));
    this.find(".ask .title").focus({ preventScroll: true });
  }

  // The last words; a tick stands only above praise.
  /** @param {End} end @param {boolean} praised @param {string} saving */
  done({ title, text }, praised, saving) {
    this.mode("done");
    this.root.toggleAttribute("data-praised", praised);
    this.hide(".how", true);
    this.put(".done .title", title);
    this.put(".done .lead", text);
    this.put(".saving", saving);
  }

  /** @param {string} name */
  toggled(name) {
    return this.find(`[data-do=${name}]`).getAttribute("aria-pressed") === "true";
  }

  /** @param {string} name @param {boolean} on */
  toggle(name, on) {
    this.find(`[data-do=${name}]`).setAttribute("aria-pressed", String(on));
  }

  // What begins, for a screen reader; it comes back for the voice.
  /** @param {Sentence[]} says */
  announce(says) {
    this.tell(text(says));
    return says;
  }

  // For a screen reader.
  /** @param {string} words */
  tell(words) {
    this.put(".live", words);
  }

  flash() {
    const frame = this.find(".frame");
    frame.classList.remove("flash");
    void frame.offsetWidth;
    frame.classList.add("flash");
  }

  /** @param {string} selector @param {string} text */
  put(selector, text) {
    if (this.last.get(selector) === text) return;
    this.last.set(selector, text);
    this.find(selector).textContent = text;
  }

  /** @param {string} selector @param {string} label @param {string} text */
  tag(selector, label, text) {
    this.find(selector).dataset.label = label;
    this.put(selector, text);
  }

  /** @param {string} selector @param {boolean} hidden */
  hide(selector, hidden) {
    const element = this.find(selector);
    if (element.hidden !== hidden) element.hidden = hidden;
  }

  /** @param {string} act @param {string} seen @param {string} [heard] */
  #label(act, seen, heard = seen) {
    if (this.last.get(act) === heard) return;
    this.last.set(act, heard);
    this.find(`[data-do=${act}]`).setAttribute("aria-label", heard);
    this.find(`[data-do=${act}] span`).textContent = seen;
  }

  /** @param {Stage} stage @param {number} elapsed */
  #count(stage, elapsed) {
    const { big, small, share } = count(stage, elapsed);
    this.put(".count .big", big);
    this.find(".count").toggleAttribute("data-long", big.length > 3);
    this.put(".count .unit", small);
    this.find(".bar i").style.transform = `scaleX(${Math.min(1, Math.max(0, share)).toFixed(3)})`;
  }
}

/** @param {Offer} offer */
function choiceButton([name, words, why, look]) {
  const button = make("button", { type: "button", className: look });
  button.dataset.do = name;
  button.append(words);
  if (why) button.append(make("small", { textContent: why }));
  return button;
}

/** @param {Session} session */
function length({ minutes, items }) {
  const time = several("About {n} minute", "About {n} minutes", minutes);
  return say("{time}, {exercises}", { time, exercises: several("{n} exercise", "{n} exercises", items.length) });
}

/** @param {string[]} things */
function needed(things) {
  const text = sentence(listed(things));
  return text[0].toLocaleUpperCase() + text.slice(1);
}
