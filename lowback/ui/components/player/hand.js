// What a tap, a key or a headset does, by its name.

/** @import { Stage } from "../types.d.ts" */
/** @import { Player } from "./player.js" */

import { say } from "../say.js";
import { MORE } from "./machine.js";
import { ahead, LEAVING, left, sentence } from "./words.js";

const TWICE_MS = 600;

export class Hand {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.skippedAt = -Infinity;
    /** @type {Stage | undefined} where somebody needed longer to get ready */
    this.lacks = undefined;
  }

  /** @param {string} done an act, and which one of several after a space */
  act(done) {
    const { player } = this;
    const { machine, relief, clip, signals } = player;
    const [name, which = ""] = done.split(" ");
    const now = performance.now();
    /** @type {Record<string, () => void>} */
    const acts = {
      begin: () => (player.courier.log.unanswered ? relief.again() : this.#tapped(now, false)),
      loud: () => this.#tapped(now, true),
      aloud: () => signals.choose(true),
      silent: () => signals.choose(false),
      sample: () => signals.sample(machine.stage),
      pause: () => (machine.state === "running" ? player.halt(now, "rest") : player.begin(now)),
      back: () => player.happen(machine.back(now)),
      skip: () => this.#skip(now),
      ahead: () => this.#ahead(now),
      settings: () => player.settings.open(now),
      settled: () => player.settings.close(now),
      jump: () => this.#jump(now, Number(which)),
      earlier: () => this.#earlier(now),
      longer: () => this.#longer(),
      later: () => player.happen(machine.seek(now, machine.stage.kind === "work" ? 10 : Infinity)),
      hurt: () => relief.hurt(),
      leave: () => player.view.ask(say("End the session here?"), say("What you did is saved and counts."), LEAVING),
      sore: () => relief.sore(),
      sharp: () => relief.sharp(now),
      danger: () => relief.danger(now),
      gone: () => player.begin(now, "gone"),
      drop: () => relief.leaveOut(now),
      easier: () => relief.ease(now, which),
      felt: () => player.felt.say(which),
      peek: () => player.peek.turn(),
      ease: () => player.peek.take(now),
      stop: () => player.happen(machine.stop(now, "pain")),
      end: () => player.happen(machine.stop(now, "choice")),
      carry: () => player.begin(now),
      hear: () => signals.mend(),
      clip: () => clip.ask(),
      view: () => clip.turn(),
      speed: () => clip.slower(),
      float: () => clip.float(),
      captions: () => clip.captions.turn(signals.turn("captions")),
    };
    (acts[name] ?? (() => signals.turn(name)))();
  }

  // What is offered beside the controls, for as long as this stage lasts: a word on what was done gives way to more time,
  // and the voice, which was offered before that, gives way to the word.
  get offers() {
    const { felt, machine, signals } = this.player;
    const longer = this.lacks === machine.stage;
    const word = !longer && Boolean(felt.about);
    return { longer, felt: word, voice: signals.asks && !word };
  }

  // Remembered: the diary has it for the next session.
  /** @param {number} seconds */
  more(seconds) {
    const { machine, courier } = this.player;
    machine.pace({ more: seconds });
    courier.record("more_time", { seconds }, machine);
  }

  /** @param {number} seconds */
  rests(seconds) {
    const { machine, courier } = this.player;
    machine.pace({ rest: seconds });
    courier.record("rests", { seconds }, machine);
  }

  // A second tap of the same finger means the first.
  /** @param {number} now */
  #skip(now) {
    if (now - this.skippedAt < TWICE_MS) return;
    this.skippedAt = now;
    this.player.happen(this.player.machine.skip(now, "choice"));
  }

  // Back within the work; while getting ready it is time that somebody lacks, and may lack every time.
  /** @param {number} now */
  #earlier(now) {
    const { machine } = this.player;
    this.player.happen(machine.seek(now, -10));
    if (machine.stage.kind === "ready" && machine.more < Math.max(...MORE)) this.lacks = machine.stage;
  }

  #longer() {
    const { machine, view } = this.player;
    this.more(MORE.find((seconds) => seconds > machine.more) ?? machine.more);
    this.lacks = undefined;
    view.tell(say("From now on there is more time to get ready."));
  }

  // What is ahead, to be tapped; the clock stands meanwhile.
  /** @param {number} now */
  #ahead(now) {
    const { player } = this;
    if (!player.view.shows("play")) return;
    player.stand(now);
    if (player.over) return;
    const { items, i, remaining } = player.machine;
    player.view.ask(say("What is ahead"), sentence(left(remaining)), ahead(items, i));
  }

  /** @param {number} now @param {number} item */
  #jump(now, item) {
    this.player.happen(this.player.machine.jump(now, item));
    this.player.begin(now);
  }

  // On the start card, where the voice was offered.
  /** @param {number} now @param {boolean} voice */
  #tapped(now, voice) {
    this.player.signals.choose(voice);
    this.player.begin(now);
  }
}
