// Where a session is and what comes next. Pure: no page, no clock; every call is told the time in milliseconds.

/** @import { Earlier, Easier, Happening, Item, Pace, Position, Work } from "../types.d.ts" */

// A longer silence between two looks at the clock means that the device slept: pause, never skip.
export const SILENCE = 4000;
// So late a look, in milliseconds, is a hitch of the browser and takes nothing from the next stage.
const LATE = 500;
// For so long, in milliseconds, a skip can be taken back.
const UNDO = 10_000;
// Someone who needs longer to get into position may stretch a gap by this much, in seconds.
const MOST_EXTRA = 60;

// Seconds more to get ready, and of rest, that can be had (lowback/library/pauses.py has the same).
export const MORE = [0, 10, 20, 30, 60];

export class Machine {
  // `saved` is {item, stage, elapsed} and `worked` the seconds done by item; it always wakes up paused, and getting
  // ready begins anew. `earlier` is what changed before, and so many stops for pain as `most` end the session.
  // `moving` are the seconds to get ready, from position to position.
  /**
   * @param {Item[]} items
   * @param {Partial<Position>} [saved]
   * @param {Record<number, number>} [worked]
   * @param {Partial<Earlier>} [earlier]
   * @param {number} [most]
   * @param {Record<string, Record<string, number>>} [moving]
   */
  constructor(items, saved = {}, worked = {}, { swapped = [], stopped = [], ...pace } = {}, most = 2, moving = {}) {
    this.items = [...items];
    this.moving = moving;
    // What the person asked for besides: so many seconds more to get ready, and so many of rest.
    this.more = 0;
    // How many seconds longer getting ready is because the exercise is explained.
    /** @type {(item: Item) => number} */
    this.talk = () => 0;
    for (const { item, to } of swapped) if (this.items[item]) this.items[item] = eased(this.items[item], to);
    this.stopped = new Set(stopped);
    this.most = most;
    const wanted = clamp(saved.item ?? 0, 0, items.length - 1);
    this.i = this.#after(wanted - 1) ?? wanted;
    this.j = this.i === wanted ? clamp(saved.stage ?? 0, 0, this.item.stages.length - 1) : 0;
    const kept = this.i === wanted && this.stage.kind !== "ready";
    this.elapsed = kept ? clamp(saved.elapsed ?? 0, -MOST_EXTRA, this.stage.seconds) : 0;
    // Where somebody may be who is getting ready: in the position of the last work, or on the way to another.
    /** @type {Set<string>} */
    this.places = new Set();
    this.worked = { ...worked };
    /** @type {"paused" | "running" | "finished" | "stopped"} */
    this.state = "paused";
    this.endsAt = 0;
    this.seen = 0;
    /** @type {{ i: number, j: number, elapsed: number, at: number } | null} what a skip or a jump left */
    this.left = null;
    this.#pace(pace);
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

  // What may stand in for this exercise now: nothing that has a place in the session, be it done there or out.
  /** @returns {Easier[]} */
  get easier() {
    const others = this.items.filter((_, index) => index !== this.i).map(({ exercise }) => exercise);
    return this.item.easier.filter(({ item }) => !others.includes(item.exercise));
  }

  // What comes after this exercise.
  get next() {
    const next = this.#after(this.i);
    return next === undefined ? undefined : this.items[next];
  }

  // Seconds that are left, the rest of this stage and all that follows.
  get remaining() {
    const seconds = this.items
      .slice(this.i)
      .flatMap(({ stages }, n) => stages.slice(n ? 0 : this.j))
      .reduce((sum, one) => sum + one.seconds, 0);
    return seconds - Math.max(0, this.elapsed);
  }

  // Whether the position of this exercise is another than the one that somebody is in.
  get moves() {
    return this.places.size === 0 || [...this.places].some((place) => place !== this.item.posture);
  }

  // Seconds of a rest between sets, where there is one.
  get rest() {
    return this.items.flatMap(({ stages }) => stages).find(({ kind }) => kind === "rest")?.seconds;
  }

  // From now on so many seconds more to get ready, and so many of rest.
  /** @param {Pace} pace */
  pace(pace) {
    const { seconds } = this.stage;
    this.#pace(pace, this.i);
    if (this.stage.seconds !== seconds) this.#restart(this.seen);
  }

  // Who gets ready just now has what they took already.
  /** @param {Pace} pace @param {number} [but] */
  #pace({ more = this.more, rest }, but) {
    const longer = more - this.more;
    this.more = more;
    this.items = this.items.map((item, at) => paced(item, at === but ? 0 : longer, rest));
  }

  // The place that leads here; none at the first.
  get before() {
    return this.#before(this.i);
  }

  position() {
    return { item: this.i, stage: this.j, elapsed: Math.round(this.elapsed * 10) / 10 };
  }

  /** @param {number} now */
  go(now) {
    if (this.state === "paused") this.#run(now);
  }

  // Stands still where it was last seen, without a look at the clock.
  hold() {
    if (this.state === "running") this.#hold();
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
    if (now < this.endsAt) return [];
    // Deadline follows deadline, so that late looks do not add up; a very late one never shortens what comes.
    return this.#next(now - this.endsAt < LATE ? this.endsAt : now);
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

  // Leaves this exercise out. `why` is "choice" or "pain"; after pain it is out for the day, the next one waits
  // for a tap, and what hurts too often ends the session.
  /** @param {number} now @param {"choice" | "pain"} why @returns {Happening[]} */
  skip(now, why) {
    if (this.over) return [];
    const left = { kind: "item_skipped", ...this.#done(), why };
    if (why !== "pain") {
      this.#remember(now);
      return [left, ...this.#leave(now)];
    }
    this.#hold();
    this.stopped.add(this.i);
    const enough = this.stopped.size >= this.most;
    return [left, ...(enough ? this.stop(now, "pain") : this.#leave(now))];
  }

  // These were stopped for pain elsewhere; where one of them is on, the next one waits.
  /** @param {number} now @param {number[]} places @returns {Happening[]} */
  leaveOut(now, places) {
    if (this.over) return [];
    for (const place of places) this.stopped.add(place);
    if (!places.includes(this.i)) return [];
    this.#hold();
    return this.#leave(now);
  }

  // Stops this exercise for a sharp pain: as when it is left out, and after the last one nothing is praised.
  /** @param {number} now @returns {Happening[]} */
  sharp(now) {
    const last = this.#after(this.i) === undefined;
    const [left, ...then] = this.skip(now, "pain");
    if (!left || !last || this.state === "stopped") return left ? [left, ...then] : [];
    this.state = "stopped";
    return [left, { ...left, kind: "stopped" }];
  }

  // To an exercise that lies ahead; this one is left out.
  /** @param {number} now @param {number} item @returns {Happening[]} */
  jump(now, item) {
    const there = this.#after(item - 1);
    if (this.over || item <= this.i || there === undefined) return [];
    const left = { kind: "item_skipped", ...this.#done(), why: "choice" };
    this.#remember(now);
    return [left, ...this.#enter(now, there, 0)];
  }

  // Whether "back" takes back a skip or a jump: it brings the place that was left, to the second.
  /** @param {number} now */
  undoes(now) {
    return this.left !== null && now - this.left.at < UNDO && this.j === 0 && this.i !== this.left.i;
  }

  // To the start of this exercise, or of the one before when this one has not begun; after a skip to where that was.
  /** @param {number} now @returns {Happening[]} */
  back(now) {
    if (this.over) return [];
    if (this.left && this.undoes(now)) {
      const { i, j, elapsed } = this.left;
      this.left = null;
      return this.#enter(now, i, j, elapsed);
    }
    return this.#enter(now, this.j === 0 ? (this.#before(this.i) ?? this.i) : this.i, 0);
  }

  // Puts an easier exercise in this one's place because this one hurts: it waits, so that there is time to read what changes.
  /** @param {number} now @param {string} to @returns {Happening[]} */
  swap(now, to) {
    if (this.#offers(to)) this.#hold();
    return this.ease(now, to);
  }

  // The same because it is hard, or by choice: what runs goes on, with time to get ready.
  /** @param {number} now @param {string} to @returns {Happening[]} */
  ease(now, to) {
    if (!this.#offers(to)) return [];
    const swapped = { kind: "item_swapped", ...this.#done(), to };
    this.#leaving();
    this.items[this.i] = eased(this.item, to);
    this.j = 0;
    this.worked[this.i] = 0;
    return [swapped, ...this.#enter(now, this.i, 0)];
  }

  /** @param {number} _now @param {"choice" | "pain" | "danger"} why @returns {Happening[]} */
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

  /** @param {string} to */
  #offers(to) {
    return !this.over && this.easier.some(({ item }) => item.exercise === to);
  }

  /** @param {number} now */
  #run(now) {
    this.state = "running";
    this.seen = now;
    this.endsAt = now + (this.stage.seconds - this.elapsed) * 1000;
  }

  /** @param {number} now */
  #remember(now) {
    this.left = { i: this.i, j: this.j, elapsed: this.elapsed, at: now };
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
    const next = stages.findIndex(({ kind, seconds }, at) => at > this.j && (kind === "work" || seconds > 0));
    return [...done, ...this.#enter(now, this.i, next)];
  }

  /** @param {number} now @returns {Happening[]} */
  #leave(now) {
    const next = this.#after(this.i);
    if (next !== undefined) return this.#enter(now, next, 0);
    this.#hold();
    this.state = "finished";
    return [{ kind: "finished", item: this.i, exercise: this.item.exercise }];
  }

  // What was stopped for pain is out for the day: nothing leads back to it.
  /** @param {number} place */
  #after(place) {
    return this.#open().find((index) => index > place);
  }

  /** @param {number} place */
  #before(place) {
    return this.#open().findLast((index) => index < place);
  }

  #open() {
    return [...this.items.keys()].filter((index) => !this.stopped.has(index));
  }

  // Each stage starts when it is entered, so that a late look at the clock never shortens it.
  /** @param {number} now @param {number} item @param {number} stage @param {number} [elapsed] where it was left @returns {Happening[]} */
  #enter(now, item, stage, elapsed) {
    this.#leaving();
    this.i = item;
    this.j = stage;
    if (stage === 0 && elapsed === undefined) this.arrive();
    this.elapsed = elapsed ?? 0;
    this.#restart(now);
    return [{ kind: "stage" }];
  }

  // Who is left while getting ready may be anywhere on the way.
  #leaving() {
    const { posture } = this.item;
    this.places = new Set(this.j > 0 ? [posture] : [...this.places, posture]);
  }

  // The time to get ready fits the way there, whatever was planned before this exercise, and what is said meanwhile.
  arrive() {
    const [ready, ...rest] = this.item.stages;
    if (ready.kind !== "ready") return;
    const ways = [...this.places].flatMap((place) => this.moving[place]?.[this.item.posture] ?? []);
    const planned = ways.length ? Math.max(...ways) + this.more : (ready.planned ?? ready.seconds);
    const seconds = planned + this.talk(this.item);
    this.items[this.i] = { ...this.item, stages: [{ ...ready, planned, seconds }, ...rest] };
  }
}

// An exercise with so many seconds longer to get ready, and with rests of so many.
/** @param {Item} item @param {number} longer @param {number} [rest] @returns {Item} */
function paced(item, longer, rest) {
  const stages = item.stages.map((stage) => {
    if (stage.kind === "ready") return { ...stage, seconds: Math.max(0, stage.seconds + longer) };
    return stage.kind === "rest" && rest !== undefined ? { ...stage, seconds: rest } : stage;
  });
  return { ...item, stages, easier: item.easier?.map((each) => ({ ...each, item: paced(each.item, longer, rest) })) };
}

// An easier exercise in place of an item; what is left to choose stays, should it hurt as well.
/** @param {Item} item @param {string} to @returns {Item} */
function eased(item, to) {
  const chosen = item.easier.find((each) => each.item.exercise === to);
  return chosen ? { ...chosen.item, easier: item.easier.filter((each) => each !== chosen) } : item;
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
