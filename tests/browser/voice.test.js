// What the coach says, in which order, and what is kept of it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Voice } from "../../lowback/ui/components/player/voice.js";
import { storage } from "./storage.js";

let fetched;
let heard;
let kinds;
let context;

beforeEach(() => {
  fetched = [];
  heard = [];
  kinds = [];
  storage();
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
    decodeAudioData: async (address) => ({ duration: 0.1, address }),
    createBufferSource: () => ({
      connect: (kind) => kinds.push(kind),
      stop() {},
      start() {
        heard.push(this.buffer.address);
        setImmediate(() => this.onended());
      },
    }),
  };
});

// As much of the sound as a voice needs; `wakes` says whether a context that stands still goes on.
const heardIn = (one, wakes = true) => ({
  context: one,
  out: (kind) => kind,
  resume: async () => {
    if (wakes) one.state = "running";
  },
});

// Sentences whose ids are their words.
const saying = (...words) => words.map((each) => ({ id: each, words: each }));
const many = (count, from = 0) => saying(...Array.from({ length: count }, (_, at) => `Sentence ${from + at}.`));
const addresses = (sentences) => Object.fromEntries(sentences.map(({ id }) => [id, `/m/${id}`]));

test("recordings are played in order, and what has none is spoken in one breath", async () => {
  const voice = new Voice(heardIn(context), { "One.": "/m/one.m4a", "Four.": "/m/four.m4a", "Five.": "/m/gone.m4a" });
  await voice.say(saying("One.", "Two.", "Three.", "Four.", "Five."));
  assert.deepEqual(heard, ["/m/one.m4a", "Two. Three.", "/m/four.m4a", "Five."]);
  assert.ok(!voice.busy);
});

test("what was prepared is fetched once", async () => {
  const voice = new Voice(heardIn(context), { "One.": "/m/one.m4a" });
  voice.prepare(saying("One."));
  await voice.say(saying("One."));
  await voice.say(saying("One."));
  assert.deepEqual(fetched, ["/m/one.m4a"]);
});

test("what could not be fetched is tried again", async () => {
  const voice = new Voice(heardIn(context), { "One.": "/m/gone.m4a" });
  await voice.say(saying("One."));
  await voice.say(saying("One."));
  assert.deepEqual(fetched, ["/m/gone.m4a", "/m/gone.m4a"]);
});

test("a long session keeps only the recordings that may be said soon", () => {
  const voice = new Voice(heardIn(context), addresses(many(300)));
  for (let exercise = 0; exercise < 20; exercise += 1) voice.prepare(many(30, exercise * 10));
  assert.ok(voice.fetched.size <= 30, `${voice.fetched.size} are kept`);
  assert.ok(voice.fetched.has("Sentence 219."));
});

test("what is said instead cuts off what was being said", async () => {
  const voice = new Voice(heardIn(context), {});
  const cut = voice.say(saying("One."), 5);
  const said = voice.say(saying("Two."));
  await Promise.all([cut, said]);
  assert.deepEqual(heard, ["Two."]);
});

test("without a voice and without sound nothing waits", async () => {
  window.speechSynthesis = undefined;
  await new Voice(heardIn(null), { "One.": "/m/one.m4a" }).say(saying("One."));
  assert.deepEqual([heard, fetched], [[], []]);
});

test("what would come too late is not said at all, and a number passes sooner than a sentence", async () => {
  const slow = (milliseconds) => {
    globalThis.fetch = async (address) => {
      await new Promise((done) => setTimeout(done, milliseconds));
      return { ok: true, arrayBuffer: async () => address };
    };
  };
  slow(60);
  const voice = new Voice(heardIn(context), { "2.": "/m/two.m4a", "Start.": "/m/start.m4a" });
  await voice.say(saying("2."), 0, 20);
  assert.deepEqual(heard, []);
  assert.ok(!voice.busy);
  await voice.say(saying("Start."));
  assert.deepEqual(heard, ["/m/start.m4a"]);
});

test("what stands still in the middle of a sentence says the next one with the browser's voice, and nothing late", async () => {
  const voice = new Voice(heardIn(context, false), { "One.": "/m/one.m4a", "Two.": "/m/two.m4a" });
  const { createBufferSource } = context;
  context.createBufferSource = () => {
    const source = createBufferSource();
    const { start } = source;
    return Object.assign(source, {
      start() {
        start.call(source);
        context.state = "interrupted";
      },
    });
  };
  await voice.say(saying("One.", "Two."));
  assert.deepEqual(heard, ["/m/one.m4a", "Two."]);
});

test("the number of a repetition has a volume of its own", async () => {
  const voice = new Voice(heardIn(context), { 2: "/m/2.m4a", "last-one": "/m/last.m4a", "hold-2": "/m/hold.m4a" });
  await voice.say(["2", "last-one", "hold-2"].map((id) => ({ id, words: id })));
  assert.deepEqual(kinds, ["count", "count", "voice"]);
});
