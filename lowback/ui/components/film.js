// A clip that loops without a sound, from one side or another, with its words; where it cannot play, it says so.

/** @import { Picture } from "./types.d.ts" */

import { Captions } from "./captions.js";
import { part } from "./page.js";

export class Film {
  /**
   * @param {ParentNode} root
   * @param {() => void} fallen
   */
  constructor(root, fallen) {
    this.video = part(root, "video");
    this.image = part(root, "img");
    this.captions = new Captions(this.video, part(root, ".caption"));
    this.video.muted = true;
    this.video.onerror = fallen;
  }

  play() {
    // Refused or overtaken: what is seen says enough.
    if (this.video.paused) this.video.play().catch(() => {});
  }

  // The same movement from another side, from the same moment on.
  /** @param {() => void} change */
  turn(change) {
    const { currentTime } = this.video;
    change();
    this.video.currentTime = currentTime;
  }

  /** @param {Picture} picture @param {string} words */
  describe({ poster }, words) {
    this.video.setAttribute("aria-label", words);
    this.video.poster = poster ?? "";
  }

  /** @param {string} clip */
  load(clip) {
    this.video.src = clip;
  }

  /** @param {Picture} picture */
  still({ poster, alt }) {
    this.image.alt = alt ?? "";
    this.image.src = poster ?? "";
  }

  close() {
    this.captions.show(null);
    this.video.onerror = null;
    this.image.onerror = null;
    emptied(this.video);
  }
}

/**
 * Stops fetching: a video that is only dropped goes on, and telephones have few to give.
 * @param {HTMLVideoElement} video
 */
export function emptied(video) {
  video.pause();
  video.removeAttribute("src");
  video.load();
}
