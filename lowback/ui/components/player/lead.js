// Of several players of one session in one browser, one leads: the one in which somebody last tapped. Works without HTTPS.

/** @import { LogEvent, Position } from "../types.d.ts" */
/** @typedef {{ at: Position, worked: Record<number, number>, heard: Record<string, number> }} Place */
/** @typedef {{ yielded: () => void, told: (events: LogEvent[]) => void, place: () => Place }} Led */

import { attempt } from "../attempt.js";

const BEAT_MS = 1000;
const SILENT_MS = 3500;

export class Lead {
  /** @param {string} session @param {string} writer @param {Led} led */
  constructor(session, writer, led) {
    this.writer = writer;
    this.led = led;
    this.mine = false;
    // Counts the takings: of two that claim to lead, the later one does.
    this.term = 0;
    this.beatAt = -Infinity;
    /** @type {(Place & { writer: string, seen: number }) | null} the other that leads */
    this.other = null;
    /** @type {Place | null} where others were last; they may be closed by now */
    this.place = null;
    this.channel = attempt(() => new BroadcastChannel(`lowback.session.${session}`));
    if (this.channel) this.channel.onmessage = ({ data }) => this.#hear(data);
    this.#post({ hello: true });
  }

  // Somebody tapped here.
  take() {
    if (this.mine) return;
    this.mine = true;
    this.other = this.place = null;
    this.term += 1;
    this.#beat();
  }

  // Called often: a sign of life, or noticing that the other gives none.
  /** @param {number} now */
  tick(now) {
    if (this.mine && now - this.beatAt >= BEAT_MS) this.#beat(now);
    if (this.other && now - this.other.seen > SILENT_MS) this.other = null;
  }

  /** @param {LogEvent[]} events */
  tell(events) {
    this.#post({ events });
  }

  leave() {
    if (this.mine) this.#post({ left: true });
    this.channel?.close();
  }

  #beat(now = performance.now()) {
    this.beatAt = now;
    this.#post({ term: this.term, ...this.led.place() });
  }

  /** @param {object} said */
  #post(said) {
    this.channel?.postMessage({ writer: this.writer, ...said });
  }

  /** @param {Place & { writer: string, term?: number, hello?: boolean, left?: boolean, events?: LogEvent[] }} said */
  #hear({ writer, term, hello, left, events, ...place }) {
    if (events) this.led.told(events);
    if (hello && this.mine) this.#beat();
    if (left && this.other?.writer === writer) this.other = null;
    if (term !== undefined) this.#claimed(term, { ...place, writer, seen: performance.now() });
  }

  /** @param {number} term @param {Place & { writer: string, seen: number }} other */
  #claimed(term, other) {
    const later = term - this.term || (other.writer > this.writer ? 1 : -1);
    // While nobody leads, whoever claims to does: a page that was loaded anew counts from the beginning.
    const free = !this.mine && !this.other;
    if ((term < this.term && !free) || (this.mine && later < 0)) {
      if (this.mine) this.#beat();
      return;
    }
    const led = this.mine;
    this.term = term;
    this.mine = false;
    this.other = this.place = other;
    if (led) this.led.yielded();
  }
}
