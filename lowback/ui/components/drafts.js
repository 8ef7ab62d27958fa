// What a person has written or ticked and not saved yet: on this device and nowhere else, one note a form.

/** @import { Draft } from "./types.d.ts" */

import { attempt } from "./attempt.js";
import { FORGOTTEN } from "./device.js";

const PREFIX = "lowback.draft.";
const DAY_MS = 24 * 60 * 60 * 1000;
// Nobody looks for half a note after a fortnight.
const LASTS_MS = 14 * DAY_MS;

let shut = false;
const forgetting = attempt(() => new BroadcastChannel(FORGOTTEN));
forgetting?.addEventListener("message", () => {
  shut = true;
});

// True only when the device really has it.
/** @param {string} name @param {Omit<Draft, "on">} draft */
export function keepDraft(name, draft) {
  const [key, text] = [PREFIX + name, JSON.stringify({ ...draft, on: Date.now() })];
  if (shut) return false;
  attempt(() => localStorage.setItem(key, text));
  return attempt(() => localStorage.getItem(key)) === text;
}

/** @param {string} name @param {number} [longest] @returns {Draft | null} what is there of it, unless it is older than that */
export function draftOf(name, longest = LASTS_MS) {
  const found = attempt(() => JSON.parse(localStorage.getItem(PREFIX + name) ?? "null"));
  if (!found?.values || typeof found.id !== "string") return null;
  const age = Date.now() - found.on;
  if (age >= 0 && age <= longest) return found;
  forgetDraft(name);
  return null;
}

/** @param {string} name */
export function forgetDraft(name) {
  attempt(() => localStorage.removeItem(PREFIX + name));
}
