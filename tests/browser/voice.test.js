// What the coach says, in which order, and what is kept of it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Voice } from "../../lowback/ui/components/player/voice.js";

let fetched;
let heard;
let context;

beforeEach(() => {
  fetched = [];
  heard = [];
  globalThis.window = {
    speechSynthesis: {
      cancel() {},
      speak(words) {
        heard.push(words.text);
        setImmediate(() => words.onend());
      },
    },
  };
  globalThis.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  globalThis.fetch = async (address) => {
    fetched.push(address);
    return { ok: address !== "/m/gone.m4a", status: 404, arrayBuffer: async () => address };
  };
  context = {
    state: "running",
    resume: async () => {},
    decodeAudioData: async (address) => ({ duration: 0.1, address }),
    createBufferSource: () => ({
      connect() {},
      stop() {},
      start() {
        heard.push(this.buffer.address);
        setImmediate(() => this.onended());
      },
    }),
  };
});

// Sentences whose ids are their words.
const saying = (...words) => words.map((each) => ({ id: each, words: each }));
const many = (count, from = 0) => saying(...Array.from({ length: count }, (_, at) => `Sentence ${from + at}.`));
const addresses = (sentences) => Object.fromEntries(sentences.map(({ id }) => [id, `/m/${id}`]));

test("recordings are played in order, and what has none is spoken in one breath", async () => {
  const voice = new Voice({ context }, { "One.": "/m/one.m4a", "Four.": "/m/four.m4a", "Five.": "/m/gone.m4a" });
  await voice.say(saying("One.", "Two.", "Three.", "Four.", "Five."));
  assert.deepEqual(heard, ["/m/one.m4a", "Two. Three.", "/m/four.m4a", "Five."]);
  assert.ok(!voice.busy);
});

test("what was prepared is fetched once", async () => {
  const voice = new Voice({ context }, { "One.": "/m/one.m4a" });
  voice.prepare(saying("One."));
  await voice.say(saying("One."));
  await voice.say(saying("One."));
  assert.deepEqual(fetched, ["/m/one.m4a"]);
});

test("what could not be fetched is tried again", async () => {
  const voice = new Voice({ context }, { "One.": "/m/gone.m4a" });
  await voice.say(saying("One."));
  await voice.say(saying("One."));
  assert.deepEqual(fetched, ["/m/gone.m4a", "/m/gone.m4a"]);
});

test("a long session keeps only the recordings that may be said soon", () => {
  const voice = new Voice({ context }, addresses(many(300)));
  for (let exercise = 0; exercise < 20; exercise += 1) voice.prepare(many(30, exercise * 10));
  assert.ok(voice.fetched.size <= 30, `${voice.fetched.size} are kept`);
  assert.ok(voice.fetched.has("Sentence 219."));
});

test("what is said instead cuts off what was being said", async () => {
  const voice = new Voice({ context }, {});
  const cut = voice.say(saying("One."), 5);
  const said = voice.say(saying("Two."));
  await Promise.all([cut, said]);
  assert.deepEqual(heard, ["Two."]);
});

test("without a voice and without sound nothing waits", async () => {
  window.speechSynthesis = undefined;
  await new Voice({ context: null }, { "One.": "/m/one.m4a" }).say(saying("One."));
  assert.deepEqual([heard, fetched], [[], []]);
});
