// What a person has chosen, remembered on this device and nowhere else.

import { attempt } from "./attempt.js";

// Where it cannot be remembered, a choice lasts as long as the page.
/** @type {Map<string, string>} */
const page = new Map();

/** @param {string} name @param {boolean} otherwise */
export function preference(name, otherwise) {
  const stored = kept(name);
  return stored === null ? otherwise : stored === "on";
}

/** @param {string} name */
export function chosen(name) {
  return kept(name) !== null;
}

/** @param {string} name @returns {string | null} */
function kept(name) {
  return attempt(() => localStorage.getItem(`lowback.prefer.${name}`)) ?? page.get(name) ?? null;
}

/** @param {string} name @param {boolean} on */
export function prefer(name, on) {
  choose(name, on ? "on" : "off");
}

/**
 * One of several.
 * @template {string} T
 * @param {string} name
 * @param {T[]} among
 * @param {T} otherwise
 * @returns {T}
 */
export function choice(name, among, otherwise) {
  const stored = kept(name);
  return among.find((one) => one === stored) ?? otherwise;
}

/** @param {string} name @param {string} value */
export function choose(name, value) {
  const kept = attempt(() => {
    localStorage.setItem(`lowback.prefer.${name}`, value);
    return true;
  });
  if (!kept) page.set(name, value);
}
