// How loud each kind of sound is: a choice of the person, remembered on this device.

import { choice, choose } from "../preferences.js";

/** @typedef {"tones" | "voice" | "count"} Kind */
/** @typedef {"off" | "low" | "usual" | "loud"} Level */

/** @type {Kind[]} */
export const KINDS = ["tones", "voice", "count"];
/** @type {Level[]} */
export const LEVELS = ["off", "low", "usual", "loud"];
// Usual leaves sound as it was recorded: the limit at the end of mixer.js makes all of it louder by a fifth.
const GAINS = { off: 0, low: 0.3, usual: 0.82, loud: 1.4 };

/** @param {Kind} kind @returns {Level} */
export function level(kind) {
  return choice(`volume.${kind}`, LEVELS, "usual");
}

/** @param {Kind} kind @param {Level} chosen */
export function setLevel(kind, chosen) {
  choose(`volume.${kind}`, chosen);
}

/** @param {Kind} kind */
export function gain(kind) {
  return GAINS[level(kind)];
}
