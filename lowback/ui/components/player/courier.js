// Carries the log to Python and keeps a copy on this device until Python has confirmed all of it.

/** @import { Component, Happening, Session } from "../types.d.ts" */
/** @import { Machine } from "./machine.js" */

import { forget, forgetOthers, Log, newest, recall, remember } from "./log.js";

const SNAPSHOT_MS = 2000;
const RESEND_MS = 3000;

export class Courier {
  /** @param {Session} data */
  constructor(data) {
    const snapshot = recall(data.session);
    forgetOthers(data.session);
    this.session = data.session;
    this.ack = data.ack;
    this.log = new Log(data.ack, snapshot?.log);
    this.place = newest(snapshot, data);
    this.sentAt = -Infinity;
    this.sent = 0;
    this.sending = false;
    /** @type {Component["setStateValue"]} */
    this.setStateValue = () => {};
    this.keptAt = -Infinity;
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
    if (!this.delivered && now - this.sentAt > RESEND_MS) this.#send(machine);
  }

  /** @param {Machine} machine */
  keep(machine) {
    this.keptAt = performance.now();
    if (this.log.seq === 0 || (this.log.closed && this.delivered)) return;
    remember(this.session, { ...this.#progress(machine), worked: machine.worked });
  }

  /** @param {Machine} machine */
  #send(machine) {
    this.sending = false;
    this.sentAt = performance.now();
    // Python is called only for a value that differs from the last it was given, heard or not.
    this.setStateValue("progress", { ...this.#progress(machine), sent: ++this.sent });
  }

  /** @param {Machine} machine */
  #progress(machine) {
    const { session, log } = this;
    return { session, log: log.events, at: machine.position(), status: machine.state };
  }
}
