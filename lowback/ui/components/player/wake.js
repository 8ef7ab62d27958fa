// A screen that stays on while the clock runs.

export class WakeLock {
  constructor() {
    this.wanted = false;
    // Without HTTPS there is none, and a battery that is low refuses it.
    this.refused = false;
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
  }

  // A hidden page loses the lock: keep(true) again when it is seen again.
  /** @param {boolean} wanted @returns {Promise<void>} */
  async keep(wanted) {
    this.wanted = wanted;
    if (!wanted) {
      await this.lock?.release();
      this.lock = null;
      return;
    }
    if (this.lock && !this.lock.released) return;
    this.lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    this.refused = !this.lock;
    if (!this.wanted) await this.keep(false);
  }
}
