// Short quiet tones, and a screen that stays on. Each may be missing; nothing depends on it.

// [hertz, start in seconds, length in seconds, loudness]: signals that can be told apart, and two ticks.
/** @satisfies {Record<string, [number, number, number, number][]>} */
const SIGNALS = {
  ready: [
    [659, 0, 0.18, 0.18],
    [440, 0.19, 0.4, 0.18],
  ],
  work: [
    [523, 0, 0.16, 0.2],
    [784, 0.17, 0.28, 0.2],
  ],
  switch: [
    [392, 0, 0.7, 0.22],
    [392, 0.45, 1.1, 0.18],
  ],
  rest: [
    [659, 0, 0.18, 0.18],
    [440, 0.19, 0.4, 0.18],
  ],
  done: [
    [523, 0, 0.2, 0.18],
    [659, 0.2, 0.2, 0.18],
    [784, 0.4, 0.2, 0.18],
    [1047, 0.6, 0.7, 0.16],
  ],
  tick: [[880, 0, 0.05, 0.06]],
  rep: [[330, 0, 0.14, 0.12]],
};

const PATIENCE_MS = 400;

export class Sound {
  /** @param {boolean} on */
  constructor(on) {
    this.on = on;
    /** @type {AudioContext | null} */
    this.context = null;
  }

  // Browsers allow sound only from a tap: call this in one. The voice may need it although the tones are off.
  wake(voice = false) {
    const Context = window.AudioContext;
    if ((this.on || voice) && Context) this.context ??= new Context();
    this.context?.resume();
  }

  // A browser that waits for another tap does not answer; without sound there is nothing to wait for.
  /** @param {boolean} voice */
  async awake(voice) {
    if (!this.on && !voice) return true;
    this.wake(voice);
    if (!this.context) return true;
    await Promise.race([
      this.context.resume(),
      new Promise((done) => {
        setTimeout(done, PATIENCE_MS);
      }),
    ]);
    return this.context.state === "running";
  }

  /** @param {keyof typeof SIGNALS} signal */
  play(signal) {
    const { context } = this;
    if (!this.on || !context) return;
    for (const [hertz, start, length, loud] of SIGNALS[signal]) {
      this.#tone(context, hertz, context.currentTime + start, length, loud);
    }
  }

  close() {
    this.context?.close();
    this.context = null;
  }

  /**
   * @param {AudioContext} context
   * @param {number} hertz
   * @param {number} start
   * @param {number} length
   * @param {number} loud
   */
  #tone(context, hertz, start, length, loud) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(loud, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + length + 0.02);
  }
}

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
