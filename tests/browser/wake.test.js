// The screen stays on while the clock runs, and whoever refuses that is known.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { WakeLock } from "../../lowback/ui/components/player/wake.js";

let locks;
let allowed;

const lock = () => {
  const one = new EventTarget();
  one.released = false;
  one.release = async () => {
    one.released = true;
    one.dispatchEvent(new Event("release"));
  };
  locks.push(one);
  return one;
};
const held = () => locks.filter(({ released }) => !released).length;
const settled = () => new Promise((done) => setImmediate(done));

beforeEach(() => {
  locks = [];
  allowed = true;
  globalThis.document = { hidden: false };
  const request = async () => {
    if (!allowed) throw new Error("NotAllowedError");
    return lock();
  };
  Object.defineProperty(globalThis, "navigator", { value: { wakeLock: { request } }, configurable: true });
});

test("the screen is kept on while it is wanted, once, and let go after", async () => {
  const wake = new WakeLock();
  await wake.keep(true);
  await wake.keep(true);
  assert.equal(held(), 1);
  await wake.keep(false);
  await settled();
  assert.deepEqual([held(), locks.length, wake.refused], [0, 1, false]);
});

test("what the system takes back is asked for again at once", async () => {
  const wake = new WakeLock();
  await wake.keep(true);
  await locks[0].release();
  await settled();
  assert.deepEqual([held(), locks.length], [1, 2]);
});

test("in a hidden page it is asked for again on return", async () => {
  const wake = new WakeLock();
  await wake.keep(true);
  document.hidden = true;
  await locks[0].release();
  await settled();
  assert.equal(locks.length, 1);
  document.hidden = false;
  await wake.keep(true);
  assert.equal(held(), 1);
});

test("a refusal is known, and so is a browser that has none", async () => {
  allowed = false;
  const wake = new WakeLock();
  await wake.keep(true);
  assert.deepEqual([wake.refused, wake.able], [true, true]);
  navigator.wakeLock = undefined;
  const none = new WakeLock();
  await none.keep(true);
  assert.deepEqual([none.refused, none.able], [true, false]);
});

test("what is no longer wanted when it comes is let go", async () => {
  const wake = new WakeLock();
  const coming = wake.keep(true);
  wake.keep(false);
  await coming;
  assert.equal(held(), 0);
});
