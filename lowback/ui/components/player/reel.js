// Two films, one behind the other: the next one lies decoded behind and comes forward at once, without a gap.

/** @import { Picture } from "../types.d.ts" */
/** @import { Score } from "./conductor.js" */

import { Captions } from "../captions.js";
import { emptied } from "../film.js";
import { make, part } from "../page.js";

const DECODED = 2;
// So far from its place a film is set anew at the begin of a part; in between it only goes faster or slower.
const APART = 0.06;
const MOST = 0.05;
const HALF_FRAME = 1 / 48;
const MOST_DELAY = 150;

export class Reel {
  /** @param {HTMLElement} frame @param {() => void} fallen the film that is seen cannot play @param {() => void} refused it may not */
  constructor(frame, fallen, refused) {
    this.frame = frame;
    this.refused = refused;
    this.videos = /** @type {HTMLVideoElement[]} */ ([...frame.querySelectorAll("video")]);
    this.image = part(frame, "img");
    this.captions = new Captions(this.video, part(frame, ".caption"));
    this.begun = "";
    // So long, in milliseconds, films have taken lately to be set anew.
    this.delay = 40;
    for (const video of this.videos) {
      video.muted = true;
      video.onerror = () => {
        if (video === this.video && video.hasAttribute("src")) fallen();
      };
    }
    this.#stack();
  }

  // The one that is seen.
  get video() {
    return this.videos[0];
  }

  // This picture is seen from its beginning.
  /** @param {Picture} picture @param {string} words */
  show(picture, words) {
    const [front, back] = this.videos;
    if (picture.clip !== front.getAttribute("src")) {
      fill(back, picture);
      this.videos = [back, front];
      front.pause();
      if (floats(front)) this.float().catch(() => {});
    }
    this.begun = "";
    // Safari now and then paints nothing of a film that stands: then the poster is seen through it.
    this.frame.style.setProperty("--poster", picture.poster ? `url("${picture.poster}")` : "none");
    this.video.setAttribute("aria-label", words);
    this.#stack();
    this.captions.of(this.video);
  }

  // Into a small window over everything else, or back; what comes forward later takes its place there.
  async float() {
    if (floats(this.video)) await document.exitPictureInPicture();
    else await this.video.requestPictureInPicture();
  }

  // Fetches and decodes what comes next, behind what is seen.
  /** @param {Picture} picture */
  prepare(picture) {
    const back = this.videos[1];
    if (!picture.clip || picture.clip === this.video.getAttribute("src") || !fill(back, picture)) return;
    if (picture.poster) make("img", { src: picture.poster });
    // Some browsers decode nothing until a film has been asked to play.
    back
      .play()
      .then(() => {
        if (back === this.video) return;
        back.pause();
        back.currentTime = 0;
      })
      .catch(() => {});
  }

  play(rate = 1) {
    const { video } = this;
    if (Math.abs(video.playbackRate - rate) > 0.004) video.playbackRate = rate;
    if (!video.paused) return;
    video.play().catch(({ name }) => {
      // Overtaken by another film or a pause: what is seen says enough. A browser that wants a tap first is told of.
      if (name === "NotAllowedError") this.refused();
    });
  }

  pause() {
    if (!this.video.paused) this.video.pause();
  }

  // Keeps the film where the count is: at the begin of a part it is set there, within a part it is led there gently.
  /** @param {Score} score */
  follow({ at, rate, part }) {
    const { video } = this;
    if (video.readyState < DECODED) return this.play(1);
    const behind = this.#behind(at);
    const begins = this.begun !== part;
    // Into the frame and not on to its edge, which may still show the one before.
    if (begins && Math.abs(behind) > APART) this.#set(at, rate);
    this.begun = part;
    if (rate === 0) this.#stand(at);
    else this.play(rate * (1 + (begins ? 0 : Math.min(MOST, Math.max(-MOST, behind)))));
  }

  // The film keeps a time of its own.
  free(rate = 1) {
    this.begun = "";
    this.play(rate);
  }

  // Without a film there is nothing to hear of it either.
  empty() {
    this.captions.show(null);
    for (const video of this.videos) if (video.hasAttribute("src")) emptied(video);
  }

  /** @param {Picture} picture */
  still({ poster, alt }) {
    this.image.alt = alt ?? "";
    this.image.src = poster ?? "";
  }

  close() {
    this.image.onerror = null;
    for (const video of this.videos) video.onerror = null;
    this.empty();
  }

  // A film that is set anew takes a moment, in which the count goes on: it is set there already.
  /** @param {number} at @param {number} rate */
  #set(at, rate) {
    const { video } = this;
    const asked = performance.now();
    video.currentTime = at + HALF_FRAME + (this.delay / 1000) * rate;
    const seen = () => {
      const took = Math.min(MOST_DELAY, performance.now() - asked);
      this.delay += (took - this.delay) / 4;
    };
    video.addEventListener("seeked", seen, { once: true });
  }

  // A rest that the film does not have.
  /** @param {number} at */
  #stand(at) {
    const { video } = this;
    if (!video.paused) video.pause();
    if (Math.abs(this.#behind(at)) > APART) video.currentTime = at + HALF_FRAME;
  }

  // By how many seconds; a film that loops is never further away than half of it.
  /** @param {number} at */
  #behind(at) {
    const { currentTime, duration } = this.video;
    const behind = at - currentTime;
    return duration > 0 ? behind - Math.round(behind / duration) * duration : behind;
  }

  #stack() {
    for (const video of this.videos) {
      const seen = video === this.video;
      video.classList.toggle("behind", !seen);
      video.setAttribute("aria-hidden", String(!seen));
    }
  }
}

// What lies in a component is known to its own root only.
/** @param {HTMLVideoElement} video */
function floats(video) {
  return /** @type {ShadowRoot} */ (video.getRootNode?.())?.pictureInPictureElement === video;
}

// True when it was not this one before.
/** @param {HTMLVideoElement} video @param {Picture} picture */
function fill(video, { clip, poster }) {
  if (video.getAttribute("src") === clip) return false;
  video.poster = poster ?? "";
  video.src = clip ?? "";
  return true;
}
