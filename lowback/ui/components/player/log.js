// What happened in a session, whoever wrote it: a log that only grows.

/** @import { Earlier, Happening, LogEvent, Position, Snapshot } from "../types.d.ts" */

const ONCE = ["started", "item_done", "item_skipped", "finished", "stopped"];

export class Log {
  // `writer` names this player; `known` is what the diary, this device and other players have told.
  /** @param {string} writer @param {LogEvent[]} [known] */
  constructor(writer, known = []) {
    this.writer = writer;
    this.seq = 0;
    /** @type {LogEvent[]} */
    this.events = [];
    this.hear([...known].sort((a, b) => (a.at ?? "").localeCompare(b.at ?? "") || a.seq - b.seq));
  }

  // Takes what others tell; each line once, by its name.
  /** @param {LogEvent[]} told */
  hear(told) {
    const names = new Set(this.events.map(nameOf));
    for (const event of told) {
      if (names.has(nameOf(event))) continue;
      names.add(nameOf(event));
      this.events.push(event);
    }
  }

  // How it ended: a stop for pain, whoever went on; else finishing, else leaving.
  get end() {
    const ends = this.events.filter(({ kind }) => kind === "finished" || kind === "stopped");
    return (
      ends.find(({ why }) => why === "pain" || why === "danger") ??
      ends.find(({ kind }) => kind === "finished") ??
      ends[0]
    );
  }

  // By writer, the highest number that is known here.
  get heard() {
    /** @type {Record<string, number>} */
    const highest = {};
    for (const { writer, seq } of this.events) highest[writer] = Math.max(seq, highest[writer] ?? 0);
    return highest;
  }

  // What the diary has not confirmed.
  /** @param {Record<string, number>} ack */
  missing(ack) {
    return this.events.filter(({ writer, seq }) => seq > (ack[writer] ?? 0));
  }

  /** @param {string} kind */
  has(kind) {
    return this.events.some((event) => event.kind === kind);
  }

  // Adds an event unless it is one that can happen only once and has happened, or all is over.
  /**
   * @param {string} kind
   * @param {Partial<Happening>} facts
   * @param {Date} [when]
   * @returns {LogEvent | null}
   */
  add(kind, facts, when = new Date()) {
    if (this.end || (ONCE.includes(kind) && this.#knows(kind, facts))) return null;
    this.seq += 1;
    const event = { writer: this.writer, seq: this.seq, kind, ...facts, at: when.toISOString(), zone: zone() };
    this.events.push(event);
    return event;
  }

  // What pain has changed and what was asked for so far, for a machine that is built anew.
  /** @returns {Earlier} */
  earlier() {
    const swapped = this.events.filter(({ kind }) => kind === "item_swapped");
    const stopped = this.events.filter(({ kind, why }) => (kind === "item_skipped" ? why === "pain" : why === "sharp"));
    return {
      swapped: swapped.map(({ item = -1, to = "" }) => ({ item, to })),
      stopped: stopped.map(({ item = -1 }) => item),
      more: this.#last("more_time"),
      rest: this.#last("rests"),
    };
  }

  /** @param {string} kind @returns its seconds, as last said. */
  #last(kind) {
    return this.events.findLast((event) => event.kind === kind)?.seconds;
  }

  // A place as it is now: where another exercise has since taken the place of one, that one is still to be done.
  /** @param {Partial<Pick<Snapshot, "at" | "worked" | "heard">>} place */
  since({ at, worked = {}, heard }) {
    if (!heard) return { at, worked };
    const swaps = this.events.filter(({ kind, writer, seq }) => kind === "item_swapped" && seq > (heard[writer] ?? 0));
    const gone = new Set(swaps.map(({ item }) => item));
    const kept = Object.entries(worked).filter(([item]) => !gone.has(Number(item)));
    return {
      at: at && gone.has(at.item) ? { item: at.item, stage: 0, elapsed: 0 } : at,
      worked: Object.fromEntries(kept),
    };
  }

  // How often it hurt; a tap that was taken back has no kind, and what is told after the exercise is not told twice.
  get pains() {
    const told = this.events.filter(({ kind, why }) => kind === "hurt" && why);
    const passed = [...lastWords(this.events).values()].filter(
      ({ feel, item, exercise }) =>
        feel === "hurt" && !told.some((event) => event.item === item && event.exercise === exercise),
    );
    return told.length + passed.length;
  }

  // Whether the last tap on "This hurts" was never answered: a reload, or another window, came between.
  get unanswered() {
    const last = this.events.findLast(({ kind }) => kind === "hurt" || kind === "resumed");
    return last?.kind === "hurt" && !last.why;
  }

  /** @param {string} kind @param {Partial<Happening>} facts */
  #knows(kind, { item, exercise, why }) {
    /** @param {LogEvent} event */
    const same = (event) => event.item === item && event.exercise === exercise;
    if (!kind.startsWith("item_")) return this.has(kind);
    // What is left out because it hurts may have been done, or passed by, before.
    if (why === "pain") return this.events.some((event) => event.kind === kind && event.why === why && same(event));
    const settled = kind === "item_skipped" ? ["item_done", "item_skipped"] : ["item_done"];
    return this.events.some((event) => settled.includes(event.kind) && same(event));
  }
}

// The last word on how each exercise felt, whichever player wrote it.
/** @param {LogEvent[]} events */
export function lastWords(events) {
  const said = events.filter(({ kind }) => kind === "felt").sort((a, b) => (a.at ?? "").localeCompare(b.at ?? ""));
  return new Map(said.map((event) => [event.exercise ?? "", event]));
}

// The place in the session to come back to: the device's newest note that knows as much as the diary, else the diary's.
/**
 * @param {Snapshot[]} notes
 * @param {{ ack: Record<string, number>, resume: Position | null }} data
 * @returns {Partial<Pick<Snapshot, "at" | "worked" | "heard">>}
 */
export function newest(notes, { ack, resume }) {
  const equal = notes.filter(
    ({ at, heard }) => at && Object.keys(ack).every((name) => (heard[name] ?? 0) >= ack[name]),
  );
  equal.sort((a, b) => b.on - a.on);
  return equal[0] ?? { at: resume ?? undefined };
}

// A name for one opened player; a page that is not on HTTPS has no randomUUID.
export function newWriter() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {LogEvent} event */
function nameOf({ writer, seq }) {
  return `${writer} ${seq}`;
}

function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
}
