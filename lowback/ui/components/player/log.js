// What happened in a session: a log that only grows, kept on this device until the server has it.

/** @import { Happening, LogEvent, Position, Snapshot } from "../types.d.ts" */

import { attempt } from "../attempt.js";

const PREFIX = "lowback.player.";
const ONCE = ["started", "item_done", "item_skipped", "finished", "stopped"];

export class Log {
  // `ack` is the highest event the server holds; `saved` are the events this device remembers.
  /** @param {number} ack @param {LogEvent[]} [saved] */
  constructor(ack, saved) {
    const events = [...new Map((saved ?? []).map((event) => [event.seq, event])).values()];
    events.sort((a, b) => a.seq - b.seq);
    // Another device has gone further: what is remembered here is known there already.
    this.events = (events.at(-1)?.seq ?? 0) >= ack ? events : [];
    this.seq = Math.max(ack, this.events.at(-1)?.seq ?? 0);
  }

  get closed() {
    return this.has("finished") || this.has("stopped");
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
    if (this.closed || (ONCE.includes(kind) && this.#knows(kind, facts))) return null;
    const event = { seq: ++this.seq, kind, ...facts, at: when.toISOString(), zone: zone() };
    this.events.push(event);
    return event;
  }

  swapped() {
    return this.events.filter((event) => event.kind === "item_swapped").map((event) => event.item);
  }

  /** @param {string} kind @param {Partial<Happening>} facts */
  #knows(kind, { item, exercise }) {
    /** @param {LogEvent} event */
    const same = (event) => event.item === item && event.exercise === exercise;
    if (!kind.startsWith("item_")) return this.has(kind);
    const settled = kind === "item_skipped" ? ["item_done", "item_skipped"] : ["item_done"];
    return this.events.some((event) => settled.includes(event.kind) && same(event));
  }
}

// The place in the session to come back to: the device's own when it knows as much as the server.
/**
 * @param {Partial<Snapshot> | null} snapshot
 * @param {{ ack: number, resume: Position | null }} data
 * @returns {{ at?: Position, worked?: Record<number, number> }}
 */
export function newest(snapshot, data) {
  const known = snapshot?.log?.at(-1)?.seq ?? 0;
  return snapshot?.at && known >= data.ack ? snapshot : { at: data.resume ?? undefined };
}

/** @param {string} session @param {Snapshot} snapshot */
export function remember(session, snapshot) {
  attempt(() => localStorage.setItem(PREFIX + session, JSON.stringify(snapshot)));
}

/** @param {string} session @returns {Snapshot | null} */
export function recall(session) {
  return attempt(() => JSON.parse(localStorage.getItem(PREFIX + session) ?? "null"));
}

/** @param {string} session */
export function forget(session) {
  attempt(() => localStorage.removeItem(PREFIX + session));
}

// The server keeps one session open at a time: what an earlier one left here can never be asked for again.
/** @param {string} session */
export function forgetOthers(session) {
  const keys = attempt(() => Object.keys(localStorage)) ?? [];
  for (const key of keys) {
    if (key.startsWith(PREFIX) && key !== PREFIX + session) forget(key.slice(PREFIX.length));
  }
}

function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
}
