// The coach's voice: recorded sentences, one after another; the browser's own voice for one that has no recording.

/** @import { Sentence } from "../types.d.ts" */
/** @import { Sound } from "./sound.js" */
/** @import { Kind } from "./volumes.js" */

import { gain } from "./volumes.js";
import { kind } from "./words.js";

const SLOW_NET = 1500;
const SLOW_START = 500;
const SPARE = 1000;
// What is said later than this is about something that has passed; a number passes sooner.
const LATE = 2000;
export const LATE_NUMBER = 800;
const A_LETTER = 100;

export class Voice {
  // `files` are addresses by the id of a sentence; `sound` holds the audio context, which a tap has woken.
  /** @param {Sound} sound @param {Record<string, string>} [files] @param {string} [language] of the sentences */
  constructor(sound, files, language = "en") {
    this.language = language;
    this.sound = sound;
    this.files = files ?? {};
    /** @type {Map<string, Promise<AudioBuffer | null>>} */
    this.fetched = new Map();
    this.turn = 0;
    /** @type {number | null} */
    this.speaking = null;
    /** @type {AudioBufferSourceNode | null} */
    this.source = null;
    /** @type {Promise<void>} */
    this.quiet = Promise.resolve();
  }

  get busy() {
    return this.speaking === this.turn;
  }

  // Fetches what may be said soon, so that it is said at once.
  /** @param {Sentence[]} sentences */
  prepare(sentences) {
    if (!this.sound.context) return;
    // A decoded sentence weighs a third of a megabyte: what will not be said soon is let go.
    const soon = new Set(sentences.map(({ id }) => id));
    for (const id of this.fetched.keys()) if (!soon.has(id)) this.fetched.delete(id);
    for (const sentence of sentences) this.#recording(sentence);
  }

  // Says these sentences after a pause, in place of whatever is being said; not at all when they would come too late.
  /** @param {Sentence[]} sentences @param {number} [pause] @param {number} [late] */
  say(sentences, pause = 0, late = LATE) {
    this.hush();
    this.speaking = this.turn;
    this.quiet = this.#all(sentences, pause, this.turn, performance.now() + pause + late);
    return this.quiet;
  }

  hush() {
    this.turn += 1;
    this.source?.stop();
    this.source = null;
    window.speechSynthesis?.cancel();
  }

  /** @param {Sentence[]} sentences @param {number} pause @param {number} turn @param {number} latest */
  async #all(sentences, pause, turn, latest) {
    const coming = sentences.map((sentence) => soon(this.#recording(sentence), SLOW_NET, null));
    if (pause) await wait(pause);
    const awake = await this.#awake();
    const sounds = awake ? (await Promise.all(coming)).map((sound) => sound ?? null) : sentences.map(() => null);
    const due = performance.now() <= latest ? parts(sentences, sounds) : [];
    for (const part of due) {
      if (turn !== this.turn) return;
      const context = part.sound && (await this.#awake());
      if (turn !== this.turn) return;
      await (part.sound && context ? this.#play(part.sound, context, part.kind) : utter(part, this.language));
    }
    if (turn === this.turn) this.speaking = null;
  }

  async #awake() {
    const { context } = this.sound;
    if (context && context.state !== "running") await soon(this.sound.resume(), SLOW_START);
    return context?.state === "running" ? context : null;
  }

  // The decoded recording of a sentence, or null; what failed is tried again the next time.
  /** @param {Sentence} said @returns {Promise<AudioBuffer | null>} */
  #recording({ id }) {
    const { context } = this.sound;
    if (!this.files[id] || !context) return Promise.resolve(null);
    const known = this.fetched.get(id) ?? this.#fetch(id, context);
    this.fetched.set(id, known);
    return known;
  }

  /** @param {string} id @param {AudioContext} context */
  async #fetch(id, context) {
    try {
      const answer = await fetch(this.files[id]);
      if (!answer.ok) throw new Error(String(answer.status));
      return await context.decodeAudioData(await answer.arrayBuffer());
    } catch {
      this.fetched.delete(id);
      return null;
    }
  }

  /** @param {AudioBuffer} sound @param {AudioContext} context @param {Kind} kind */
  async #play(sound, context, kind) {
    const source = context.createBufferSource();
    source.buffer = sound;
    source.connect(this.sound.out(kind));
    this.source = source;
    const ended = new Promise((done) => {
      source.onended = done;
    });
    source.start();
    await soon(ended, sound.duration * 1000 + SPARE);
    // In a context that stood still meanwhile the rest of it would be heard whenever it goes on.
    if (this.source === source) source.stop();
  }
}

/** @typedef {{ words: string, sound: AudioBuffer | null, kind: Kind }} Part */

// Sentences without a recording that follow each other are spoken in one breath.
/** @param {Sentence[]} sentences @param {(AudioBuffer | null)[]} sounds */
function parts(sentences, sounds) {
  /** @type {Part[]} */
  const found = [];
  for (const [at, sentence] of sentences.entries()) {
    const { words } = sentence;
    const before = found.at(-1);
    const sound = sounds[at] ?? null;
    if (!sound && before && !before.sound) before.words += ` ${words}`;
    else found.push({ words, sound, kind: kind(sentence) });
  }
  return found;
}

/** @param {Part} part @param {string} language */
function utter({ words: text, kind }, language) {
  if (!window.speechSynthesis) return Promise.resolve();
  const words = new SpeechSynthesisUtterance(text);
  words.lang = language;
  words.rate = 0.95;
  words.volume = Math.min(1, gain(kind));
  const ended = new Promise((done) => {
    words.onend = done;
    words.onerror = done;
  });
  window.speechSynthesis.speak(words);
  return soon(ended, text.length * A_LETTER + SPARE);
}

// What a promise brings, or something else when it takes too long: some browsers never say that a sound has ended.
/**
 * @template T
 * @template O
 * @param {Promise<T>} promise
 * @param {number} milliseconds
 * @param {O} [otherwise]
 * @returns {Promise<T | O | undefined>}
 */
function soon(promise, milliseconds, otherwise) {
  return Promise.race([promise, wait(milliseconds).then(() => otherwise)]);
}

/** @param {number} milliseconds @returns {Promise<void>} */
function wait(milliseconds) {
  return new Promise((done) => {
    setTimeout(done, milliseconds);
  });
}
