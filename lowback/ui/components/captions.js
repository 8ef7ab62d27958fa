// The words of a clip as text of the page: the browser's own captions would be mirrored with the clip.

import { make } from "./page.js";

// All of them, so far.
const ENGLISH = { srclang: "en", label: "English" };

export class Captions {
  /**
   * `place` is where the words go; it is hidden while there are none.
   * @param {HTMLVideoElement} video
   * @param {HTMLElement} place
   */
  constructor(video, place) {
    this.video = video;
    this.place = place;
    this.place.lang = ENGLISH.srclang;
    this.on = true;
    this.words = "";
    /** @type {string | null} */
    this.address = null;
    /** @type {HTMLTrackElement | null} */
    this.element = null;
  }

  /**
   * The captions at this address from now on, or none.
   * @param {string | null} address
   */
  show(address) {
    if (this.address === address) return;
    this.#drop();
    this.address = address;
    if (address) this.#load(address);
    this.#draw();
  }

  // From now on they are the words of this film.
  /** @param {HTMLVideoElement} video */
  of(video) {
    if (video === this.video) return;
    this.show(null);
    this.video = video;
  }

  /** @param {boolean} on */
  turn(on) {
    this.on = on;
    this.#draw();
  }

  /** @param {string} address */
  #load(address) {
    this.element = make("track", { kind: "captions", ...ENGLISH, src: address });
    this.video.append(this.element);
    // Loaded and timed, but not painted by the browser.
    this.element.track.mode = "hidden";
    this.element.track.oncuechange = () => this.#draw();
  }

  // A track that is only removed leaves its last words painted.
  #drop() {
    if (!this.element) return;
    this.element.track.oncuechange = null;
    this.element.track.mode = "disabled";
    this.element.remove();
    this.element = null;
    this.words = "";
  }

  // Between two cues the words stay, so that nothing flickers when the loop begins again.
  #draw() {
    const cues = /** @type {VTTCue[]} */ ([...(this.element?.track.activeCues ?? [])]);
    if (cues.length) this.words = cues.map((cue) => cue.getCueAsHTML().textContent).join(" ");
    this.place.hidden = !this.on || !this.address;
    if (this.place.textContent !== this.words) this.place.textContent = this.words;
  }
}
