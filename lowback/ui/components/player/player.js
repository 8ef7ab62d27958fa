// One session in the browser: joins machine, picture, sound, view and courier.

/** @import { Component, End, Happening, Sentence, Session, Snapshot } from "../types.d.ts" */

import { kept } from "../kept.js";
import { part } from "../page.js";
import { preference } from "../preferences.js";
import { lang, say } from "../say.js";
import { Clip } from "./clip.js";
import { Clocks } from "./clocks.js";
import { soonest } from "./conductor.js";
import { Courier } from "./courier.js";
import { Elsewhere } from "./elsewhere.js";
import { Felt } from "./felt.js";
import { Hand } from "./hand.js";
import { Headset } from "./headset.js";
import { actOf, nameLetters } from "./keys.js";
import { LastWords } from "./last_words.js";
import { Machine } from "./machine.js";
import { Peek } from "./peek.js";
import { Relief } from "./relief.js";
import { Settings } from "./settings.js";
import { Signals } from "./signals.js";
import { View } from "./view.js";
import { count, ending, text } from "./words.js";

const LOOK_MS = 100;

export class Player {
  /** @param {Component<Session>} component */
  constructor(component) {
    const { data, parentElement } = component;
    this.data = data;
    this.session = data.session;
    this.fresh = false;
    /** @type {LastWords | undefined} */
    this.last = undefined;
    this.courier = new Courier(data, (told) => this.elsewhere.lead.tell(told));
    this.machine = this.#machine(this.courier.place);
    this.view = new View(part(parentElement, ".player"));
    if (data.language !== lang) this.view.root.lang = data.language;
    this.clip = new Clip(this.view.find(".frame"));
    this.signals = new Signals(this.view, data);
    this.clip.captions.turn(this.view.toggled("captions"));
    this.relief = new Relief(this);
    this.felt = new Felt(this);
    this.peek = new Peek(this);
    this.elsewhere = new Elsewhere(this);
    this.headset = new Headset((act) => this.#pressed(act), this.data.title);
    this.settings = new Settings(this);
    this.hand = new Hand(this);
    this.begun = false;
    this.aimed = false;
    this.clocks = new Clocks();
    this.note = "";
    this.absent = false;
    this.update(component);
    this.listening = new AbortController();
    this.timer = this.#listen();
    this.#open();
  }

  // Python ran again: keep everything, take the new acknowledgement and the new way to answer.
  /** @param {Component<Session>} component */
  update(component) {
    this.data = component.data;
    this.courier.update(component);
    if (this.data.over) this.elsewhere.over(this.data.over);
    this.elsewhere.ended();
  }

  leave() {
    this.courier.leave(this.machine);
    this.elsewhere.leave();
    clearInterval(this.timer);
    this.listening.abort();
    this.headset.turn(false);
    this.signals.close();
    this.clip.close();
    this.peek.close();
    this.view.close();
  }

  get over() {
    return this.machine.over;
  }

  /** @param {Partial<Pick<Snapshot, "at" | "worked" | "heard">>} place */
  #machine(place) {
    const { log } = this.courier;
    const { at, worked } = log.since(place);
    this.fresh = !at && log.events.length === 0;
    const machine = new Machine(this.data.items, at, worked, log.earlier(), this.data.pain_stops, this.data.moving);
    machine.talk = (item) => this.signals.explaining(item);
    return machine;
  }

  // Where other windows were last, with what pain changed there, is where this one goes on.
  catchUp() {
    const { place } = this.elsewhere;
    if (!place) return;
    this.machine = this.#machine(place);
    this.#picture();
  }

  #open() {
    this.view.enable();
    nameLetters(this.view.root);
    if (this.over) return;
    this.elsewhere.card();
    this.#picture();
    this.clip.run(true);
    if (this.fresh && this.data.begin) this.#follow();
  }

  // The tap on Start that led here is this player's own, unless the browser wants one in the player for sound.
  async #follow() {
    if (!(await this.signals.awake()) || this.listening.signal.aborted) return;
    if (this.elsewhere.other || !this.view.shows("start")) return;
    this.begin(performance.now());
    this.draw();
  }

  #listen() {
    const { signal } = this.listening;
    this.view.root.addEventListener("click", (event) => this.#tap(event), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), { signal, capture: true });
    document.addEventListener("toggle", (event) => this.#helped(event), { signal, capture: true });
    document.addEventListener("visibilitychange", () => this.#seen(), { signal });
    window.addEventListener("pagehide", () => this.courier.keep(this.machine), { signal });
    return setInterval(() => this.#look(), LOOK_MS);
  }

  // Ten times a second: the time, what it changes, and whether the server still lacks something.
  #look() {
    const { stage, elapsed } = this.machine;
    const before = { ...count(stage, elapsed), elapsed };
    const now = performance.now();
    const running = this.machine.state === "running";
    if (running && this.clocks.slept()) this.#away();
    else this.happen(this.machine.tick(now));
    if (this.machine.state === "running") this.clocks.move(now);
    this.signals.tick(stage, before, this.machine);
    this.elsewhere.tick(now);
    this.headset.follow(this.machine);
    this.clip.follow(this.machine.stage, this.machine.elapsed);
    this.draw();
    this.#aim();
    this.courier.look(this.machine);
  }

  // What cannot be done just now; that the screen may go dark is said while there is time to read it.
  get #problem() {
    const { lock } = this.signals;
    const dark = lock.refused && this.machine.stage.kind === "ready";
    return this.data.problem ?? (dark && this.machine.state === "running" ? lock.words : "");
  }

  // What changes before the next look is looked at when it does.
  #aim() {
    const { stage, elapsed, state } = this.machine;
    const wait = soonest(stage, elapsed) * 1000;
    if (state !== "running" || wait >= LOOK_MS || this.aimed) return;
    this.aimed = true;
    setTimeout(() => {
      this.aimed = false;
      if (!this.listening.signal.aborted) this.#look();
    }, wait);
  }

  draw() {
    if (this.over) this.last?.draw(this.view, this.courier);
    else if (this.view.shows("play")) this.#play();
    this.peek.draw();
    this.view.put(".problem", this.#problem);
    this.view.heard(!(this.view.shows("play") && this.signals.silent(performance.now())));
  }

  #play() {
    this.view.play(this.machine, this.note, this.hand.offers);
    this.felt.draw();
  }

  /** @param {Event} event */
  #tap(event) {
    const path = /** @type {HTMLElement[]} */ (event.composedPath());
    const name = path.find((node) => node.dataset?.do)?.dataset.do;
    if (!name) return;
    this.signals.wake();
    this.act(name);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const act = this.over ? null : actOf(event, this.view.root.dataset.mode ?? "");
    if (!act) return;
    event.preventDefault();
    this.signals.wake();
    this.act(act);
  }

  // A key of a headset or of the lock screen: never over a question.
  /** @param {string} act */
  #pressed(act) {
    if (this.over || !this.view.shows("play")) return;
    this.signals.wake();
    this.act(act);
  }

  /** @param {string} name an act, and which one of several after a space */
  act(name) {
    this.hand.act(name);
    this.draw();
  }

  // The clock stands while something is read or chosen; whether it went before.
  /** @param {number} now */
  stand(now) {
    const ran = this.machine.state === "running";
    if (ran) this.halt(now, "rest");
    return ran;
  }

  // From where the clock stood for a while.
  /** @param {number} now @param {boolean} ran */
  goOn(now, ran) {
    if (ran) this.begin(now);
    else this.#control();
  }

  // From the start card, or back from a question.
  /** @param {number} now @param {string} [why] */
  begin(now, why) {
    if (this.clocks.stale(now, this.data.stands_seconds)) return this.#check();
    this.catchUp();
    this.elsewhere.take();
    this.headset.turn(preference("headset", false));
    const first = !this.begun && !this.courier.log.has("started");
    this.begun = true;
    this.#go(now, first ? "started" : "resumed", why ? { why } : {});
    // In the tap: later a browser lets nothing play.
    this.headset.follow(this.machine);
    this.#control();
  }

  // The page asks again what it asks before a session.
  #check() {
    this.courier.status = "check";
    this.courier.hand(this.machine);
  }

  /** @param {number} now @param {string} kind @param {Partial<Happening>} facts */
  #go(now, kind, facts) {
    this.note = "";
    this.absent = false;
    this.clocks.move(now);
    if (this.machine.elapsed === 0) this.machine.arrive();
    this.machine.go(now);
    this.courier.record(kind, facts, this.machine);
    this.#stageBegins();
  }

  // Pauses for a reason that the person can read and hear: one of the script's asides.
  /** @param {number} now @param {"rest" | "away"} why */
  halt(now, why) {
    this.happen(this.machine.pause(now));
    if (this.machine.state === "paused" && !this.absent) this.#paused(why);
  }

  // The pause began when nothing moved any more, however much later that is noticed.
  #away() {
    this.machine.hold();
    this.#paused("away", this.clocks.when);
  }

  /** @param {"rest" | "away"} why @param {Date} [when] */
  #paused(why, when) {
    const { asides } = this.data;
    const reason = asides[why] ?? [];
    const says = why === "away" ? reason : [...(asides.paused ?? []), ...reason];
    this.absent = why === "away";
    this.note = text(reason);
    this.courier.record("paused", {}, this.machine, when);
    this.view.tell(text(says));
    this.moving();
    this.signals.halted(says);
  }

  // After pain nothing goes on by itself: the next thing waits, paused, with its reason.
  /** @param {Happening[]} happened @param {Sentence[]} why */
  settle(happened, why) {
    this.happen(happened);
    if (this.over) return;
    this.note = text(why);
    this.view.tell(say("{why} {exercise}.", { why: this.note, exercise: this.machine.item.title }));
    this.signals.halted(why);
    this.#control();
  }

  #control() {
    this.#play();
    this.view.find("[data-do=pause]").focus({ preventScroll: true });
  }

  // Follows up what the machine says has happened.
  /** @param {Happening[]} happened */
  happen(happened) {
    for (const { kind, ...facts } of happened) {
      if (kind === "stage") this.#stageBegins();
      else if (kind === "away") this.#away();
      else if (kind !== "moved") this.courier.record(kind, facts, this.machine);
    }
    if (this.over && happened.length) this.overFor(happened.at(-1)?.why);
  }

  #stageBegins() {
    const { machine } = this;
    this.#picture();
    this.moving();
    if (machine.state === "running") this.signals.stageBegins(machine);
  }

  /** @param {string} [why] */
  overFor(why) {
    const { ends, pain_stops } = this.data;
    const end = ending(ends, this.machine.state, why, this.courier.log.pains >= pain_stops);
    this.close(end, end === ends.finished);
  }

  /** @param {End} end @param {boolean} praised */
  close(end, praised) {
    this.last = new LastWords(end, praised);
    this.headset.turn(false);
    this.moving();
    this.signals.over(end, praised);
    this.last.draw(this.view, this.courier);
    this.view.find(".done .title").focus({ preventScroll: true });
  }

  // "Get help now", in the corner of every page, was opened.
  /** @param {Event} event */
  #helped({ target }) {
    const details = /** @type {HTMLDetailsElement} */ (target);
    const open = details.open && details.closest("#get-help");
    if (open) this.stand(performance.now());
    this.draw();
  }

  #seen() {
    const gone = document.hidden && !document.pictureInPictureElement;
    if (gone && this.machine.state === "running") this.halt(performance.now(), "away");
    this.signals.seen(this.machine.state === "running");
    this.courier.keep(this.machine);
  }

  #picture() {
    const { machine } = this;
    this.clip.show(machine.item, machine.side);
    this.clip.prepare(machine.items[machine.i + 1]);
    this.view.how(machine.item);
  }

  moving() {
    const running = this.machine.state === "running";
    this.clip.run(running);
    if (!running) this.signals.hush();
    this.signals.lock.keep(running);
  }
}

export default kept(
  (/** @type {Component<Session>} */ component) => new Player(component),
  (player, { data }) => player.session === data.session,
);
