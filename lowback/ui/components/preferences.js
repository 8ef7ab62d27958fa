// Switches that a person has turned, remembered on this device and nowhere else.

import { attempt } from "./attempt.js";

/** @param {string} name @param {boolean} otherwise */
export function preference(name, otherwise) {
  const stored = kept(name);
  return stored === null ? otherwise : stored === "on";
}

/** @param {string} name */
export function chosen(name) {
  return kept(name) !== null;
}

/** @param {string} name */
function kept(name) {
  return attempt(() => localStorage.getItem(`lowback.prefer.${name}`));
}

// Where it cannot be remembered, a switch lasts as long as the page.
/** @param {string} name @param {boolean} on */
export function prefer(name, on) {
  attempt(() => localStorage.setItem(`lowback.prefer.${name}`, on ? "on" : "off"));
}
