// Which key does what. Streamlit keeps R and C. Whoever speaks to the computer, or types by chance, can turn the letters off.

import { prefer, preference } from "../preferences.js";
import { say } from "../say.js";

const TYPED_IN = "input,textarea,select,[contenteditable],[role=slider],[role=radio],[role=tab],[role=option]";
/** @type {Record<string, string>} */
const ACTS = { " ": "pause", ArrowRight: "skip", ArrowLeft: "back" };
/** @type {Record<string, [act: string, words: string]>} */
const LETTERS = {
  h: ["hurt", say("this hurts")],
  a: ["ahead", say("what is ahead")],
  ",": ["earlier", say("10 seconds back, or more time")],
  ".": ["later", say("10 seconds on, or go now")],
  v: ["voice", say("voice")],
  s: ["sound", say("sound")],
  t: ["captions", say("captions and tips")],
  o: ["view", say("other view")],
  l: ["settings", say("this list")],
};
/** @type {Record<string, string>} */
const SIGNS = { ",": say("comma"), ".": say("full stop") };
// What Escape does where something is asked.
/** @type {Record<string, string>} */
const ESCAPES = { ask: "carry", settings: "settled" };

// The act for a key press on a screen of the player, or null when the key belongs to something else on the page.
/** @param {KeyboardEvent} event @param {string} mode @returns {string | null} */
export function actOf(event, mode) {
  const target = /** @type {Element} */ (event.composedPath()[0]);
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return null;
  if (event.key === "Escape") return ESCAPES[mode] ?? null;
  if (mode !== "play" || target.closest?.(TYPED_IN)) return null;
  if (event.key === " " && target.closest?.("button,summary,a")) return null;
  return ACTS[event.key] ?? (letters() ? LETTERS[event.key.toLowerCase()]?.[0] : null) ?? null;
}

export function letters() {
  return preference("letters", true);
}

// Buttons that have a letter say so, or do not.
/** @param {ParentNode} root @param {boolean} [on] */
export function nameLetters(root, on = letters()) {
  if (on !== letters()) prefer("letters", on);
  for (const [key, [act]] of Object.entries(LETTERS)) {
    const button = root.querySelector(`[data-do=${act}]`);
    if (on) button?.setAttribute("aria-keyshortcuts", key.toUpperCase());
    else button?.removeAttribute("aria-keyshortcuts");
  }
}

// All of them, in words.
export function keysInWords() {
  const keys = Object.entries(LETTERS)
    .map(([key, [, act]]) => say("{key} {act}", { key: SIGNS[key] ?? key.toUpperCase(), act }))
    .reduce((before, next) => say("{before}; {next}", { before, next }));
  return say("{keys}. Space and the arrow keys always work.", { keys });
}
