// The two clocks of a device: one stands still while it sleeps, the other can be set.

import { SILENCE } from "./machine.js";

export class Clocks {
  constructor() {
    this.moved = { now: performance.now(), date: Date.now() };
  }

  // Something moves now.
  /** @param {number} now */
  move(now) {
    this.moved = { now, date: Date.now() };
  }

  // When something last moved.
  get when() {
    return new Date(this.moved.date);
  }

  // Whether it is longer ago than these seconds, by whichever clock says more.
  /** @param {number} now @param {number} seconds */
  stale(now, seconds) {
    return Math.max(now - this.moved.now, Date.now() - this.moved.date) > seconds * 1000;
  }

  // In many browsers the machine's clock stands still while the device sleeps; the other one does not.
  slept() {
    return Date.now() - this.moved.date > SILENCE;
  }
}
