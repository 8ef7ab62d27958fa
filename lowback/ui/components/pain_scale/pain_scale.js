// Eleven buttons that act as one group of radio buttons; tapping the chosen one again takes it back.

/** @import { Component } from "../types.d.ts" */
/** @typedef {{ label: string, value: number | null, anchors: [string, string] }} Scale */

import { kept } from "../kept.js";
import { make, part } from "../page.js";

const HIGHEST = 10;
/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

class PainScale {
  /** @param {Component<Scale>} component */
  constructor(component) {
    const { data, parentElement, setStateValue } = component;
    this.root = part(parentElement, ".scale");
    this.setStateValue = setStateValue;
    this.value = data.value;
    this.update(component);
    this.buttons = Array.from({ length: HIGHEST + 1 }, (_, number) => this.#button(number));
    part(this.root, ".numbers").replaceChildren(...this.buttons);
    this.#draw();
  }

  // Python ran again: the words may have changed, the person's choice stays.
  /** @param {Component<Scale>} component */
  update({ data, setStateValue }) {
    this.setStateValue = setStateValue;
    part(this.root, "h2").textContent = data.label;
    part(this.root, ".low").textContent = `0: ${data.anchors[0]}`;
    part(this.root, ".high").textContent = `${HIGHEST}: ${data.anchors[1]}`;
  }

  leave() {
    part(this.root, ".numbers").replaceChildren();
  }

  /** @param {number} number */
  #button(number) {
    const button = make("button", { type: "button", textContent: String(number) });
    button.setAttribute("role", "radio");
    button.onclick = () => this.#choose(this.value === number ? null : number);
    button.onkeydown = (event) => this.#key(event, number);
    return button;
  }

  /** @param {KeyboardEvent} event @param {number} number */
  #key(event, number) {
    /** @type {Record<string, number>} */
    const ends = { Home: 0, End: HIGHEST };
    const target = ends[event.key] ?? number + (STEPS[event.key] ?? Number.NaN);
    if (Number.isNaN(target)) return;
    event.preventDefault();
    const chosen = (target + HIGHEST + 1) % (HIGHEST + 1);
    this.#choose(chosen);
    this.buttons[chosen].focus();
  }

  /** @param {number | null} value */
  #choose(value) {
    this.value = value;
    this.#draw();
    this.setStateValue("value", value);
  }

  #draw() {
    this.buttons.forEach((button, number) => {
      button.setAttribute("aria-checked", String(number === this.value));
      button.tabIndex = number === (this.value ?? 0) ? 0 : -1;
    });
  }
}

export default kept((/** @type {Component<Scale>} */ component) => new PainScale(component));
