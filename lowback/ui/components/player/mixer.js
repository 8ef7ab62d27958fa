// All sound of the player goes through here: a volume for each kind, which changes what is playing, too, and one limit.

/** @import { Kind } from "./volumes.js" */

import { gain, KINDS } from "./volumes.js";

// Only what is loud and comes together reaches the limit, in decibels of full scale.
const LIMIT = { threshold: -3, knee: 0, ratio: 20, attack: 0.003, release: 0.1 };
const FADE_SECONDS = 0.02;

export class Mixer {
  /** @param {AudioContext} context */
  constructor(context) {
    this.context = context;
    const limit = context.createDynamicsCompressor();
    for (const [name, value] of Object.entries(LIMIT)) {
      limit[/** @type {keyof typeof LIMIT} */ (name)].value = value;
    }
    limit.connect(context.destination);
    this.outs = new Map(KINDS.map((kind) => [kind, this.#out(kind, limit)]));
  }

  /** @param {Kind} kind */
  out(kind) {
    return /** @type {GainNode} */ (this.outs.get(kind));
  }

  // As the person has chosen now.
  renew() {
    for (const kind of KINDS) this.out(kind).gain.setTargetAtTime(gain(kind), this.context.currentTime, FADE_SECONDS);
  }

  /** @param {Kind} kind @param {AudioNode} limit */
  #out(kind, limit) {
    const out = this.context.createGain();
    out.gain.value = gain(kind);
    out.connect(limit);
    return out;
  }
}
