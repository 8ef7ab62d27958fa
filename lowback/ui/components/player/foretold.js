// What is said ahead of time: the next exercise before this one ends, and that one minute is left.

/** @import { Sentence, Stage } from "../types.d.ts" */
/** @import { Machine } from "./machine.js" */

import { opening } from "./words.js";

// Before the end of an exercise, in seconds: long enough to be heard out, and not so early that it is forgotten.
const SOON = 5;
const TOO_LATE = 2;
// A repetition that takes longer is not begun with what comes after it.
const LONGEST = 12;
// A shorter stretch of work has no room for it.
const ROOM = 15;
// A sentence that is due keeps so many seconds before it free.
const CLEAR = 3;
const MINUTE = 60;
const NOT_A_MINUTE = 50;
// Nobody needs to hear it of a session that is hardly longer.
const SHORT = 180;

// Where repetitions are counted it follows "Last one.", and is not said over the end of a movement.
/** @param {Stage} stage */
function soon({ count, seconds_per_rep = 0 }) {
  return count === "reps" && seconds_per_rep <= LONGEST ? Math.max(SOON, seconds_per_rep) : SOON;
}

export class Foretold {
  /** @param {Record<string, Sentence[]>} [asides] */
  constructor(asides) {
    this.minute = [...(asides?.minute ?? [])];
    this.length = 0;
    /** @type {string | undefined} the exercise that was named before its time */
    this.named = undefined;
  }

  // What begins a stage; a name that was just said is not said again.
  /** @param {Machine} machine */
  opening({ stage, item, moves, remaining }) {
    this.length = Math.max(this.length, remaining);
    const named = this.named === item.exercise;
    if (stage.kind !== "ready") return opening(stage, moves, true);
    this.named = undefined;
    return opening(stage, moves, named);
  }

  // What it is time for while nothing else is said or about to be.
  /** @param {Machine} machine @returns {Sentence[]} */
  due(machine) {
    const { stage, elapsed, item, remaining, next } = machine;
    if (stage.during?.some(({ at }) => at > elapsed && at - elapsed < CLEAR)) return [];
    const left = stage.seconds - elapsed;
    if (remaining <= MINUTE && remaining > NOT_A_MINUTE && left > CLEAR && this.length > SHORT) {
      return this.minute.splice(0);
    }
    const last = stage === item.stages.at(-1) && stage.seconds >= ROOM;
    if (!last || !next || left > soon(stage) || left < TOO_LATE || this.named) return [];
    this.named = next.exercise;
    return next.stages[0].next ?? [];
  }
}
