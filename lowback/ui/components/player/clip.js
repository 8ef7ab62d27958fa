// The picture of an exercise: its clip, else its poster, else its words; never a broken image.

import { Captions } from "../captions.js";

export class Clip {
  constructor(frame) {
    this.frame = frame;
    this.video = frame.querySelector("video");
    this.image = frame.querySelector("img");
    this.button = frame.querySelector("[data-do=clip]");
    this.other = frame.querySelector("[data-do=view]");
    this.captions = new Captions(this.video, frame.querySelector(".caption"));
    this.others = new Set();
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.asked = false;
    this.wanted = false;
    this.video.muted = true;
    this.video.onerror = () => this.#fall("image");
    this.image.onerror = () => this.#fall("card");
  }

  show(item, side) {
    if (this.item !== item) this.#load(item);
    const mirrored = ["left", "right"].includes(side) && item.shows_side && side !== item.shows_side;
    this.frame.classList.toggle("mirrored", Boolean(mirrored));
  }

  // With reduced motion the poster stands still until the person asks for the clip.
  run(wanted) {
    this.wanted = wanted;
    const play = this.frame.dataset.shows === "video" && wanted && (!this.still || this.asked);
    if (play && this.video.paused) this.video.play().catch(() => {});
    if (!play && !this.video.paused) this.video.pause();
    this.button.hidden = !this.still || this.asked || this.frame.dataset.shows !== "video";
  }

  ask() {
    this.asked = true;
    this.wanted = true;
    this.run(true);
  }

  // Fetches the next clip ahead, so that changing exercises never waits.
  prepare(item) {
    if (!item?.clip || this.ahead?.getAttribute("src") === item.clip) return;
    this.ahead = document.createElement("video");
    this.ahead.preload = "auto";
    this.ahead.muted = true;
    this.ahead.src = item.clip;
  }

  // The same movement from another side, from the same moment on; remembered for this exercise.
  turn() {
    const { exercise } = this.item;
    if (!this.others.delete(exercise)) this.others.add(exercise);
    const { currentTime } = this.video;
    this.#view();
    this.video.currentTime = currentTime;
    this.run(this.wanted);
  }

  close() {
    this.captions.show(null);
    this.video.onerror = null;
    this.video.pause();
    this.video.removeAttribute("src");
    this.ahead = null;
  }

  #load(item) {
    this.item = item;
    this.asked = false;
    this.frame.querySelector(".card").textContent = item.how?.[0] ?? item.title;
    this.captions.show(item.clip ? item.captions : null);
    this.#view();
  }

  #view() {
    const { item } = this;
    const turned = Boolean(item.second) && this.others.has(item.exercise);
    this.shown = turned ? item.second : item;
    this.other.hidden = !item.second;
    this.other.setAttribute("aria-pressed", String(turned));
    this.video.setAttribute("aria-label", this.shown.alt || `${item.title}, shown by a figure`);
    this.video.poster = this.shown.poster ?? "";
    this.#fall(this.shown.clip ? "video" : "image");
  }

  #fall(to) {
    const { clip, poster, alt } = this.shown;
    const shows = to === "image" && !poster ? "card" : to;
    this.frame.dataset.shows = shows;
    if (shows === "video") this.video.src = clip;
    else if (this.video.hasAttribute("src")) this.video.removeAttribute("src");
    if (shows === "image") {
      this.image.alt = alt ?? "";
      this.image.src = poster;
    }
    if (shows !== "video") this.captions.show(null);
    this.run(this.wanted);
  }
}
