// Everything that tells a person without eyes on the screen what happens: tones, speech, a flash, the screen kept on.

/** @import { End, Item, Sentence, Session, Stage } from "../types.d.ts" */
/** @import { Machine } from "./machine.js" */
/** @import { View } from "./view.js" */
/** @import { Kind, Level } from "./volumes.js" */

import { chosen, prefer, preference } from "../preferences.js";
import { say } from "../say.js";
import { Foretold } from "./foretold.js";
import { Sound } from "./sound.js";
import { LATE_NUMBER, Voice } from "./voice.js";
import { gain, level, setLevel } from "./volumes.js";
import { WakeLock } from "./wake.js";
import { count, due, explaining, explanation, kind, opening, sayable } from "./words.js";

// Words begin when the tone that goes before them has faded.
const AFTER_TONE = 500;
const AFTER_LAST_TONE = 1300;
// Tones and voice are off when their switch is.
/** @type {Partial<Record<Kind, string>>} */
const SWITCHES = { tones: "sound", voice: "voice" };

const NUMBER = { id: "2", words: say("{n}.", { n: 2 }) };

export class Signals {
  /** @param {View} view @param {Session} data */
  constructor(view, data) {
    this.view = view;
    this.script = data;
    this.sound = new Sound(preference("sound", data.prefs?.sound ?? true));
    this.voice = new Voice(this.sound, data.voice, data.language);
    this.speaks = preference("voice", false);
    this.explains = preference("explain", false);
    // The first start asks once, with the voice or without.
    this.asks = !chosen("voice");
    this.lock = new WakeLock();
    this.ended = false;
    /** @type {Sentence[]} */
    this.untold = [];
    this.foretold = new Foretold(data.asides);
    view.toggle("sound", this.sound.on);
    view.toggle("voice", this.speaks);
    view.toggle("captions", preference("captions", true));
  }

  // The answer to the first start; nothing is said twice.
  /** @param {boolean} voice */
  choose(voice) {
    if (!this.asks) return;
    if (voice !== this.speaks) this.turn("voice");
    else prefer("voice", voice);
    this.asks = false;
  }

  // How the voice sounds, before it is chosen.
  /** @param {Stage} stage */
  sample(stage) {
    this.sound.wake(true);
    this.voice.say(opening(stage, true, false), 0);
  }

  // In a tap: from now on there may be sound.
  wake() {
    this.sound.wake(this.speaks);
  }

  // Whether what is turned on may be heard without another tap.
  awake() {
    return this.sound.awake(this.speaks);
  }

  // The page is seen or hidden.
  /** @param {boolean} running */
  seen(running) {
    this.lock.keep(running);
    this.sound.resume();
    if (!document.hidden && this.untold.length) this.halted(this.untold);
  }

  // The clock stands, and why. Nobody hears it in a hidden page: then it is told on return.
  /** @param {Sentence[]} why */
  halted(why) {
    this.untold = document.hidden ? why : [];
    if (document.hidden) return;
    this.sound.play("pause");
    this.#say(why, AFTER_TONE);
  }

  // Whether what is turned on has not been heard for a while, because the browser is silent.
  /** @param {number} now */
  silent(now) {
    return this.sound.silent(now) && (this.sound.on || this.speaks);
  }

  // In a tap.
  mend() {
    this.sound.mend(this.speaks);
    this.sound.play("rep");
  }

  /** @param {Machine} machine */
  stageBegins(machine) {
    this.view.flash();
    this.sound.play(machine.stage.kind);
    this.#say(this.#opening(machine), AFTER_TONE);
    this.#prepare(machine);
  }

  // What begins; who wants it hears how the exercise is done as well, which a screen reader finds below.
  /** @param {Machine} machine */
  #opening(machine) {
    const { stage, item, elapsed } = machine;
    const says = this.view.announce(this.foretold.opening(machine));
    const how = stage.kind === "ready" ? this.explaining(item) : 0;
    // There is time for it at the beginning only.
    return how && elapsed < 1 ? [...says, explanation(item)] : says;
  }

  // Seconds that getting ready takes longer because the exercise is explained.
  /** @param {Item} item */
  explaining(item) {
    return this.speaks && this.explains && item.how?.length ? explaining(item) : 0;
  }

  /** @param {boolean} on */
  explain(on) {
    this.explains = on;
    prefer("explain", on);
  }

  // Each counted repetition has a low tone and its number; the last three seconds of anything timed tick.
  /** @param {Stage} before @param {ReturnType<typeof count> & { elapsed: number }} shown @param {Machine} machine */
  tick(before, shown, machine) {
    const { stage, elapsed, state } = machine;
    const { big, number } = count(stage, elapsed);
    if (state !== "running" || before !== stage) return;
    this.#remark(due(stage, shown.elapsed, elapsed));
    if (this.speaks && !this.voice.busy) this.#remark(this.foretold.due(machine));
    if (big === shown.big && number === shown.number) return;
    if (number !== undefined && number !== shown.number) this.sound.play("rep");
    else if (big !== String(number) && ["3", "2", "1"].includes(big)) this.sound.play("tick");
  }

  hush() {
    this.voice.hush();
  }

  // The last words; a fanfare goes only with praise.
  /** @param {End} end @param {boolean} praised */
  over({ says }, praised) {
    this.ended = true;
    this.hush();
    if (praised) this.sound.play("done");
    this.#say(says, AFTER_LAST_TONE);
  }

  /** @param {Sentence[]} words */
  advise(words) {
    this.#say(words, 0);
  }

  // A switch was tapped: turn it over, remember it, and let it be heard.
  /** @param {string} name */
  turn(name) {
    const on = !this.view.toggled(name);
    this.view.toggle(name, on);
    prefer(name, on);
    if (name === "voice") this.#voice(on);
    if (name === "sound") this.#sound(on);
    return on;
  }

  /** @param {Kind} of @returns {Level} */
  level(of) {
    const name = SWITCHES[of];
    return name && !this.view.toggled(name) ? "off" : level(of);
  }

  // A volume was chosen, and is heard.
  /** @param {Kind} of @param {Level} chosen */
  loud(of, chosen) {
    const name = SWITCHES[of];
    if (!name || chosen !== "off") setLevel(of, chosen);
    this.sound.mixer?.renew();
    if (name && this.view.toggled(name) !== (chosen !== "off")) this.turn(name);
    else this.#preview(of);
  }

  /** @param {Kind} of */
  #preview(of) {
    this.wake();
    if (of === "tones") this.sound.play("work");
    else this.#say([of === "voice" ? this.script.voice_on : NUMBER], 0);
  }

  /** @param {Sentence[]} words @param {number} pause @param {number} [late] */
  #say(words, pause, late) {
    if (this.speaks) this.voice.say(words, this.sound.on ? pause : 0, late);
  }

  // A number is never worth cutting off a sentence.
  /** @param {Sentence[]} words */
  #remark(words) {
    const heard = words.filter((one) => gain(kind(one)) > 0);
    if (heard.length && !this.voice.busy) this.#say(heard, 0, LATE_NUMBER);
  }

  /** @param {Machine} machine */
  #prepare(machine) {
    const next = machine.items[machine.i + 1];
    if (this.speaks) this.voice.prepare([machine.item, ...(next ? [next] : [])].flatMap(sayable));
  }

  /** @param {boolean} on */
  #voice(on) {
    this.asks = false;
    this.speaks = on;
    this.wake();
    if (on) this.#say([this.script.voice_on], 0);
    else this.hush();
  }

  /** @param {boolean} on */
  #sound(on) {
    this.sound.on = on;
    this.wake();
    this.sound.play("rep");
  }

  // The page goes on at once after a session; the last words may be heard to their end.
  async close() {
    this.lock.keep(false);
    if (!this.ended) this.hush();
    await this.voice.quiet;
    this.sound.close();
  }
}
