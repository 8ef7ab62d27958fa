// The picture of an exercise: its clip, else its poster, else its words; never a broken image.

/** @import { Item, Picture, Side } from "../types.d.ts" */

import { emptied, Film } from "../film.js";
import { make, part } from "../page.js";

export class Clip {
  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.frame = frame;
    this.film = new Film(frame, () => this.#fall("image"));
    this.film.image.onerror = () => this.#fall("card");
    this.button = part(frame, "[data-do=clip]");
    this.other = part(frame, "[data-do=view]");
    /** @type {Set<string>} */
    this.others = new Set();
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.asked = false;
    this.wanted = false;
    /** @type {Item | null} */
    this.item = null;
    /** @type {Picture} */
    this.shown = { clip: null, poster: null, alt: "" };
    /** @type {HTMLVideoElement | null} */
    this.ahead = null;
  }

  get captions() {
    return this.film.captions;
  }

  /** @param {Item} item @param {Side | null} side */
  show(item, side) {
    if (this.item !== item) this.#load(item);
    const mirrored = (side === "left" || side === "right") && item.shows_side && side !== item.shows_side;
    this.frame.classList.toggle("mirrored", Boolean(mirrored));
  }

  // With reduced motion the poster stands still until the person asks for the clip.
  /** @param {boolean} wanted */
  run(wanted) {
    this.wanted = wanted;
    const play = this.frame.dataset.shows === "video" && wanted && (!this.still || this.asked);
    if (play) this.film.play();
    else if (!this.film.video.paused) this.film.video.pause();
    this.button.hidden = !this.still || this.asked || this.frame.dataset.shows !== "video";
  }

  ask() {
    this.asked = true;
    this.run(true);
  }

  // Fetches the next clip ahead, so that changing exercises never waits.
  /** @param {Item | undefined} item */
  prepare(item) {
    if (!item?.clip || this.ahead?.getAttribute("src") === item.clip) return;
    this.#drop();
    this.ahead = make("video", { preload: "auto", muted: true, src: item.clip });
  }

  // The same movement from another side; remembered for this exercise.
  turn() {
    if (!this.item) return;
    const { exercise } = this.item;
    if (!this.others.delete(exercise)) this.others.add(exercise);
    this.film.turn(() => this.#view());
    this.run(this.wanted);
  }

  close() {
    this.film.close();
    this.#drop();
  }

  #drop() {
    if (this.ahead) emptied(this.ahead);
    this.ahead = null;
  }

  /** @param {Item} item */
  #load(item) {
    this.item = item;
    this.asked = false;
    part(this.frame, ".card").textContent = item.how?.[0] ?? item.title;
    this.captions.show(item.clip ? item.captions : null);
    this.#view();
  }

  #view() {
    const item = /** @type {Item} */ (this.item);
    const second = this.others.has(item.exercise) ? item.second : null;
    this.shown = second ?? item;
    this.other.hidden = !item.second;
    this.other.setAttribute("aria-pressed", String(Boolean(second)));
    this.film.describe(this.shown, this.shown.alt || `${item.title}, shown by a figure`);
    this.#fall(this.shown.clip ? "video" : "image");
  }

  /** @param {"video" | "image" | "card"} to */
  #fall(to) {
    const { clip, poster } = this.shown;
    const shows = to === "image" && !poster ? "card" : to;
    this.frame.dataset.shows = shows;
    if (shows === "video") this.film.load(clip ?? "");
    else if (this.film.video.hasAttribute("src")) this.film.video.removeAttribute("src");
    if (shows === "image") this.film.still(this.shown);
    if (shows !== "video") this.captions.show(null);
    this.run(this.wanted);
  }
}
