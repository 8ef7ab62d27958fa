// A screen that stays on while the clock runs.

import { say } from "../say.js";

const LIT = say("Your screen stays on while the clock runs.");
const DARK = say("Your screen may go dark here. Tap it now and then.");

export class WakeLock {
  constructor() {
    this.wanted = false;
    // A battery that is low refuses it.
    this.refused = false;
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
  }

  // Without HTTPS, and in old browsers, there is none.
  get able() {
    return Boolean(navigator.wakeLock);
  }

  get words() {
    return this.refused || !this.able ? DARK : LIT;
  }

  // A hidden page loses the lock: keep(true) again when it is seen again.
  /** @param {boolean} wanted @returns {Promise<void>} */
  async keep(wanted) {
    this.wanted = wanted;
    if (!wanted) return this.#release();
    if (this.lock && !this.lock.released) return;
    this.lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    this.refused = !this.lock;
    this.lock?.addEventListener("release", () => this.#lost(), { once: true });
    if (!this.wanted) await this.#release();
  }

  // The system took it back: once more, unless nobody sees the page; then it is asked for on return.
  #lost() {
    if (this.wanted && !document.hidden) this.keep(true);
  }

  async #release() {
    const { lock } = this;
    this.lock = null;
    await lock?.release();
  }
}
