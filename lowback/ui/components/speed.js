// How fast a film is looked at: usual, three quarters, half.

import { part } from "./page.js";
import { say } from "./say.js";

const RATES = [1, 0.75, 0.5];
const WORDS = [say("Usual speed"), say("¾ speed"), say("½ speed")];

export class Speed {
  /** @param {HTMLElement} button */
  constructor(button) {
    this.button = button;
    this.at = 0;
    this.#say();
  }

  get rate() {
    return RATES[this.at];
  }

  next() {
    this.at = (this.at + 1) % RATES.length;
    this.#say();
    return this.rate;
  }

  usual() {
    this.at = 0;
    this.#say();
  }

  #say() {
    part(this.button, "span").textContent = WORDS[this.at];
  }
}
