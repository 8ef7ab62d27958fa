// What a row of the page is, moving, beside the rows: the one that is pointed at or has the focus. Only where there is room.

/** @import { Component } from "../types.d.ts" */
/** @typedef {{ name: string, clip: string, poster: string | null }} Shown */
/** @typedef {{ rows: { [row: string]: Shown[] } }} Rows The name of each row among the classes of the page. */

import { emptied } from "../film.js";
import { kept } from "../kept.js";
import { part } from "../page.js";
import { say } from "../say.js";

// The same width as in head.html: below it nothing is fetched.
const ROOM = matchMedia("(min-width: 1100px)");
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
// Over so many rows a pointer only passes.
const RESTS_MS = 150;

class Preview {
  /** @param {Component<Rows>} component */
  constructor({ parentElement, data }) {
    this.root = part(parentElement, ".preview");
    this.video = part(this.root, "video");
    this.button = part(this.root, "button");
    this.moving = !STILL.matches;
    this.ended = new AbortController();
    const { signal } = this.ended;
    document.addEventListener("pointerover", ({ target }) => this.#rest(target), { signal });
    document.addEventListener("focusin", ({ target }) => this.#point(target), { signal });
    ROOM.addEventListener("change", () => this.#show(), { signal });
    this.video.onended = () => this.#next();
    this.button.onclick = () => this.#turn();
    /** @type {Rows["rows"]} */
    this.rows = {};
    this.row = "";
    this.at = 0;
    this.update({ data });
  }

  // A row that is no longer there, or that has other films now, begins anew.
  /** @param {Pick<Component<Rows>, "data">} component */
  update({ data: { rows } }) {
    const before = JSON.stringify(this.rows[this.row]);
    this.rows = rows;
    if (!(this.row in rows)) this.row = Object.keys(rows)[0] ?? "";
    if (JSON.stringify(rows[this.row]) === before) return;
    this.at = 0;
    this.#show();
  }

  leave() {
    this.ended.abort();
    clearTimeout(this.resting);
    this.#mark("");
    this.video.onended = null;
    emptied(this.video);
  }

  /** @param {EventTarget | null} target */
  #rest(target) {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.#point(target), RESTS_MS);
  }

  /** @param {EventTarget | null} target */
  #point(target) {
    const row = target instanceof Element && target.closest('[class*="st-key-row-"]');
    const name = row && [...row.classList].find((each) => each in this.rows);
    if (!name || name === this.row) return;
    this.row = name;
    this.at = 0;
    this.#show();
  }

  #next() {
    this.at = (this.at + 1) % this.rows[this.row].length;
    this.#show();
  }

  #turn() {
    this.moving = !this.moving;
    this.#play();
  }

  #show() {
    const films = this.rows[this.row] ?? [];
    const shown = ROOM.matches ? films[this.at] : undefined;
    this.root.hidden = !shown;
    this.#mark(shown ? this.row : "");
    if (!shown) return emptied(this.video);
    this.video.loop = films.length === 1;
    this.video.poster = shown.poster ?? "";
    this.video.src = shown.clip;
    part(this.root, "figcaption").textContent = shown.name;
    this.#play();
  }

  #play() {
    this.button.textContent = this.moving ? say("Pause") : say("Play");
    // Refused or overtaken: the picture stays, and says enough.
    if (this.moving) this.video.play().catch(() => {});
    else this.video.pause();
  }

  /** @param {string} row */
  #mark(row) {
    for (const each of document.querySelectorAll("[data-shown]")) each.removeAttribute("data-shown");
    if (row) document.querySelector(`.${row}`)?.setAttribute("data-shown", "");
  }
}

export default kept((/** @type {Component<Rows>} */ component) => new Preview(component));
