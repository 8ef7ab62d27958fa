// One session in the browser: joins machine, picture, sound, view and courier.

/** @import { Component, End, Happening, Position, Sentence, Session, Stage } from "../types.d.ts" */

import { kept } from "../kept.js";
import { part } from "../page.js";
import { preference } from "../preferences.js";
import { Clip } from "./clip.js";
import { soonest } from "./conductor.js";
import { Courier } from "./courier.js";
import { Elsewhere } from "./elsewhere.js";
import { Felt } from "./felt.js";
import { Headset } from "./headset.js";
import { actOf, nameLetters } from "./keys.js";
import { Machine, MORE, SILENCE } from "./machine.js";
import { Peek } from "./peek.js";
import { Relief } from "./relief.js";
import { Settings } from "./settings.js";
import { Signals } from "./signals.js";
import { View } from "./view.js";
import { ahead, count, ending, LEAVING, left, text } from "./words.js";

const LOOK_MS = 100;
const PATIENCE_MS = 6000;
const TWICE_MS = 600;
const KEPT = "Saved on this device. It will be sent when the connection is back.";
const NOT_KEPT = "Not saved yet. Please keep this page open until the connection is back.";

export class Player {
  /** @param {Component<Session>} component */
  constructor(component) {
    const { data, parentElement } = component;
    this.data = data;
    this.session = data.session;
    this.fresh = false;
    /** @type {End | undefined} */
    this.end = undefined;
    this.praised = false;
    /** @type {number | undefined} */
    this.endedAt = undefined;
    this.courier = new Courier(data, (told) => this.elsewhere.lead.tell(told));
    this.machine = this.#machine(this.courier.place);
    this.view = new View(part(parentElement, ".player"));
    this.clip = new Clip(this.view.find(".frame"));
    this.signals = new Signals(this.view, data);
    this.clip.captions.turn(this.view.toggled("captions"));
    this.relief = new Relief(this);
    this.felt = new Felt(this);
    this.peek = new Peek(this);
    this.elsewhere = new Elsewhere(this);
    this.headset = new Headset((act) => this.#pressed(act), this.data.title);
    this.settings = new Settings(this);
    this.begun = false;
    this.aimed = false;
    this.skippedAt = -Infinity;
    /** @type {Stage | undefined} where somebody needed longer to get ready */
    this.lacks = undefined;
    this.movedAt = { now: performance.now(), date: Date.now() };
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

  /** @param {{ at?: Position, worked?: Record<number, number> }} place */
  #machine({ at, worked }) {
    const { log } = this.courier;
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
    this.#begin(performance.now());
    this.#draw();
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
    if (this.#slept()) this.#away();
    else this.happen(this.machine.tick(now));
    if (this.machine.state === "running") this.movedAt = { now, date: Date.now() };
    this.signals.tick(stage, before, this.machine);
    this.elsewhere.tick(now);
    this.headset.follow(this.machine);
    this.clip.follow(this.machine.stage, this.machine.elapsed);
    this.#draw();
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

  #draw() {
    if (this.over) this.#end();
    else if (this.view.shows("play")) this.#play();
    this.peek.draw();
    this.view.put(".problem", this.#problem);
    this.view.heard(!(this.view.shows("play") && this.signals.silent(performance.now())));
  }

  #play() {
    this.view.play(this.machine, this.note, this.offers);
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

  /** @param {string} done an act, and which one of several after a space */
  act(done) {
    const { machine, relief, view } = this;
    const [name, which = ""] = done.split(" ");
    const now = performance.now();
    /** @type {Record<string, () => void>} */
    const acts = {
      begin: () => (this.courier.log.unanswered ? relief.again() : this.#tapped(now, false)),
      loud: () => this.#tapped(now, true),
      aloud: () => this.signals.choose(true),
      silent: () => this.signals.choose(false),
      sample: () => this.signals.sample(machine.stage),
      pause: () => (machine.state === "running" ? this.#halt(now, "rest") : this.#begin(now)),
      back: () => this.happen(machine.back(now)),
      skip: () => this.#skip(now),
      ahead: () => this.#ahead(now),
      settings: () => this.settings.open(now),
      settled: () => this.settings.close(now),
      jump: () => this.#jump(now, Number(which)),
      earlier: () => this.#earlier(now),
      longer: () => this.#longer(),
      later: () => this.happen(machine.seek(now, machine.stage.kind === "work" ? 10 : Infinity)),
      hurt: () => relief.hurt(),
      leave: () => view.ask("End the session here?", "What you did is saved and counts.", LEAVING),
      sore: () => relief.sore(),
      sharp: () => relief.sharp(now),
      danger: () => relief.danger(now),
      gone: () => this.#begin(now, "gone"),
      drop: () => relief.leaveOut(now),
      easier: () => relief.ease(now, which),
      felt: () => this.felt.say(which),
      peek: () => this.peek.turn(),
      ease: () => this.peek.take(now),
      stop: () => this.happen(machine.stop(now, "pain")),
      end: () => this.happen(machine.stop(now, "choice")),
      carry: () => this.#begin(now),
      hear: () => this.signals.mend(),
      clip: () => this.clip.ask(),
      view: () => this.clip.turn(),
      speed: () => this.clip.slower(),
      float: () => this.clip.float(),
      captions: () => this.clip.captions.turn(this.signals.turn("captions")),
    };
    (acts[name] ?? (() => this.signals.turn(name)))();
    this.#draw();
  }

  // A second tap of the same finger means the first.
  /** @param {number} now */
  #skip(now) {
    if (now - this.skippedAt < TWICE_MS) return;
    this.skippedAt = now;
    this.happen(this.machine.skip(now, "choice"));
  }

  // Back within the work; while getting ready it is time that somebody lacks, and may lack every time.
  /** @param {number} now */
  #earlier(now) {
    const { machine } = this;
    this.happen(machine.seek(now, -10));
    if (machine.stage.kind === "ready" && machine.more < Math.max(...MORE)) this.lacks = machine.stage;
  }

  #longer() {
    this.more(MORE.find((seconds) => seconds > this.machine.more) ?? this.machine.more);
    this.lacks = undefined;
    this.view.say("From now on there is more time to get ready.");
  }

  // Remembered: the diary has it for the next session.
  /** @param {number} seconds */
  more(seconds) {
    this.machine.pace({ more: seconds });
    this.courier.record("more_time", { seconds }, this.machine);
  }

  /** @param {number} seconds */
  rests(seconds) {
    this.machine.pace({ rest: seconds });
    this.courier.record("rests", { seconds }, this.machine);
  }

  // What is offered beside the controls, for as long as this stage lasts: a word on what was done gives way to more time,
  // and the voice, which was offered before that, gives way to the word.
  get offers() {
    const longer = this.lacks === this.machine.stage;
    const felt = !longer && Boolean(this.felt.about);
    return { longer, felt, voice: this.signals.asks && !felt };
  }

  // What is ahead, to be tapped; the clock stands meanwhile.
  /** @param {number} now */
  #ahead(now) {
    if (!this.view.shows("play")) return;
    this.stand(now);
    if (this.over) return;
    const { items, i, remaining } = this.machine;
    this.view.ask("What is ahead", `${left(remaining)}.`, ahead(items, i));
  }

  // The clock stands while something is read or chosen; whether it went before.
  /** @param {number} now */
  stand(now) {
    const ran = this.machine.state === "running";
    if (ran) this.#halt(now, "rest");
    return ran;
  }

  // From where the clock stood for a while.
  /** @param {number} now @param {boolean} ran */
  goOn(now, ran) {
    if (ran) this.#begin(now);
    else this.#control();
  }

  /** @param {number} now @param {number} item */
  #jump(now, item) {
    this.happen(this.machine.jump(now, item));
    this.#begin(now);
  }

  // On the start card, where the voice was offered.
  /** @param {number} now @param {boolean} voice */
  #tapped(now, voice) {
    this.signals.choose(voice);
    this.#begin(now);
  }

  // From the start card, or back from a question.
  /** @param {number} now @param {string} [why] */
  #begin(now, why) {
    if (this.#stale(now)) return this.#check();
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

  // By whichever of two clocks says more: one stands still while a device sleeps, the other can be set.
  /** @param {number} now */
  #stale(now) {
    const passed = Math.max(now - this.movedAt.now, Date.now() - this.movedAt.date);
    return passed > this.data.stands_seconds * 1000;
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
    this.movedAt = { now, date: Date.now() };
    if (this.machine.elapsed === 0) this.machine.arrive();
    this.machine.go(now);
    this.courier.record(kind, facts, this.machine);
    this.#stageBegins();
  }

  // Pauses for a reason that the person can read and hear: one of the script's asides.
  /** @param {number} now @param {"rest" | "away"} why */
  #halt(now, why) {
    this.happen(this.machine.pause(now));
    if (this.machine.state === "paused" && !this.absent) this.#paused(why);
  }

  // In many browsers the machine's clock stands still while the device sleeps; the other one does not.
  #slept() {
    return this.machine.state === "running" && Date.now() - this.movedAt.date > SILENCE;
  }

  // The pause began when nothing moved any more, however much later that is noticed.
  #away() {
    this.machine.hold();
    this.#paused("away", new Date(this.movedAt.date));
  }

  /** @param {"rest" | "away"} why @param {Date} [when] */
  #paused(why, when) {
    const { asides } = this.data;
    const says = why === "away" ? asides.away : [...asides.paused, ...asides.rest];
    this.absent = why === "away";
    this.note = text(asides[why]);
    this.courier.record("paused", {}, this.machine, when);
    this.view.say(text(says));
    this.moving();
    this.signals.halted(says);
  }

  // After pain nothing goes on by itself: the next thing waits, paused, with its reason.
  /** @param {Happening[]} happened @param {Sentence[]} why */
  settle(happened, why) {
    this.happen(happened);
    if (this.over) return;
    this.note = text(why);
    this.view.say(`${this.note} ${this.machine.item.title}.`);
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
    this.end = end;
    this.praised = praised;
    this.headset.turn(false);
    this.moving();
    this.signals.over(end, praised);
    this.#end();
    this.view.find(".done .title").focus({ preventScroll: true });
  }

  #end() {
    this.endedAt ??= performance.now();
    const { courier, end, praised } = this;
    const late = performance.now() - this.endedAt > PATIENCE_MS;
    const waiting = late ? (courier.kept ? KEPT : NOT_KEPT) : "Saving\u2026";
    const saving = courier.gone ? "" : courier.delivered ? "Saved." : waiting;
    if (end) this.view.done(end, praised, saving);
  }

  // "Get help now", in the corner of every page, was opened.
  /** @param {Event} event */
  #helped({ target }) {
    const details = /** @type {HTMLDetailsElement} */ (target);
    const open = details.open && details.closest("#get-help");
    if (open) this.stand(performance.now());
    this.#draw();
  }

  #seen() {
    const gone = document.hidden && !document.pictureInPictureElement;
    if (gone && this.machine.state === "running") this.#halt(performance.now(), "away");
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
