// What follows when something hurts: what it feels like comes first, and each kind has its own way on.

/** @import { Player } from "./player.js" */

import { say } from "../say.js";
import { FEELINGS, goingOn, reliefs } from "./words.js";

export class Relief {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  // The tap itself counts: it is written down before anything is asked.
  hurt() {
    const { player } = this;
    if (player.over) return;
    // No look at the clock: the last exercise must not end, and be praised, in the moment in which it hurts.
    player.machine.hold();
    player.courier.record("hurt", {}, player.machine);
    player.moving();
    this.#ask();
  }

  // Nothing goes on over a question that was cut off.
  again() {
    this.player.catchUp();
    this.player.elsewhere.take();
    this.#ask();
  }

  sore() {
    this.#felt("sore");
    const { view, machine } = this.player;
    view.ask(say("What would help now?"), say("Hurt does not mean harm."), reliefs(machine.easier));
  }

  // The next exercise waits while the advice is read and heard.
  /** @param {number} now */
  sharp(now) {
    const { player } = this;
    this.#felt("sharp");
    player.happen(player.machine.sharp(now));
    if (player.over) return;
    const { title, text, says } = player.data.sharp;
    player.view.ask(title, text, goingOn(player.machine.item));
    player.view.tell(say("{title}. {text}", { title, text }));
    player.signals.advise(says);
  }

  /** @param {number} now */
  danger(now) {
    this.#felt("danger");
    this.player.happen(this.player.machine.stop(now, "danger"));
  }

  /** @param {number} now */
  leaveOut(now) {
    this.player.settle(this.player.machine.skip(now, "pain"), this.player.data.asides.left_out);
  }

  /** @param {number} now @param {string} to */
  ease(now, to) {
    const { machine } = this.player;
    const chosen = machine.easier.find(({ item }) => item.exercise === to);
    if (chosen) this.player.settle(machine.swap(now, to), [{ id: "", words: chosen.note }]);
  }

  #ask() {
    this.player.view.ask(say("What does it feel like?"), say("The clock has stopped. Take a breath."), FEELINGS);
  }

  /** @param {"sore" | "sharp" | "danger"} why */
  #felt(why) {
    this.player.courier.record("hurt", { why }, this.player.machine);
  }
}
