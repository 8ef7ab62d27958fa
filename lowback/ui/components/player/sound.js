// The audio context for tones and voice, and how it comes back after an interruption. It may be missing; nothing depends on it.

/** @import { Signal } from "./tones.js" */
/** @import { Kind } from "./volumes.js" */

import { Mixer } from "./mixer.js";
import { claim } from "./silent.js";
import { sound } from "./tones.js";

const PATIENCE_MS = 400;
// A tone that comes later than this is about something that has passed.
const LATE_MS = 400;
const SILENT_MS = 2000;

export class Sound {
  /** @param {boolean} on */
  constructor(on) {
    this.on = on;
    /** @type {AudioContext | null} */
    this.context = null;
    /** @type {Mixer | null} */
    this.mixer = null;
    /** @type {number | null} */
    this.silentSince = null;
  }

  // Browsers allow sound only from a tap: call this in one. The voice may need it although the tones are off.
  wake(voice = false) {
    const Context = window.AudioContext;
    claim(voice);
    if ((this.on || voice) && Context) this.context ??= this.#made(Context);
    this.resume();
  }

  // A call, an alarm or another app takes the sound away, and not every browser gives it back by itself.
  /** @param {typeof AudioContext} Context */
  #made(Context) {
    const context = new Context();
    context.onstatechange = () => this.resume();
    this.mixer = new Mixer(context);
    return context;
  }

  // A context that another app has may be asked for in vain.
  async resume() {
    const { context } = this;
    if (context && context.state !== "running" && context.state !== "closed") await context.resume().catch(() => {});
  }

  // After a while in which nothing can have been heard, somebody has to be told.
  /** @param {number} now */
  silent(now) {
    const silent = Boolean(this.context) && this.context?.state !== "running";
    this.silentSince = silent ? (this.silentSince ?? now) : null;
    return this.silentSince !== null && now - this.silentSince > SILENT_MS;
  }

  // In a tap: some contexts never come back, so there is a new one.
  mend(voice = false) {
    this.close();
    this.wake(voice);
  }

  // A browser that waits for another tap does not answer; without sound there is nothing to wait for.
  /** @param {boolean} voice */
  async awake(voice) {
    if (!this.on && !voice) return true;
    this.wake(voice);
    if (!this.context) return true;
    await Promise.race([
      this.resume(),
      new Promise((done) => {
        setTimeout(done, PATIENCE_MS);
      }),
    ]);
    return this.context.state === "running";
  }

  /** @param {Signal} signal */
  play(signal) {
    if (!this.on || !this.context) return;
    if (this.context.state === "running") sound(this.context, this.out("tones"), signal);
    else this.#waking(this.context, signal);
  }

  // What was queued in a context that stands still would all be heard at once, when it no longer says anything.
  /** @param {AudioContext} context @param {Signal} signal */
  async #waking(context, signal) {
    const due = performance.now();
    await this.resume();
    const late = performance.now() - due > LATE_MS;
    if (context.state === "running" && this.on && !late) sound(context, this.out("tones"), signal);
  }

  // Where a sound of this kind goes.
  /** @param {Kind} kind */
  out(kind) {
    return /** @type {Mixer} */ (this.mixer).out(kind);
  }

  close() {
    if (this.context) this.context.onstatechange = null;
    this.context?.close();
    this.context = null;
  }
}
