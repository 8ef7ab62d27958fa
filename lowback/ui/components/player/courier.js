// Carries the log to Python and keeps a copy on this device until Python has confirmed all of it.

/** @import { Component, Happening, Session } from "../types.d.ts" */
/** @import { Machine } from "./machine.js" */

import { forget, forgetOthers, Log, newest, recall, remember } from "./log.js";
import { tell } from "./wire.js";

const SNAPSHOT_MS = 2000;
const RESEND_MS = 3000;

export class Courier {
  /** @param {Session} data */
  constructor(data) {
    const snapshot = recall(data.session);
    forgetOthers(data.session);
    this.session = data.session;
    this.wire = data.wire;
    this.ack = data.ack;
    this.log = new Log(data.ack, snapshot?.log);
    this.place = newest(snapshot, data);
    this.sentAt = -Infinity;
    this.sent = 0;
    this.sending = false;
    this.keptAt = -Infinity;
    /** @type {Component["setStateValue"]} */
    this.setStateValue = () => {};
  }

  /** @param {Component<Session>} component */
  update({ data, setStateValue }) {
    this.ack = data.ack;
    this.setStateValue = setStateValue;
    if (this.log.closed && this.delivered) forget(this.session);
  }

  get delivered() {
    return this.ack >= this.log.seq;
  }

  // Writes an event down and sends it at once.
  /** @param {string} kind @param {Partial<Happening>} facts @param {Machine} machine */
  record(kind, facts, machine) {
    const { i, item } = machine;
    const event = this.log.add(kind, { item: i, exercise: item.exercise, ...facts });
    if (!event) return;
    this.keep(machine);
    // What happens at one moment travels together.
    if (!this.sending) queueMicrotask(() => this.#send(machine));
    this.sending = true;
  }

  // Called often: a copy every two seconds, and again what the server has not confirmed.
  /** @param {Machine} machine */
  look(machine) {
    const now = performance.now();
    if (machine.state === "running" && now - this.keptAt > SNAPSHOT_MS) this.keep(machine);
    if (!this.delivered && now - this.sentAt > RESEND_MS) this.#hand(machine);
  }

  /** @param {Machine} machine */
  keep(machine) {
    this.keptAt = performance.now();
    if (this.log.seq === 0 || (this.log.closed && this.delivered)) return;
    const { session, log } = this;
    const at = machine.position();
    remember(session, { session, log: log.events, at, status: machine.state, worked: machine.worked });
  }

  // The quick way while the session runs. Its end is handed to the page, which has to lead on from there.
  /** @param {Machine} machine */
  async #send(machine) {
    this.sending = false;
    if (!this.wire || this.log.closed) return this.#hand(machine);
    this.sentAt = performance.now();
    const ack = await tell(this.wire, { log: this.#missing(), at: machine.position() });
    if (ack !== null) this.ack = Math.max(this.ack, ack);
  }

  /** @param {Machine} machine */
  #hand(machine) {
    this.sentAt = performance.now();
    this.sent += 1;
    const { session, sent } = this;
    // Python is called only for a value that differs from the last it was given, heard or not.
    const progress = { session, log: this.#missing(), at: machine.position(), status: machine.state, sent };
    this.setStateValue("progress", progress);
  }

  // What the server has not confirmed.
  #missing() {
    return this.log.events.filter(({ seq }) => seq > this.ack);
  }
}
