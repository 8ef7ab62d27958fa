// The coach's voice: recorded sentences, one after another; the browser's own voice for one that has no recording.

const SLOW_NET = 1500;
const SLOW_START = 500;
const SPARE = 1000;
const A_LETTER = 100;

export class Voice {
  // `files` are addresses by the id of a sentence; `sound` holds the audio context, which a tap has woken.
  constructor(sound, files) {
    this.sound = sound;
    this.files = files ?? {};
    this.fetched = new Map();
    this.turn = 0;
    this.quiet = Promise.resolve();
  }

  get busy() {
    return this.speaking === this.turn;
  }

  // Fetches what may be said soon, so that it is said at once.
  prepare(sentences) {
    if (this.sound.context) sentences.forEach((sentence) => this.#recording(sentence));
  }

  // Says these sentences after a pause, in place of whatever is being said.
  say(sentences, pause = 0) {
    this.hush();
    this.speaking = this.turn;
    this.quiet = this.#all(sentences, pause, this.turn);
    return this.quiet;
  }

  hush() {
    this.turn += 1;
    this.source?.stop();
    this.source = null;
    window.speechSynthesis?.cancel();
  }

  async #all(sentences, pause, turn) {
    const coming = sentences.map((sentence) => soon(this.#recording(sentence), SLOW_NET, null));
    if (pause) await wait(pause);
    const awake = await this.#awake();
    const sounds = awake ? await Promise.all(coming) : coming.map(() => null);
    for (const part of parts(sentences, sounds)) {
      if (turn !== this.turn) return;
      await (part.sound ? this.#play(part.sound) : utter(part.words));
    }
    if (turn === this.turn) this.speaking = null;
  }

  async #awake() {
    const { context } = this.sound;
    if (context && context.state !== "running") await soon(context.resume(), SLOW_START);
    return context?.state === "running";
  }

  // The decoded recording of a sentence, or null; what failed is tried again the next time.
  #recording({ id }) {
    if (!this.files[id] || !this.sound.context) return Promise.resolve(null);
    if (!this.fetched.has(id)) this.fetched.set(id, this.#fetch(id));
    return this.fetched.get(id);
  }

  async #fetch(id) {
    try {
      const answer = await fetch(this.files[id]);
      if (!answer.ok) throw new Error(String(answer.status));
      return await this.sound.context.decodeAudioData(await answer.arrayBuffer());
    } catch {
      this.fetched.delete(id);
      return null;
    }
  }

  #play(sound) {
    const source = this.sound.context.createBufferSource();
    source.buffer = sound;
    source.connect(this.sound.context.destination);
    this.source = source;
    const ended = new Promise((done) => {
      source.onended = done;
    });
    source.start();
    return soon(ended, sound.duration * 1000 + SPARE);
  }
}

// Sentences without a recording that follow each other are spoken in one breath.
function parts(sentences, sounds) {
  const found = [];
  sentences.forEach(({ words }, at) => {
    const before = found.at(-1);
    if (!sounds[at] && before && !before.sound) before.words += ` ${words}`;
    else found.push({ words, sound: sounds[at] });
  });
  return found;
}

function utter(text) {
  if (!window.speechSynthesis) return Promise.resolve();
  const words = new SpeechSynthesisUtterance(text);
  words.lang = "en";
  words.rate = 0.95;
  const ended = new Promise((done) => {
    words.onend = done;
    words.onerror = done;
  });
  window.speechSynthesis.speak(words);
  return soon(ended, text.length * A_LETTER + SPARE);
}

// What a promise brings, or something else when it takes too long: some browsers never say that a sound has ended.
function soon(promise, milliseconds, otherwise) {
  return Promise.race([promise, wait(milliseconds).then(() => otherwise)]);
}

function wait(milliseconds) {
  return new Promise((done) => {
    setTimeout(done, milliseconds);
  });
}
