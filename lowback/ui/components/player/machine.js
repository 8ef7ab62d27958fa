// Where a session is and what comes next. Pure: no page, no clock; every call is told the time in milliseconds.

/** @import { Happening, Item, Position, Work } from "../types.d.ts" */

// A longer silence between two looks at the clock means that the device slept: pause, never skip.
export const SILENCE = 4000;
// Someone who needs longer to get into position may stretch a gap by this much, in seconds.
const MOST_EXTRA = 60;

export class Machine {
  // `saved` is {item, stage, elapsed} and `worked` the seconds done by item; it always wakes up paused.
  // `swapped` are the places where the easier exercise was chosen before.
  /**
   * @param {Item[]} items
   * @param {Partial<Position>} [saved]
   * @param {Record<number, number>} [worked]
   * @param {(number | undefined)[]} [swapped]
   */
  constructor(items, saved = {}, worked = {}, swapped = []) {
    this.items = items.map((item, index) => (swapped.includes(index) ? eased(item) : item));
    this.i = clamp(saved.item ?? 0, 0, items.length - 1);
    this.j = clamp(saved.stage ?? 0, 0, this.item.stages.length - 1);
    this.elapsed = clamp(saved.elapsed ?? 0, -MOST_EXTRA, this.stage.seconds);
    this.worked = { ...worked };
    /** @type {"paused" | "running" | "finished" | "stopped"} */
    this.state = "paused";
    this.endsAt = 0;
    this.seen = 0;
  }

  get item() {
    return this.items[this.i];
  }

  get stage() {
    return this.item.stages[this.j];
  }

  get over() {
    return this.state === "finished" || this.state === "stopped";
  }

  // The side of this work, or of the work that this stage leads to.
  get side() {
    return this.stage.side;
  }

  position() {
    return { item: this.i, stage: this.j, elapsed: Math.round(this.elapsed * 10) / 10 };
  }

  /** @param {number} now */
  go(now) {
    if (this.state === "paused") this.#run(now);
  }

  /** @param {number} now @returns {Happening[]} */
  pause(now) {
    if (this.state !== "running") return [];
    const happened = this.tick(now);
    if (this.state === "running") this.#hold();
    return happened;
  }

  // Looks at the clock; moves on by at most one stage. Returns what happened, oldest first.
  /** @param {number} now @returns {Happening[]} */
  tick(now) {
    if (this.state !== "running") return [];
    const passed = now - this.seen;
    if (passed > SILENCE) {
      this.#hold();
      return [{ kind: "away" }];
    }
    if (passed < 0) {
      this.#run(now);
      return [];
    }
    this.seen = now;
    const elapsed = this.stage.seconds - (this.endsAt - now) / 1000;
    this.#count(Math.min(elapsed, this.stage.seconds) - this.elapsed);
    this.elapsed = elapsed;
    return now >= this.endsAt ? this.#next(now) : [];
  }

  // Goes forward or back inside the stage; forward over its end moves on to the next one.
  /** @param {number} now @param {number} seconds @returns {Happening[]} */
  seek(now, seconds) {
    if (this.over) return [];
    const happened = this.tick(now);
    if (this.over || happened.length) return happened;
    const lowest = this.stage.kind === "work" ? 0 : -MOST_EXTRA;
    this.elapsed = Math.max(lowest, this.elapsed + seconds);
    if (this.elapsed >= this.stage.seconds) return this.#next(now);
    this.#restart(now);
    return [{ kind: "moved" }];
  }

  // Leaves this exercise out. `why` is "choice" or "pain"; after pain the next one waits for a tap.
  /** @param {number} now @param {"choice" | "pain"} why @returns {Happening[]} */
  skip(now, why) {
    if (this.over) return [];
    const left = { kind: "item_skipped", ...this.#done(), why };
    if (why === "pain") this.#hold();
    return [left, ...this.#leave(now)];
  }

  // To the start of this exercise, or of the one before when this one has not begun.
  /** @param {number} now @returns {Happening[]} */
  back(now) {
    if (this.over) return [];
    return this.#enter(now, this.j === 0 ? Math.max(0, this.i - 1) : this.i, 0);
  }

  // Puts the easier exercise in this one's place; it waits, so that there is time to read what changes.
  /** @param {number} now @returns {Happening[]} */
  swap(now) {
    const { easier } = this.item;
    if (this.over || !easier) return [];
    const swapped = { kind: "item_swapped", ...this.#done(), to: easier.item.exercise };
    this.#hold();
    this.items[this.i] = eased(this.item);
    this.worked[this.i] = 0;
    return [swapped, ...this.#enter(now, this.i, 0)];
  }

  /** @param {number} _now @param {"choice" | "pain"} why @returns {Happening[]} */
  stop(_now, why) {
    if (this.over) return [];
    this.#hold();
    this.state = "stopped";
    return [{ kind: "stopped", ...this.#done(), why }];
  }

  // It has ended elsewhere.
  /** @param {"finished" | "stopped"} state */
  close(state) {
    this.#hold();
    this.state = state;
  }

  /** @param {number} now */
  #run(now) {
    this.state = "running";
    this.seen = now;
    this.endsAt = now + (this.stage.seconds - this.elapsed) * 1000;
  }

  #hold() {
    this.state = "paused";
  }

  /** @param {number} now */
  #restart(now) {
    if (this.state === "running") this.#run(now);
  }

  /** @param {number} seconds */
  #count(seconds) {
    if (this.stage.kind === "work" && seconds > 0) this.worked[this.i] = this.#seconds() + seconds;
  }

  #done() {
    return { item: this.i, exercise: this.item.exercise, seconds: Math.round(this.#seconds()) };
  }

  #seconds() {
    return this.worked[this.i] ?? 0;
  }

  /** @param {number} now @returns {Happening[]} */
  #next(now) {
    const { stages } = this.item;
    const lastWork = stages.findLastIndex((stage) => stage.kind === "work");
    const done = this.j === lastWork ? [{ kind: "item_done", ...this.#done() }] : [];
    if (this.j >= lastWork) return [...done, ...this.#leave(now)];
    return [...done, ...this.#enter(now, this.i, this.j + 1)];
  }

  /** @param {number} now @returns {Happening[]} */
  #leave(now) {
    if (this.i + 1 < this.items.length) return this.#enter(now, this.i + 1, 0);
    this.#hold();
    this.state = "finished";
    return [{ kind: "finished", item: this.i, exercise: this.item.exercise }];
  }

  // Each stage starts when it is entered, so that a late look at the clock never shortens it.
  /** @param {number} now @param {number} item @param {number} stage @returns {Happening[]} */
  #enter(now, item, stage) {
    this.i = item;
    this.j = stage;
    this.elapsed = 0;
    this.#restart(now);
    return [{ kind: "stage" }];
  }
}

// The easier exercise in place of an item; there is none that is easier still.
/** @param {Item} item @returns {Item} */
function eased(item) {
  return item.easier ? { ...item.easier.item, easier: null } : item;
}

// The repetition that is being done, from 1, and how far it is, from 0 to 1.
/** @param {Work} stage @param {number} elapsed */
export function repetition(stage, elapsed) {
  const at = clamp(elapsed / stage.seconds_per_rep, 0, stage.reps - 1e-6);
  return { number: Math.floor(at) + 1, share: at % 1 };
}

/** @param {number} value @param {number} lowest @param {number} highest */
export function clamp(value, lowest, highest) {
  return Math.min(highest, Math.max(lowest, value));
}
