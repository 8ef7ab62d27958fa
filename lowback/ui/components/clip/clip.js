// A demonstration that loops without sound, with its words below it; one that cannot be played leaves its picture.

import { Captions } from "../captions.js";
import { prefer, preference } from "../preferences.js";

class Demonstration {
  constructor(root) {
    this.root = root;
    this.video = root.querySelector("video");
    this.image = root.querySelector("img");
    this.captions = new Captions(this.video, root.querySelector(".caption"));
    this.video.muted = true;
    this.video.onerror = () => this.#fall();
    this.video.onplay = () => this.#running(true);
    this.video.onpause = () => this.#running(false);
    root.onclick = (event) => this.#tap(event.target.closest("button")?.dataset.do);
  }

  show(data) {
    if (this.data?.clip === data.clip) return;
    this.data = data;
    this.turned = false;
    this.captions.show(data.captions);
    this.button("captions").hidden = !data.captions;
    this.button("view").hidden = !data.second;
    this.root.querySelector(".row").hidden = false;
    this.#caption(preference("captions", true));
    this.#view();
    this.video.autoplay = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  button(name) {
    return this.root.querySelector(`[data-do=${name}]`);
  }

  #tap(name) {
    if (name === "play") this.video.paused ? this.video.play().catch(() => {}) : this.video.pause();
    if (name === "captions") this.#caption(this.button(name).getAttribute("aria-pressed") !== "true", true);
    if (name === "view") this.#turn();
  }

  #caption(on, chosen = false) {
    this.button("captions").setAttribute("aria-pressed", String(on));
    this.captions.turn(on);
    if (chosen) prefer("captions", on);
  }

  // The same movement from another side, from the same moment on.
  #turn() {
    const { currentTime, paused } = this.video;
    this.turned = !this.turned;
    this.#view();
    this.video.currentTime = currentTime;
    if (!paused) this.video.play().catch(() => {});
  }

  #view() {
    const { clip, poster, alt } = this.turned ? this.data.second : this.data;
    this.button("view").setAttribute("aria-pressed", String(this.turned));
    this.image.src = poster;
    this.image.alt = alt;
    this.image.hidden = true;
    this.video.poster = poster;
    this.video.setAttribute("aria-label", alt);
    this.video.src = clip;
    this.video.hidden = false;
  }

  #fall() {
    this.video.hidden = true;
    this.image.hidden = false;
    this.captions.show(null);
    this.root.querySelector(".row").hidden = true;
  }

  #running(running) {
    this.button("play").dataset.running = running ? "yes" : "no";
    this.root.querySelector("[data-do=play] span").textContent = running ? "Pause" : "Play";
  }
}

const shown = new WeakMap();

export default function mount({ parentElement, data }) {
  const root = parentElement.querySelector(".clip");
  if (!shown.has(root)) shown.set(root, new Demonstration(root));
  shown.get(root).show(data);
}
