// Tones, and how sound comes back after somebody else had it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Sound } from "../../lowback/ui/components/player/sound.js";

let contexts;
let heard;
let now;
let allowed;

const param = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
const node = () => ({ gain: param, connect: (next) => next });

beforeEach(() => {
  contexts = [];
  heard = [];
  now = 0;
  allowed = true;
  performance.now = () => now;
  globalThis.window = { AudioContext: Context };
});

// A context that runs when it may: as in a browser, in a call `resume` says no.
class Context {
  constructor() {
    this.state = "suspended";
    this.currentTime = 0;
    contexts.push(this);
  }

  async resume() {
    await null;
    if (!allowed || this.state === "closed") throw new Error("InvalidStateError");
    this.#turn("running");
  }

  interrupt() {
    this.#turn("interrupted");
  }

  close() {
    this.state = "closed";
  }

  createGain = node;

  createOscillator() {
    const frequency = { value: 0 };
    return { ...node(), frequency, start: () => heard.push(frequency.value), stop() {} };
  }

  #turn(state) {
    this.state = state;
    this.onstatechange?.();
  }
}

const settled = () => new Promise((done) => setImmediate(done));

// Sound that a tap has woken.
async function woken() {
  const sound = new Sound(true);
  sound.wake();
  await settled();
  return sound;
}

test("a tone in the tap that wakes the sound is heard as soon as it runs", async () => {
  const sound = new Sound(true);
  sound.wake();
  sound.play("tick");
  assert.deepEqual(heard, []);
  await settled();
  assert.deepEqual(heard, [880]);
});

test("what nobody could hear is not heard later, all at once", async () => {
  const sound = await woken();
  allowed = false;
  contexts[0].interrupt();
  for (const at of [1000, 2000, 3000]) {
    now = at;
    sound.play("tick");
  }
  await settled();
  allowed = true;
  await sound.resume();
  await settled();
  assert.equal(contexts[0].state, "running");
  assert.deepEqual(heard, []);
});

test("a tone that had to wait too long for its sound has passed", async () => {
  const sound = await woken();
  const [context] = contexts;
  context.state = "suspended";
  const { resume } = context;
  context.resume = async () => {
    now += 1000;
    return resume.call(context);
  };
  sound.play("tick");
  await settled();
  assert.deepEqual([context.state, heard], ["running", []]);
});

test("sound comes back by itself when the interruption ends", async () => {
  await woken();
  contexts[0].interrupt();
  await settled();
  assert.equal(contexts[0].state, "running");
});

test("sound that stays away is told after a while, and a tap makes a new context", async () => {
  const sound = await woken();
  assert.equal(sound.silent(0), false);
  allowed = false;
  contexts[0].interrupt();
  assert.equal(sound.silent(100), false);
  assert.equal(sound.silent(3000), true);
  allowed = true;
  sound.mend();
  await settled();
  assert.deepEqual(
    contexts.map(({ state }) => state),
    ["closed", "running"],
  );
  assert.equal(sound.silent(3100), false);
});
