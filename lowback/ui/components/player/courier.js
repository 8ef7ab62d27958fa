// Carries the log to the diary and keeps a copy on this device until the diary has confirmed all of it.

/** @import { Component, Happening, LogEvent, Session } from "../types.d.ts" */
/** @import { Machine } from "./machine.js" */

import { forget, live, recall, recallOne, remember } from "../device.js";
import { tell } from "../wire.js";
import { Log, newest, newWriter } from "./log.js";

const SNAPSHOT_MS = 2000;
const RESEND_MS = 3000;

export class Courier {
  /** @param {Session} data @param {(told: LogEvent[]) => void} [share] tells other players what this one did */
  constructor(data, share = () => {}) {
    const notes = recall(data.session);
    this.session = data.session;
    this.wire = data.wire;
    this.ack = data.ack;
    this.log = new Log(newWriter(), [...data.events, ...notes.flatMap(({ log }) => log)]);
    this.place = newest(notes, data);
    this.share = share;
    this.sentAt = -Infinity;
    this.sent = 0;
    this.sending = false;
    this.keptAt = -Infinity;
    // Whether this device has what happened, and whether the diary says that there is no such session.
    this.kept = false;
    this.gone = false;
    /** @type {string | undefined} what the page is told instead of the machine's state */
    this.status = undefined;
    /** @type {Component["setStateValue"]} */
    this.setStateValue = () => {};
    live.add(this.log.writer);
  }

  /** @param {Component<Session>} component */
  update({ data, setStateValue }) {
    this.setStateValue = setStateValue;
    this.log.hear(data.events);
    // The page says what the diary holds now, be it less: a diary may be brought back from a copy.
    this.ack = data.ack;
    this.#forget();
  }

  get delivered() {
    return this.log.missing(this.ack).length === 0;
  }

  // Writes an event down and sends it at once.
  /** @param {string} kind @param {Partial<Happening>} facts @param {Machine} machine @param {Date} [when] */
  record(kind, facts, machine, when) {
    const { i, item } = machine;
    const event = this.log.add(kind, { item: i, exercise: item.exercise, ...facts }, when);
    if (!event) return;
    this.keep(machine);
    this.share([event]);
    // What happens at one moment travels together.
    if (!this.sending) queueMicrotask(() => this.#send(machine));
    this.sending = true;
  }

  // Called often: a copy every two seconds, and again what the diary has not confirmed.
  /** @param {Machine} machine */
  look(machine) {
    const now = performance.now();
    if (machine.state === "running" && now - this.keptAt > SNAPSHOT_MS) this.keep(machine);
    // What has only just happened is about to leave the quick way.
    const lacks = !this.delivered && !this.gone && !this.sending;
    if (lacks && now - this.sentAt > RESEND_MS) this.hand(machine);
  }

  /** @param {Machine} machine */
  keep(machine) {
    this.keptAt = performance.now();
    const { session, wire, log } = this;
    const { writer, seq, heard, end } = log;
    if (this.gone || (seq === 0 && this.delivered)) return;
    if (end && this.delivered) return forget({ session, writer });
    // Who has done nothing here knows no place.
    const place = seq > 0 ? { at: machine.position(), worked: machine.worked } : {};
    this.kept = remember({ session, writer, wire, log: log.missing(this.ack), heard, ...place, on: Date.now() });
  }

  /** @param {Machine} machine */
  leave(machine) {
    this.keep(machine);
    live.delete(this.log.writer);
  }

  // The slow way, with Streamlit: it runs the page, which has to lead on from the end of a session.
  /** @param {Machine} machine */
  hand(machine) {
    this.sentAt = performance.now();
    this.sent += 1;
    const { session, sent, status = machine.state } = this;
    // Python is called only for a value that differs from the last it was given, heard or not.
    const progress = { session, log: this.log.missing(this.ack), at: machine.position(), status, sent };
    this.setStateValue("progress", progress);
  }

  // The quick way while the session runs. Its end is handed to the page.
  /** @param {Machine} machine */
  async #send(machine) {
    this.sending = false;
    if (this.gone) return;
    if (!this.wire || this.log.end) return this.hand(machine);
    this.sentAt = performance.now();
    const answer = await tell(this.wire, { log: this.log.missing(this.ack), at: machine.position() });
    this.gone ||= Boolean(answer?.gone);
    if (answer) this.#heard(answer.ack);
  }

  // Answers may overtake each other.
  /** @param {Record<string, number>} ack */
  #heard(ack) {
    const names = Object.keys({ ...this.ack, ...ack });
    this.ack = Object.fromEntries(names.map((name) => [name, Math.max(this.ack[name] ?? 0, ack[name] ?? 0)]));
    this.#forget();
  }

  // What is confirmed needs no note on this device but the one with the newest place.
  #forget() {
    if (!this.gone && !this.delivered) return;
    const { session, log } = this;
    const mine = recallOne({ session, writer: log.writer });
    for (const note of recall(session)) {
      const confirmed = note.log.every(({ writer, seq }) => seq <= (this.ack[writer] ?? 0));
      const older = mine?.at && note.writer !== log.writer && note.on <= mine.on;
      if (this.gone || (confirmed && (log.end || older))) forget(note);
    }
  }
}
