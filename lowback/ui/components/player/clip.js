// The picture of an exercise: its clip, else its poster, else its words; never a broken image.

export class Clip {
  constructor(frame) {
    this.frame = frame;
    this.video = frame.querySelector("video");
    this.image = frame.querySelector("img");
    this.button = frame.querySelector("[data-do=clip]");
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

  close() {
    this.video.onerror = null;
    this.video.pause();
    this.video.removeAttribute("src");
    this.ahead = null;
  }

  #load(item) {
    this.item = item;
    this.asked = false;
    this.frame.querySelector(".card").textContent = item.how?.[0] ?? item.title;
    this.video.setAttribute("aria-label", item.alt || `${item.title}, shown by a figure`);
    this.video.poster = item.poster ?? "";
    this.#fall(item.clip ? "video" : "image");
  }

  #fall(to) {
    const { clip, poster, alt } = this.item;
    const shows = to === "image" && !poster ? "card" : to;
    this.frame.dataset.shows = shows;
    if (shows === "video") this.video.src = clip;
    else if (this.video.hasAttribute("src")) this.video.removeAttribute("src");
    if (shows === "image") {
      this.image.alt = alt ?? "";
      this.image.src = poster;
    }
    this.run(this.wanted);
  }
}
