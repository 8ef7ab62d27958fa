// One question of the quiz: ticks, choices, a number or 0 to 10. It answers once, with everything.

/** @import { Answer, Asked, Call, Component } from "../types.d.ts" */

import { draftOf, forgetDraft, keepDraft } from "../drafts.js";
import { kept } from "../kept.js";
import { make, part } from "../page.js";
import { say } from "../say.js";

// Long enough to see what was chosen, and to choose again.
const SHOWN_MS = 250;
// A second tap of the same finger belongs to the question before.
const DEAF_MS = 350;

const DOUBT_MS = 400;
// What was ticked longer ago says nothing of how it is now.
const TICKS_LAST_MS = 60 * 60 * 1000;
const UNSURE = say("Which ones are you not sure about?");

class Ask {
  /** @param {Component<Asked>} component */
  constructor(component) {
    const root = component.parentElement;
    this.form = part(root, "form");
    this.fieldset = part(root, "fieldset");
    this.error = part(root, ".error");
    this.go = /** @type {HTMLButtonElement} */ (part(root, ".go"));
    this.data = component.data;
    this.send = component.setStateValue;
    /** @type {string | null} */
    this.drawn = null;
    /** @type {HTMLElement | null} */
    this.call = null;
    /** @type {Element | null} */
    this.held = null;
    /** @type {unknown} */
    this.waitingFor = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.going = undefined;
    this.timer = this.going;
    this.doubt = this.going;
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("change", (event) => this.changed(event));
    this.form.addEventListener("input", (event) => this.changed(event));
    this.form.addEventListener("click", (event) => this.tapped(event));
    this.form.addEventListener("click", (event) => this.takenBack(event));
    this.form.addEventListener("keydown", () => clearTimeout(this.going));
    this.update(component);
  }

  /** @param {Component<Asked>} component */
  update({ data, setStateValue }) {
    this.send = setStateValue;
    this.data = data;
    if (data.question !== this.drawn) this.draw(data);
    this.error.textContent = data.error || "";
    this.error.hidden = !data.error;
    if (data.error || data.heard !== this.waitingFor) this.ready();
  }

  /** @param {Asked} data */
  draw(data) {
    this.drawn = data.question;
    this.call = null;
    this.fieldset.replaceChildren(make("legend", { textContent: data.title }));
    const draw = { many: drawMany, one: drawOne, number: drawNumber, scale: drawScale }[data.kind];
    draw(this.fieldset, { ...data, answer: ticksOf(data) ?? data.answer });
    this.go.textContent = data.button;
    if (data.button) this.form.append(this.go);
    else this.go.remove();
    this.held = this.chosen();
    this.form.animate([{ pointerEvents: "none" }, { pointerEvents: "none" }], DEAF_MS);
    this.changed();
  }

  ready() {
    this.leave();
    this.go.disabled = false;
    this.go.textContent = this.data.button;
  }

  // Where one tap is the whole answer, it goes on by itself. Keys and screen readers choose first, then press Continue.
  /** @param {MouseEvent} event */
  tapped(event) {
    const input = /** @type {Element} */ (event.target).closest(".row")?.querySelector("input");
    const byHand = event.detail > 0;
    if (!input || !byHand || !this.data.auto) return;
    clearTimeout(this.going);
    if (input.type === "checkbox" && input.name !== "none") return;
    this.going = setTimeout(() => {
      // A tap on "none" that was ticked before means it again.
      input.checked = true;
      if (!this.go.disabled) this.form.requestSubmit();
    }, SHOWN_MS);
  }

  // In a form with a button of its own, what is chosen is sent at once, and choosing it again takes it back.
  /** @param {MouseEvent} event */
  takenBack({ target }) {
    const input = /** @type {HTMLInputElement} */ (target);
    if (this.data.button || input.type !== "radio") return;
    if (input === this.held) input.checked = false;
    this.held = this.chosen();
    this.tell();
  }

  chosen() {
    return this.fieldset.querySelector("input:checked");
  }

  /** @param {Event} [event] */
  changed(event) {
    const input = /** @type {HTMLInputElement | undefined} */ (event?.target);
    const inputs = [...this.fieldset.querySelectorAll("input")];
    /** @param {string} name */
    const named = (name) => inputs.filter((one) => one.name === name);
    if (input?.checked && input.name === "none") {
      unticked(inputs.filter((one) => one !== input));
    } else if (input?.checked) {
      unticked(named("none"));
    }
    const number = named("value").find((one) => one.type === "text");
    if (number && input?.name === "not_known" && input.checked) number.value = "";
    if (number && input === number) unticked(named("not_known"));
    this.which(named);
    this.alarm(inputs, input);
    if (input) this.keep();
  }

  // Never "none of these": that nothing is wrong holds when it is said, and not later.
  keep() {
    const { kind, draft } = this.data;
    if (kind !== "many" || !draft) return;
    const { ticked = [], not_sure = [] } = this.answer();
    if (ticked.length || not_sure.length) keepDraft(draft, { id: "", values: { ticked, not_sure } });
    else forgetDraft(draft);
  }

  /** @param {(name: string) => HTMLInputElement[]} named */
  which(named) {
    const which = /** @type {HTMLElement | null} */ (this.fieldset.querySelector(".which"));
    if (!which) return;
    which.hidden = !named("some_not_sure")[0].checked;
    // What is ticked is certain, so it is not offered among the things that are not sure.
    for (const one of named("ticked")) {
      const twin = named("not_sure").find((other) => other.value === one.value);
      if (!twin) continue;
      rowOf(twin).hidden = one.checked;
      if (one.checked || which.hidden) twin.checked = false;
    }
  }

  // A danger sign needs no server to say whom to call.
  /** @param {HTMLInputElement[]} inputs @param {HTMLInputElement | undefined} input */
  alarm(inputs, input) {
    const { call, options } = this.data;
    if (!call) return;
    const words = new Map(options.map((option) => [option.id, option.call]));
    const raised = inputs.filter(
      (one) => one.checked && words.get(one.value) && (call.unsure || one.name !== "not_sure"),
    );
    const newest = input && raised.includes(input) ? input : raised.at(-1);
    this.call ??= drawCall(call);
    if (!newest) {
      this.call.remove();
      return;
    }
    part(this.call, "p").textContent = words.get(newest.value) ?? "";
    rowOf(newest).after(this.call);
    this.call.scrollIntoView({ block: "nearest" });
  }

  answer() {
    const form = new FormData(this.form);
    if (this.data.kind === "one") return { choice: form.get("choice") };
    if (this.data.kind === "scale") return { value: form.has("value") ? Number(form.get("value")) : null };
    if (this.data.kind === "number") {
      return { value: String(form.get("value") ?? ""), ...(form.has("not_known") ? { not_known: true } : {}) };
    }
    return {
      ticked: form.getAll("ticked"),
      not_sure: form.getAll("not_sure"),
      none: form.has("none"),
      some_not_sure: form.has("some_not_sure"),
    };
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    clearTimeout(this.going);
    this.waitingFor = this.data.heard;
    this.go.disabled = true;
    this.tell();
    this.timer = setTimeout(() => this.ready(), 6000);
    this.doubt = setTimeout(() => window.dispatchEvent(new Event("lowback:waiting")), DOUBT_MS);
  }

  // Kept as state, not as an event: state is sent again after a lost connection.
  tell() {
    this.send("sent", { question: this.data.question, at: Date.now(), answer: this.answer() });
  }

  leave() {
    clearTimeout(this.going);
    clearTimeout(this.timer);
    clearTimeout(this.doubt);
  }
}

// What was ticked on this device and not sent.
/** @param {Asked} data @returns {Answer | undefined} */
function ticksOf({ kind, draft }) {
  const left = kind === "many" && draft ? draftOf(draft, TICKS_LAST_MS) : null;
  return left?.values;
}

/** @param {HTMLElement} fieldset @param {Asked} data */
function drawMany(fieldset, data) {
  const ticked = new Set(data.answer?.ticked ?? []);
  const unsure = new Set(data.answer?.not_sure ?? []);
  fieldset.append(...data.options.map((o) => row("checkbox", "ticked", o.id, o.label, o.hint, ticked.has(o.id))));
  fieldset.append(make("hr"));
  const none = data.answer && !ticked.size && !unsure.size;
  fieldset.append(row("checkbox", "none", "none", data.none_label ?? "", null, none));
  if (!data.not_sure_label) return;
  fieldset.append(row("checkbox", "some_not_sure", "yes", data.not_sure_label, null, unsure.size > 0));
  const which = make("div", { className: "which" });
  which.setAttribute("role", "group");
  which.setAttribute("aria-label", UNSURE);
  which.append(make("p", { textContent: UNSURE }));
  which.append(...data.options.map((o) => row("checkbox", "not_sure", o.id, o.label, null, unsure.has(o.id))));
  fieldset.append(which);
}

/** @param {Call} call */
function drawCall({ label, href }) {
  const call = make("div", { className: "call" });
  call.setAttribute("role", "alert");
  call.append(make("p"), make("a", { href, textContent: label }));
  return call;
}

/** @param {HTMLElement} fieldset @param {Asked} data */
function drawOne(fieldset, data) {
  fieldset.append(
    ...data.options.map((o) => row("radio", "choice", o.id, o.label, o.hint, data.answer?.choice === o.id)),
  );
}

/** @param {HTMLElement} fieldset @param {Asked} data */
function drawScale(fieldset, data) {
  const scale = make("div", { className: "scale" });
  for (let n = data.least; n <= data.most; n += 1) {
    scale.append(row("radio", "value", String(n), String(n), null, data.answer?.value === n));
  }
  const anchors = make("p", { className: "anchors" });
  const marks = data.anchors.map((words, i) => say("{number}: {words}", { number: i ? data.most : data.least, words }));
  anchors.append(...marks.map((textContent) => make("span", { textContent })));
  fieldset.append(scale, anchors);
}

/** @param {HTMLElement} fieldset @param {Asked} data */
function drawNumber(fieldset, data) {
  const label = make("label", { className: "amount" });
  const input = make("input", {
    className: "number",
    name: "value",
    type: "text",
    inputMode: "numeric",
    maxLength: 6,
  });
  input.autocomplete = "off";
  input.value = String(data.answer?.value ?? "");
  input.setAttribute("aria-label", say("{question} ({unit})", { question: data.title, unit: data.unit ?? "" }));
  label.append(input, make("span", { textContent: data.unit ?? "" }));
  fieldset.append(label);
  if (!data.not_sure_label) return;
  const unknown = data.answer && data.answer.value === null;
  fieldset.append(row("checkbox", "not_known", "yes", data.not_sure_label, null, unknown));
}

/**
 * @param {string} type
 * @param {string} name
 * @param {string} value
 * @param {string} words
 * @param {string | null | undefined} hint
 * @param {unknown} checked
 */
function row(type, name, value, words, hint, checked) {
  const label = make("label", { className: "row" });
  const text = make("span", { textContent: words });
  if (hint) text.append(make("span", { className: "hint", textContent: hint }));
  label.append(make("input", { type, name, value, checked: Boolean(checked) }), text);
  return label;
}

/** @param {HTMLInputElement[]} inputs */
function unticked(inputs) {
  for (const input of inputs) input.checked = false;
}

/** @param {HTMLInputElement} input */
function rowOf(input) {
  return /** @type {HTMLElement} */ (input.closest(".row"));
}

export default kept((/** @type {Component<Asked>} */ component) => new Ask(component));
