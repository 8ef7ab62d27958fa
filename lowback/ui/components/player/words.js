// What the player says: short, plain, and the same on screen, to a screen reader and aloud.

/** @import { Easier, Item, Side, Stage, Work } from "../types.d.ts" */
/** @typedef {[act: string, words: string, why: string, look: string]} Offer */

import { repetition } from "./machine.js";

const SIDES = {
  left: "Left side",
  right: "Right side",
  first: "First direction",
  second: "Other direction",
};
const KINDS = { ready: "Get ready", work: "Now", switch: "Change sides", rest: "Rest" };
const CUE_SECONDS = 7;
const LONG = 8;
const LONG_STRETCH = 60;

/** @param {Stage} stage @returns {stage is Work} */
function isWork(stage) {
  return stage.kind === "work";
}

/** @param {number} seconds */
export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds - 0.05));
  if (whole < 60) return String(whole);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {Side | null | undefined} side */
export function sideWords(side) {
  return side ? SIDES[side] : "";
}

/** @param {Stage} stage */
export function setWords(stage) {
  return isWork(stage) && stage.sets > 1 ? `Set ${stage.set} of ${stage.sets}` : "";
}

/** @param {Stage} stage */
export function stageWords(stage) {
  return stage.kind === "switch" ? (stage.say ?? KINDS.switch) : KINDS[stage.kind];
}

// The one big number and the small words beside it; `number` is the repetition, `share` what is done of it.
// A repetition that lasts is held, and what counts in a hold is how long it still is.
/**
 * @param {Stage} stage
 * @param {number} elapsed
 * @returns {{ big: string, small: string, share: number, number?: number }}
 */
export function count(stage, elapsed) {
  const left = stage.seconds - elapsed;
  if (!isWork(stage) || stage.count !== "reps") {
    const unit = left > 59.05 ? "left" : clock(left) === "1" ? "second" : "seconds";
    return { big: clock(left), small: unit, share: elapsed / stage.seconds };
  }
  const { number, share } = repetition(stage, elapsed);
  if (stage.seconds_per_rep < LONG) return { big: String(number), small: `of ${stage.reps}`, number, share };
  const big = clock(stage.seconds_per_rep * (1 - share));
  return { big, small: `seconds\n${number} of ${stage.reps}`, number, share };
}

// One cue at a time, a new one every few seconds; how to get into position while getting ready.
/** @param {Item} item @param {Stage} stage @param {number} elapsed */
export function cue(item, stage, elapsed) {
  if (stage.kind === "ready") return gettingReady(item, stage).join(" ");
  if (stage.kind === "switch") return "Take your time to turn over or change legs.";
  const lines = [...item.cues, item.breath].filter(Boolean);
  return lines[Math.floor(Math.max(0, elapsed) / CUE_SECONDS) % lines.length] ?? "";
}

// What is announced when a stage begins, sentence by sentence. lowback/speech.py lists the same ones, to record them.
/** @param {Item} item @param {Stage} stage @param {Side | null | undefined} side @returns {string[]} */
export function announcement(item, stage, side) {
  const where = side ? [`${sideWords(side)}.`] : [];
  if (stage.kind === "ready") return [...gettingReady(item, stage), ...where];
  if (stage.kind === "switch") return [...sentences(stageWords(stage)), ...where];
  if (stage.kind === "rest") return ["Rest.", `${stage.seconds} seconds.`, ...where];
  const set = setWords(stage) ? [`${setWords(stage)}.`] : [];
  const first = item.stages?.find(({ kind }) => kind === "work") === stage;
  return ["Start.", ...set, ...where, ...amount(stage), ...(first ? sentences(item.breath) : [])];
}

// What is said when a repetition begins; nothing for the first, which has just been announced.
/** @param {number} number @param {Stage} stage */
export function counted(number, stage) {
  if (number === 1) return [];
  return [number === stage.reps ? "Last one." : `${number}.`];
}

// What is said when so much of a stretch of time has gone by.
/** @param {number} before @param {number} share @param {Stage} stage */
export function passed(before, share, stage) {
  const long = isWork(stage) && stage.count === "time" && stage.seconds >= LONG_STRETCH;
  return long && before < 0.5 && share >= 0.5 ? ["Half way."] : [];
}

// Every sentence that may be said while this item is on.
/** @param {Item} item */
export function sayable(item) {
  const said = item.stages.flatMap((stage) => {
    const counts = Array.from({ length: isWork(stage) && stage.count === "reps" ? stage.reps : 0 }, (_, at) =>
      counted(at + 1, stage),
    );
    return [...announcement(item, stage, stage.side), ...counts.flat(), ...passed(0, 1, stage)];
  });
  return [...new Set(said)];
}

/** @param {Item} item @param {Stage} stage */
function gettingReady(item, stage) {
  const props = item.props?.length ? [`You need: ${item.props.join(", ")}.`] : [];
  return [...sentences(stage.say ?? item.position), ...props];
}

/** @param {Stage} stage */
function amount(stage) {
  if (!isWork(stage) || stage.count !== "reps") return [`${spoken(stage.seconds)}.`];
  const times = stage.reps === 1 ? "Once." : `${stage.reps} times.`;
  return stage.seconds_per_rep < LONG ? [times] : [times, `${stage.seconds_per_rep} seconds each.`];
}

// What changes when the easier exercise is taken: another exercise says why, the same one says how.
/** @param {Easier} easier */
export function change({ label, why, item }) {
  return label === item.title ? `${sentence(why)} ${sentence(item.position)}` : `Easier: ${label}`;
}

// What "This hurts" offers: [act, words, second line, look].
/** @param {Item} item @returns {Offer[]} */
export function reliefs(item) {
  const { easier } = item;
  return [
    ["drop", "Stop this exercise", "Go on with the next one", "care"],
    ...(easier ? [easierOne(easier)] : []),
    ["stop", "End the session and see advice", "If it is sharp, new or going down a leg", "care"],
    ["carry", "Carry on, it is fine", "", "quiet"],
  ];
}

/** @param {Easier} easier @returns {Offer} */
function easierOne({ label }) {
  return ["easier", "Do an easier one", label, "care"];
}

/** @type {Offer[]} */
export const LEAVING = [
  ["end", "End the session", "", ""],
  ["carry", "Carry on", "", "quiet"],
];

// The words for the end, on the screen and aloud.
/** @param {string} state @param {string} [why] */
export function closing(state, why) {
  if (state === "finished") return { title: "Well done", text: "Every minute of movement counts." };
  if (why === "pain") {
    return { title: "Stopped", text: "It was right to stop. Your advice comes next." };
  }
  return { title: "That is it for today", text: "What you did counts." };
}

/** @param {number} seconds */
function spoken(seconds) {
  if (seconds < 100) return `${seconds} seconds`;
  const halves = Math.round(seconds / 30);
  return halves % 2 ? `${(halves - 1) / 2} and a half minutes` : `${halves / 2} minutes`;
}

// A text as sentences, each with a full stop of its own.
/** @param {string | null | undefined} text */
export function sentences(text) {
  return (text?.match(/[^.!?]+[.!?]*/g) ?? []).map((part) => sentence(part.trim()));
}

/** @param {string} text */
export function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
