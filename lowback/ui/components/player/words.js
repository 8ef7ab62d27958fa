// What the browser itself makes of a script: how the clock reads, which cue it is time for, and the choices of a person.
// Everything that is said stands in the script (lowback/session/sentences.py).

/** @import { Easier, Ends, Item, Sentence, Stage, Work } from "../types.d.ts" */
/** @import { Kind } from "./volumes.js" */
/** @typedef {[act: string, words: string, why: string, look: string]} Offer */

import { say, several } from "../say.js";
import { clamp, repetition } from "./machine.js";

const CUE_SECONDS = 7;
const LONG = 8;
const LAST_MINUTE = 59.05;
const WORDS_A_SECOND = 2.1;

/** @param {Stage} stage @returns {stage is Work} */
function isWork(stage) {
  return stage.kind === "work";
}

// Seconds as a clock shows them.
/** @param {number} seconds */
function whole(seconds) {
  return Math.max(0, Math.ceil(seconds - 0.05));
}

/** @param {number} seconds */
export function clock(seconds) {
  const shown = whole(seconds);
  if (shown < 60) return String(shown);
  return `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
}

// The one big number and the small words beside it; `number` is the repetition, `share` what is done of it.
// A repetition with a long hold is counted down; the others are numbered, however slow they are.
/**
 * @param {Stage} stage
 * @param {number} elapsed
 * @returns {{ big: string, small: string, share: number, number?: number }}
 */
export function count(stage, elapsed) {
  const left = stage.seconds - elapsed;
  if (!isWork(stage) || stage.count !== "reps") {
    // Where the words above have to make room, too, nobody takes it for the time of the exercise.
    const small = stage.kind === "ready" ? leftToGetReady(left) : leftOfIt(left);
    return { big: clock(left), small, share: elapsed / stage.seconds };
  }
  const { number, share } = repetition(stage, elapsed);
  const { from, seconds } = held(stage);
  if (seconds < LONG) return { big: String(number), small: say("of {all}", { all: stage.reps }), number, share };
  const big = clock(clamp(from + seconds - share * stage.seconds_per_rep, 0, seconds));
  return { big, small: say("seconds\n{number} of {all}", { number, all: stage.reps }), number, share };
}

// The words beside a clock.
/** @param {number} seconds */
function leftOfIt(seconds) {
  return seconds > LAST_MINUTE ? say("left") : several("second", "seconds", whole(seconds));
}

/** @param {number} seconds */
function leftToGetReady(seconds) {
  if (seconds > LAST_MINUTE) return say("left\nto get ready");
  return several("second\nto get ready", "seconds\nto get ready", whole(seconds));
}

// When the longest hold of a repetition begins, and how long it is.
/** @param {Work} stage */
function held({ cycle }) {
  let [at, from, longest] = [0, 0, 0];
  for (const { kind, seconds } of cycle) {
    if (kind === "hold" && seconds > longest) [from, longest] = [at, seconds];
    at += seconds;
  }
  return { from, seconds: longest };
}

// What stands below the clock: where to lie and what to fetch, else one cue at a time, a new one every few seconds.
/** @param {Item} item @param {Stage} stage @param {number} elapsed */
export function cue(item, stage, elapsed) {
  if (stage.hint) return stage.hint;
  const lines = [...item.cues, item.breath].filter(Boolean);
  return lines[Math.floor(Math.max(0, elapsed) / CUE_SECONDS) % lines.length] ?? "";
}

// What is due between two looks at the clock; of several the last.
/** @param {Stage} stage @param {number} from @param {number} to @returns {Sentence[]} */
export function due(stage, from, to) {
  const passed = (stage.during ?? []).filter(({ at }) => from < at && at <= to);
  return passed.at(-1)?.says ?? [];
}

// A number has a volume of its own. Ids are the same in every language.
/** @param {Sentence} sentence @returns {Kind} */
export function kind({ id }) {
  return /^(\d+|last-one)$/.test(id) ? "count" : "voice";
}

// What is said as a stage begins: what to fetch, where to, for who comes from elsewhere, and what comes, unless that was said before.
/** @param {Stage} stage @param {boolean} moves @param {boolean} named @returns {Sentence[]} */
export function opening({ fetch = [], place = [], next = [], says }, moves, named) {
  return [...fetch, ...(moves ? place : []), ...(named ? [] : next), ...says];
}

// How it is done, step by step: one recording for each exercise (lowback/session/sentences.py names it).
/** @param {Item} item @returns {Sentence} */
export function explanation({ exercise, how }) {
  return { id: `how-${exercise}`, words: (how ?? []).join(" ") };
}

// Seconds that it takes to be said.
/** @param {Item} item */
export function explaining(item) {
  return Math.ceil(explanation(item).words.split(" ").length / WORDS_A_SECOND);
}

// Every sentence that may be said while this item is on.
/** @param {Item} item */
export function sayable(item) {
  return item.stages.flatMap((stage) => [
    ...opening(stage, true, false),
    ...(stage.during ?? []).flatMap(({ says }) => says),
  ]);
}

// The words for the end, on the screen and aloud.
/** @param {Ends} ends @param {string} state @param {string} [why] @param {boolean} [sore] whether it hurt too often to praise */
export function ending(ends, state, why, sore) {
  if (state === "finished") return sore ? ends.choice : ends.finished;
  return why === "pain" || why === "danger" ? ends[why] : ends.choice;
}

// What "This hurts" asks first: [act, words, second line, look].
/** @type {Offer[]} */
export const FEELINGS = [
  ["sore", say("Sore or stiff"), "", "care"],
  ["sharp", say("Sharp, or going down a leg"), "", "care"],
  ["danger", say("Numb, weak, tingling or something new"), "", "care"],
  ["gone", say("It has gone, carry on"), "", "quiet"],
];

// What is offered when it is sore: easier moves by name, or none.
/** @param {Easier[]} easier @returns {Offer[]} */
export function reliefs(easier) {
  return [
    ...easier.map(easierOne),
    ["drop", say("Leave this one out"), "", "care"],
    ["stop", say("End the session and see advice"), "", "care"],
    ["carry", say("Carry on with it"), "", "quiet"],
  ];
}

/** @param {Easier} easier @returns {Offer} */
function easierOne({ label, item }) {
  const act = `easier ${item.exercise}`;
  if (label === item.title) return [act, label, item.position, "care"];
  return [act, say("{exercise}, smaller", { exercise: item.title }), label, "care"];
}

// What is open after a sharp pain: the next exercise waits.
/** @param {Item} next @returns {Offer[]} */
export function goingOn(next) {
  return [
    ["carry", say("Go on with {exercise}", { exercise: next.title }), next.position, "care"],
    ["stop", say("End the session and see advice"), "", "care"],
  ];
}

// What comes after this exercise, to go on with at once.
/** @param {Item[]} items @param {number} at @returns {Offer[]} */
export function ahead(items, at) {
  const coming = items.slice(at + 1).map(({ title, position }, n) => ({ act: `jump ${at + 1 + n}`, title, position }));
  return [
    ...coming.map(({ act, title, position }) => /** @type {Offer} */ ([act, title, position, ""])),
    ["carry", say("Go on here"), "", "quiet"],
  ];
}

/** @param {number} seconds */
export function left(seconds) {
  return several("About {n} minute left", "About {n} minutes left", Math.max(1, Math.round(seconds / 60)));
}

/** @type {Offer[]} */
export const LEAVING = [
  ["end", say("End the session"), "", ""],
  ["carry", say("Carry on"), "", "quiet"],
];

// Sentences as they stand on the screen.
/** @param {Sentence[]} sentences */
export function text(sentences) {
  return sentences.map(({ words }) => words).join(" ");
}

/** @param {string} text */
export function sentence(text) {
  return /[.!?]$/.test(text) ? text : say("{text}.", { text });
}
