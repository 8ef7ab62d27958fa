// Short quiet tones: signals that can be told apart, and two ticks.

// [hertz, start in seconds, length in seconds, loudness]
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
  pause: [
    [440, 0, 0.16, 0.18],
    [330, 0.17, 0.45, 0.18],
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

/** @typedef {keyof typeof SIGNALS} Signal */

/** @param {BaseAudioContext} context @param {AudioNode} out @param {Signal} signal */
export function sound(context, out, signal) {
  for (const [hertz, start, length, loud] of SIGNALS[signal]) {
    tone(context, out, hertz, context.currentTime + start, length, loud);
  }
}

/**
 * @param {BaseAudioContext} context
 * @param {AudioNode} out
 * @param {number} hertz
 * @param {number} start
 * @param {number} length
 * @param {number} loud
 */
function tone(context, out, hertz, start, length, loud) {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(loud, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
  oscillator.connect(volume).connect(out);
  oscillator.start(start);
  oscillator.stop(start + length + 0.02);
}
