// The keys of a headset and of the lock screen. A browser gives them to what plays, so something silent does, and other music stops.

/** @import { Machine } from "./machine.js" */

import { say } from "../say.js";

const RATE = 3000;
const SECONDS = 10;
const HEAD = 44;
/** @type {Record<string, string>} */
const ACTS = { play: "pause", pause: "pause", nexttrack: "skip", previoustrack: "back" };

export class Headset {
  /** @param {(act: string) => void} act @param {string} title of the session */
  constructor(act, title) {
    this.act = act;
    this.title = title;
    /** @type {HTMLAudioElement | null} */
    this.audio = null;
    this.shown = "";
    this.running = false;
  }

  // In a tap.
  /** @param {boolean} on */
  turn(on) {
    const { mediaSession } = navigator;
    if (!mediaSession || on === Boolean(this.audio)) return;
    for (const [key, act] of Object.entries(ACTS)) {
      mediaSession.setActionHandler(/** @type {MediaSessionAction} */ (key), on ? () => this.#key(key, act) : null);
    }
    if (on) this.#begin();
    else this.#end();
  }

  // What the lock screen shows: the exercise, where it is in the session, and its picture.
  /** @param {Machine} machine */
  follow(machine) {
    if (!this.audio) return;
    this.#runs(machine.state === "running");
    const { item, i, items } = machine;
    const place = say("{number} of {all}", { number: i + 1, all: items.length });
    if (this.shown === `${place} ${item.title}`) return;
    this.shown = `${place} ${item.title}`;
    const artwork = item.poster ? [{ src: item.poster }] : [];
    navigator.mediaSession.metadata = new MediaMetadata({
      title: item.title,
      artist: place,
      album: this.title,
      artwork,
    });
  }

  // Play and pause are two keys for one button.
  /** @param {string} key @param {string} act */
  #key(key, act) {
    if (key !== (this.running ? "play" : "pause")) this.act(act);
  }

  /** @param {boolean} running */
  #runs(running) {
    if (running === this.running || !this.audio) return;
    this.running = running;
    if (running) this.audio.play().catch(() => {});
    else this.audio.pause();
    navigator.mediaSession.playbackState = running ? "playing" : "paused";
  }

  #begin() {
    this.audio = new Audio(URL.createObjectURL(new Blob([silence()], { type: "audio/wav" })));
    this.audio.loop = true;
  }

  #end() {
    const { audio } = this;
    this.audio = null;
    this.shown = "";
    this.running = false;
    audio?.pause();
    if (audio) URL.revokeObjectURL(audio.src);
    navigator.mediaSession.metadata = null;
    navigator.mediaSession.playbackState = "none";
  }
}

// A WAV file of nothing: one channel of bytes, long enough for a browser to take it for media.
function silence() {
  const size = RATE * SECONDS;
  const bytes = new Uint8Array(HEAD + size).fill(128);
  const view = new DataView(bytes.buffer);
  const words = { 0: "RIFF", 8: "WAVE", 12: "fmt ", 36: "data" };
  for (const [at, word] of Object.entries(words)) {
    for (const [n, letter] of [...word].entries()) bytes[Number(at) + n] = letter.charCodeAt(0);
  }
  const long = { 4: HEAD - 8 + size, 16: 16, 24: RATE, 28: RATE, 40: size };
  for (const [at, value] of Object.entries(long)) view.setUint32(Number(at), value, true);
  const short = { 20: 1, 22: 1, 32: 1, 34: 8 };
  for (const [at, value] of Object.entries(short)) view.setUint16(Number(at), value, true);
  return bytes;
}
