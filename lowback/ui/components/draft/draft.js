// Keeps what stands in a form and differs from what is saved, also what is being typed, until Python says that it is saved.

/** @import { Component } from "../types.d.ts" */

import { draftOf, forgetDraft, keepDraft } from "../drafts.js";
import { kept } from "../kept.js";
import { part } from "../page.js";
import { say } from "../say.js";

const STATE = "data-test-connection-state";
const KEPT = say("Kept on this device, not saved yet.");
const NOT_KEPT = say("Not saved yet, and this browser does not keep it. Save it before you leave this page.");

/**
 * `name`: under which it is kept, or null where nobody would find it again. `id`: of this form, new with every visit.
 * `changed`: what differs from what is saved, as far as Python knows. `texts`: for each text field its key on the page,
 * and what is saved of it.
 * @typedef {{ name: string | null, id: string, changed: Record<string, unknown>,
 *   texts: Record<string, { key: string, was: string }> }} Form
 */

class Keeper {
  /** @param {Component<Form>} component */
  constructor(component) {
    this.line = part(component.parentElement, ".draft");
    /** @type {Record<string, string>} what is being typed: Streamlit tells Python when the field is left */
    this.typing = {};
    this.stop = new AbortController();
    document.addEventListener("input", (event) => this.typed(event), { signal: this.stop.signal });
    this.watcher = new MutationObserver(() => this.connected());
    this.watcher.observe(document.body, { subtree: true, attributeFilter: [STATE] });
    this.data = component.data;
    this.send = component.setStateValue;
    this.began();
    this.update(component);
  }

  // Somebody may have begun to type before this module was here. A field without words may not be filled in yet.
  began() {
    if (this.left()) return;
    for (const [field, { key }] of Object.entries(this.data.texts)) {
      const input = /** @type {HTMLTextAreaElement | null} */ (
        document.querySelector(`${placeOf(key)} :is(input, textarea)`)
      );
      if (input?.value && input.value !== this.known(field)) this.typing[field] = input.value;
    }
  }

  /** @param {Component<Form>} component */
  update({ data, setStateValue }) {
    this.data = data;
    this.send = setStateValue;
    const left = this.left();
    if (left) {
      this.send("left", { ...left, at: Date.now() });
      return;
    }
    for (const [field, text] of Object.entries(this.typing)) if (text === this.known(field)) delete this.typing[field];
    this.keep();
  }

  // What is there from before, as long as Python does not know of it: the page or the server is new.
  left() {
    const { name, id } = this.data;
    const left = name ? draftOf(name) : null;
    return left?.id === id ? null : left;
  }

  // A server that was started anew draws nothing until it is asked, and would take a tap on Save for another form's.
  connected() {
    if (document.querySelector(`[${STATE}=CONNECTED]`)) this.send("left", { at: Date.now() });
  }

  /** @param {string} field */
  known(field) {
    return this.data.changed[field] ?? this.data.texts[field]?.was;
  }

  /** @param {Event} event */
  typed({ target }) {
    const { texts } = this.data;
    const input = /** @type {HTMLTextAreaElement} */ (target);
    const field = Object.keys(texts).find((one) => input.closest?.(placeOf(texts[one].key)));
    // What is there from before is about to fill these fields, and is not to be lost to them.
    if (!field || this.left()) return;
    this.typing[field] = input.value;
    this.keep();
  }

  keep() {
    const { name, id, changed, texts } = this.data;
    const values = { ...changed, ...this.typing };
    for (const [field, { was }] of Object.entries(texts)) if (values[field] === was) delete values[field];
    if (Object.keys(values).length) this.tell(name && keepDraft(name, { id, values }) ? KEPT : NOT_KEPT);
    else this.clear();
  }

  clear() {
    if (this.data.name) forgetDraft(this.data.name);
    this.tell("");
  }

  // Only what is new is read aloud.
  /** @param {string} words */
  tell(words) {
    if (this.line.textContent !== words) this.line.textContent = words;
  }

  leave() {
    this.stop.abort();
    this.watcher.disconnect();
  }
}

// Streamlit's class for a widget's key.
/** @param {string} key */
function placeOf(key) {
  return `.st-key-${key.replaceAll(/[^a-zA-Z0-9_-]/g, "-")}`;
}

export default kept(
  (/** @type {Component<Form>} */ component) => new Keeper(component),
  (keeper, { data }) => keeper.data.name === data.name,
);
