// Sound and more: a short list of choices over the player, while the clock stands. What can be chosen is in rows.js.

/** @import { Player } from "./player.js" */
/** @import { Row } from "./rows.js" */

import { make } from "../page.js";
import { rows } from "./rows.js";

export class Settings {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.rows = rows(player);
    // Whether it goes back to the first screen, and whether the clock ran.
    this.first = false;
    this.ran = false;
    const place = player.view.find(".settings .rows");
    place.replaceChildren(...this.rows.map(field));
    place.onchange = ({ target }) => this.#chosen(/** @type {HTMLInputElement} */ (target));
  }

  /** @param {number} now */
  open(now) {
    const { view } = this.player;
    this.first = view.shows("start");
    if (!this.first && !view.shows("play")) return;
    this.ran = this.player.stand(now);
    if (this.player.over) return;
    this.#draw();
    view.mode("settings");
    view.find(".settings .title").focus({ preventScroll: true });
  }

  /** @param {number} now */
  close(now) {
    if (this.first) this.player.elsewhere.card();
    else this.player.goOn(now, this.ran);
  }

  /** @param {HTMLInputElement} input */
  #chosen({ name, value }) {
    this.rows.find((row) => row.name === name)?.choose(value);
    this.#draw();
  }

  #draw() {
    const { view, signals } = this.player;
    view.put(".screen", signals.lock.words);
    for (const { name, value, shown } of this.rows) {
      view.hide(`[data-row=${name}]`, shown?.() === false);
      const input = /** @type {HTMLInputElement} */ (view.find(`[data-row=${name}] [value="${value()}"]`));
      input.checked = true;
    }
  }
}

/** @param {Row} row */
function field({ name, label, why, options }) {
  const place = make("fieldset");
  place.dataset.row = name;
  const choices = make("div", { className: "options" });
  choices.append(...options.map(([value, words]) => option(name, value, words)));
  place.append(make("legend", { textContent: label }), choices);
  if (why) place.append(make("small", { textContent: why }));
  return place;
}

/** @param {string} name @param {string} value @param {string} words */
function option(name, value, words) {
  const place = make("label");
  place.append(make("input", { type: "radio", name, value }), make("span", { textContent: words }));
  return place;
}
