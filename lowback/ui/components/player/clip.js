// The picture of an exercise: its clip, else its poster, else its words; never a broken image.

/** @import { Item, Picture, Side, Stage } from "../types.d.ts" */

import { part } from "../page.js";
import { say } from "../say.js";
import { Speed } from "../speed.js";
import { score } from "./conductor.js";
import { Reel } from "./reel.js";

export class Clip {
  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.frame = frame;
    this.reel = new Reel(
      frame,
      () => this.#fall("image"),
      () => this.#refused(),
    );
    this.reel.image.onerror = () => this.#fall("card");
    this.button = part(frame, "[data-do=clip]");
    this.other = part(frame, "[data-do=view]");
    part(frame, "[data-do=float]").hidden = !globalThis.document?.pictureInPictureEnabled;
    /** @type {Set<string>} */
    this.others = new Set();
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.asked = false;
    // The browser wants a tap before a film plays.
    this.refused = false;
    this.wanted = false;
    // Looked at while the clock stands, and how fast where no count leads the film.
    this.looking = false;
    this.speed = new Speed(part(frame, "[data-do=speed]"));
    // Whether the count leads the film.
    this.led = false;
    /** @type {Item | null} */
    this.item = null;
    /** @type {Picture} */
    this.shown = { clip: null, poster: null, alt: "" };
  }

  get captions() {
    return this.reel.captions;
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
    if (wanted) {
      this.looking = false;
      this.speed.usual();
    }
    this.wanted = wanted;
    this.refused = false;
    if (!this.#plays) this.reel.pause();
    else if (!this.led) this.reel.free(this.speed.rate);
    this.#offer();
  }

  #refused() {
    this.refused = true;
    this.#offer();
  }

  // "Play clip" stands where a film is and waits for a tap.
  #offer() {
    this.button.hidden = !this.#waits || this.frame.dataset.shows !== "video";
  }

  // Keeps the film at the count, ten times a second; where nothing is counted it keeps a time of its own.
  /** @param {Stage} stage @param {number} elapsed */
  follow(stage, elapsed) {
    if (!this.#plays || !this.item || this.looking) return;
    const place = score(stage, elapsed, this.item);
    if (place) this.reel.follow(place);
    else if (this.led) this.reel.free(this.speed.rate);
    this.led = Boolean(place);
  }

  // Slower, to look closely; while the clock stands the film may be looked at, too.
  slower() {
    this.speed.next();
    this.asked = true;
    this.refused = false;
    this.#offer();
    if (!this.wanted) this.looking = true;
    if (this.wanted && this.led) return;
    this.led = false;
    this.reel.free(this.speed.rate);
  }

  // A small window over everything else; one that is refused changes nothing.
  float() {
    this.reel.float().catch(() => {});
  }

  get #plays() {
    return this.frame.dataset.shows === "video" && (this.wanted || this.looking) && !this.#waits;
  }

  get #waits() {
    return this.refused || (this.still && !this.asked);
  }

  ask() {
    this.asked = true;
    this.run(true);
  }

  // Fetches the next clip ahead, so that changing exercises never waits.
  /** @param {Item | undefined} item */
  prepare(item) {
    if (item) this.reel.prepare(this.#side(item));
  }

  // The same movement from another side; remembered for this exercise.
  turn() {
    if (!this.item?.second) return;
    const { exercise } = this.item;
    if (!this.others.delete(exercise)) this.others.add(exercise);
    const { currentTime } = this.reel.video;
    this.#view();
    this.reel.video.currentTime = currentTime;
    this.run(this.wanted);
  }

  close() {
    this.reel.close();
  }

  // As it was last looked at.
  /** @param {Item} item @returns {Picture} */
  #side(item) {
    return (this.others.has(item.exercise) && item.second) || item;
  }

  /** @param {Item} item */
  #load(item) {
    this.item = item;
    this.asked = false;
    part(this.frame, ".card").textContent = item.how?.[0] ?? item.title;
    this.led = false;
    this.looking = false;
    this.#view();
  }

  #view() {
    const item = /** @type {Item} */ (this.item);
    this.shown = this.#side(item);
    this.other.hidden = !item.second;
    this.other.setAttribute("aria-pressed", String(this.shown === item.second));
    this.#fall(this.shown.clip ? "video" : "image");
  }

  /** @param {"video" | "image" | "card"} to */
  #fall(to) {
    const { shown, reel } = this;
    const item = /** @type {Item} */ (this.item);
    const shows = to === "image" && !shown.poster ? "card" : to;
    this.frame.dataset.shows = shows;
    if (shows === "video")
      reel.show(shown, shown.alt || say("{exercise}, shown by a figure", { exercise: item.title }));
    else reel.empty();
    if (shows === "video") this.captions.show(item.captions);
    if (shows === "image") reel.still(shown);
    this.run(this.wanted);
  }
}
