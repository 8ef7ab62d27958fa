// The easier move beside the one that is on: looked at while the clock goes on, and taken with one tap.

/** @import { Item } from "../types.d.ts" */
/** @import { Player } from "./player.js" */

import { emptied } from "../film.js";
import { make } from "../page.js";
import { say } from "../say.js";

export class Peek {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    /** @type {Item | undefined} what the easier one that is looked at is for */
    this.of = undefined;
  }

  get #easier() {
    return this.player.machine.easier[0];
  }

  draw() {
    const { view, machine } = this.player;
    view.hide("[data-do=peek]", !this.#easier || !view.shows("play"));
    if (this.of && this.of !== machine.item) this.close();
  }

  turn() {
    if (this.of) this.close();
    else if (this.#easier) this.#open();
  }

  // Nothing is asked, and what runs goes on: the easier one begins with its own time to get ready.
  /** @param {number} now */
  take(now) {
    const { player } = this;
    const easier = this.#easier;
    if (!this.of || !easier) return;
    this.close();
    player.happen(player.machine.ease(now, easier.item.exercise));
    player.view.tell(easier.note);
    player.view.find("[data-do=pause]").focus({ preventScroll: true });
  }

  close() {
    const { view } = this.player;
    this.of = undefined;
    for (const film of view.find(".peek").querySelectorAll("video")) emptied(film);
    view.find(".peek .shown").replaceChildren();
    this.#show(false);
  }

  #open() {
    const { view, machine } = this.player;
    const { label, note, item } = this.#easier;
    this.of = machine.item;
    view.put(".peek .title", label);
    view.put(".peek .what", note);
    view.find(".peek .shown").replaceChildren(...this.#picture(item));
    this.#show(true);
  }

  /** @param {Item} item @returns {HTMLElement[]} nothing where there is no picture: its name and note are enough */
  #picture({ clip, poster, alt }) {
    if (clip && !this.still) {
      const film = make("video", { src: clip, poster: poster ?? "", loop: true, muted: true, playsInline: true });
      film.setAttribute("aria-label", alt);
      film.play().catch(() => {});
      return [film];
    }
    return poster ? [make("img", { src: poster, alt })] : [];
  }

  /** @param {boolean} open */
  #show(open) {
    const { view } = this.player;
    view.hide(".peek", !open);
    view.find("[data-do=peek]").setAttribute("aria-expanded", String(open));
    view.put("[data-do=peek]", open ? say("Close") : say("Easier"));
  }
}
