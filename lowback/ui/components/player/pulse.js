// Asks now and then whether this session may go on: it may have been stopped on another page, or on another device.

/** @import { Over, Wire } from "../types.d.ts" */

import { attempt } from "../attempt.js";
import { ask } from "../wire.js";

const RUNNING_MS = 8000;
const PAUSED_MS = 60_000;
const SOON_MS = 1500;

export class Pulse {
  /** @param {Wire | undefined} wire @param {{ over: (over: Over) => void, out: (places: number[]) => void }} heard */
  constructor(wire, heard) {
    this.wire = wire;
    this.heard = heard;
    this.due = performance.now() + RUNNING_MS;
    this.asking = false;
    // Another page of this browser has come somewhere: it may have saved something that matters here.
    this.channel = attempt(() => new BroadcastChannel("lowback.arrived"));
    if (this.channel) this.channel.onmessage = () => this.soon();
  }

  // Now, and once more when what was on its way is there.
  soon() {
    this.#ask();
    this.due = performance.now() + SOON_MS;
  }

  /** @param {number} now @param {boolean} running */
  tick(now, running) {
    if (now < this.due) return;
    this.due = now + (running ? RUNNING_MS : PAUSED_MS);
    this.#ask();
  }

  leave() {
    this.channel?.close();
  }

  async #ask() {
    if (this.asking || !this.wire) return;
    this.asking = true;
    const said = await ask(this.wire);
    this.asking = false;
    if (said?.over) this.heard.over(said.over);
    else if (said?.out) this.heard.out(said.out);
  }
}
