// Tones, and how sound comes back after somebody else had it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Sound } from "../../lowback/ui/components/player/sound.js";
import { setLevel } from "../../lowback/ui/components/player/volumes.js";
import { storage } from "./storage.js";

let contexts;
let heard;
let sounding;
let now;
let allowed;

const param = () => ({
  value: 1,
  setValueAtTime() {},
  exponentialRampToValueAtTime() {},
  setTargetAtTime(value) {
    this.value = value;
  },
});
// A part of the sound, and where it goes.
const node = () => ({
  gain: param(),
  connect(next) {
    this.next = next;
    return next;
  },
});

beforeEach(() => {
  contexts = [];
  heard = [];
  sounding = [];
  storage();
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

  createDynamicsCompressor() {
    return {
      ...node(),
      ...Object.fromEntries(["threshold", "knee", "ratio", "attack", "release"].map((of) => [of, param()])),
    };
  }

  createOscillator() {
    const frequency = { value: 0 };
    const tone = { ...node(), frequency, stop() {} };
    return Object.assign(tone, { start: () => heard.push(frequency.value) && sounding.push(tone) });
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

// How loud the last thing that was sounded is now.
const loud = () => sounding.at(-1).next.next.gain.value;

test("each kind has a volume of its own, and a volume changes what is sounding", async () => {
  const sound = await woken();
  sound.play("work");
  const usual = loud();
  setLevel("tones", "low");
  sound.mixer.renew();
  assert.ok(loud() > 0 && loud() < usual, `${loud()}`);
  assert.equal(sound.out("voice").gain.value, usual);
  setLevel("tones", "loud");
  sound.mixer.renew();
  assert.ok(loud() > usual);
});

test("a volume is remembered on this device", async () => {
  setLevel("voice", "off");
  setLevel("count", "low");
  const sound = await woken();
  assert.equal(sound.out("voice").gain.value, 0);
  assert.ok(sound.out("count").gain.value < sound.out("tones").gain.value);
});
