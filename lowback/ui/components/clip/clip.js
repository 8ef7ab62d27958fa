// A demonstration that loops without sound, with its words below it; one that cannot be played leaves its picture.

/** @import { Component, Pictures } from "../types.d.ts" */

import { Film } from "../film.js";
import { kept } from "../kept.js";
import { part } from "../page.js";
import { prefer, preference } from "../preferences.js";
import { say } from "../say.js";
import { Speed } from "../speed.js";

class Demonstration {
  /** @param {Component<Pictures>} component */
  constructor({ parentElement, data }) {
    this.root = part(parentElement, ".clip");
    this.film = new Film(this.root, () => this.#fall());
    this.film.video.onplay = () => this.#running(true);
    this.film.video.onpause = () => this.#running(false);
    this.root.onclick = ({ target }) => this.#tap(/** @type {Element} */ (target).closest("button")?.dataset.do);
    this.speed = new Speed(this.button("speed"));
    this.data = data;
    this.turned = false;
    this.#show();
  }

  /** @param {Component<Pictures>} component */
  update({ data }) {
    if (this.data.clip === data.clip) return;
    this.data = data;
    this.turned = false;
    this.#show();
  }

  leave() {
    this.root.onclick = null;
    this.film.close();
  }

  #show() {
    const { data } = this;
    this.film.captions.show(data.captions);
    this.button("captions").hidden = !data.captions;
    this.button("view").hidden = !data.second;
    part(this.root, ".row").hidden = false;
    this.#caption(preference("captions", true));
    this.#view();
    this.film.video.autoplay = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /** @param {string} name */
  button(name) {
    return part(this.root, `[data-do=${name}]`);
  }

  /** @param {string | undefined} name */
  #tap(name) {
    const { video } = this.film;
    if (name === "play" && video.paused) this.film.play();
    else if (name === "play") video.pause();
    if (name === "captions") this.#caption(this.button(name).getAttribute("aria-pressed") !== "true", true);
    if (name === "view") this.#turn();
    if (name === "speed") video.defaultPlaybackRate = video.playbackRate = this.speed.next();
  }

  /** @param {boolean} on @param {boolean} [chosen] */
  #caption(on, chosen = false) {
    this.button("captions").setAttribute("aria-pressed", String(on));
    this.film.captions.turn(on);
    if (chosen) prefer("captions", on);
  }

  #turn() {
    const { paused } = this.film.video;
    this.turned = !this.turned;
    this.film.turn(() => this.#view());
    if (!paused) this.film.play();
  }

  #view() {
    const shown = (this.turned && this.data.second) || this.data;
    this.button("view").setAttribute("aria-pressed", String(this.turned));
    this.film.still(shown);
    this.film.image.hidden = true;
    this.film.describe(shown, shown.alt);
    this.film.load(shown.clip ?? "");
    this.film.video.hidden = false;
  }

  #fall() {
    this.film.video.hidden = true;
    this.film.image.hidden = false;
    this.film.captions.show(null);
    part(this.root, ".row").hidden = true;
  }

  /** @param {boolean} running */
  #running(running) {
    this.button("play").dataset.running = running ? "yes" : "no";
    part(this.root, "[data-do=play] span").textContent = running ? say("Pause") : say("Play");
  }
}

export default kept((/** @type {Component<Pictures>} */ component) => new Demonstration(component));
