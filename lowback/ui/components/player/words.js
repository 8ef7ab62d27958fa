// What the player says: short, plain, and the same on screen, to a screen reader and aloud.

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

export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds - 0.05));
  if (whole < 60) return String(whole);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function sideWords(side) {
  return SIDES[side] ?? "";
}

export function setWords(stage) {
  return stage.kind === "work" && stage.sets > 1 ? `Set ${stage.set} of ${stage.sets}` : "";
}

export function stageWords(stage) {
  return stage.kind === "switch" ? (stage.say ?? KINDS.switch) : KINDS[stage.kind];
}

// The one big number and the small words beside it; `number` is the repetition, `share` what is done of it.
// A repetition that lasts is held, and what counts in a hold is how long it still is.
export function count(stage, elapsed) {
  const left = stage.seconds - elapsed;
  if (stage.kind !== "work" || stage.count !== "reps") {
    const unit = left > 59.05 ? "left" : clock(left) === "1" ? "second" : "seconds";
    return { big: clock(left), small: unit, share: elapsed / stage.seconds };
  }
  const { number, share } = repetition(stage, elapsed);
  if (stage.seconds_per_rep < LONG) return { big: String(number), small: `of ${stage.reps}`, number, share };
  const big = clock(stage.seconds_per_rep * (1 - share));
  return { big, small: `seconds\n${number} of ${stage.reps}`, number, share };
}

// One cue at a time, a new one every few seconds; how to get into position while getting ready.
export function cue(item, stage, elapsed) {
  if (stage.kind === "ready") {
    const props = item.props?.length ? ` You need: ${item.props.join(", ")}.` : "";
    return `${sentence(stage.say ?? item.position)}${props}`;
  }
  if (stage.kind === "switch") return "Take your time to turn over or change legs.";
  const lines = [...item.cues, item.breath].filter(Boolean);
  return lines[Math.floor(Math.max(0, elapsed) / CUE_SECONDS) % lines.length] ?? "";
}

// What is announced when a stage begins.
export function announcement(item, stage, side) {
  const where = side ? ` ${sideWords(side)}.` : "";
  if (stage.kind === "ready") return `${cue(item, stage, 0)}${where}`;
  if (stage.kind === "switch") return `${sentence(stageWords(stage))}${where}`;
  if (stage.kind === "rest") return `Rest. ${stage.seconds} seconds.`;
  const much = stage.count === "reps" ? `${stage.reps} times` : spoken(stage.seconds);
  return `Start. ${item.title}.${where} ${much}.`;
}

// What changes when the easier exercise is taken: another exercise says why, the same one says how.
export function change({ label, why, item }) {
  return label === item.title ? `${sentence(why)} ${sentence(item.position)}` : `Easier: ${label}`;
}

// What "This hurts" offers: [act, words, second line, look].
export function reliefs(item) {
  const { easier } = item;
  return [
    ["drop", "Stop this exercise", "Go on with the next one", "care"],
    ...(easier ? [["easier", "Do an easier one", easier.label, "care"]] : []),
    ["stop", "End the session and see advice", "If it is sharp, new or going down a leg", "care"],
    ["carry", "Carry on, it is fine", "", "quiet"],
  ];
}

export const LEAVING = [
  ["end", "End the session", "", ""],
  ["carry", "Carry on", "", "quiet"],
];

export function closing(state, why) {
  if (state === "finished") return { title: "Well done", text: "Every minute of movement counts." };
  if (why === "pain") {
    return { title: "Stopped", text: "It was right to stop. Your advice comes next." };
  }
  return { title: "That is it for today", text: "What you did counts." };
}

function spoken(seconds) {
  if (seconds < 100) return `${seconds} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}

export function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
