// Which key does what, and when it does nothing.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { actOf, keysInWords, nameLetters } from "../../lowback/ui/components/player/keys.js";
import { storage } from "./storage.js";

beforeEach(() => storage());

// A press of a key, on something that matches one of these words of a selector.
const press = (key, { on = "", ...held } = {}) => ({
  key,
  ...held,
  composedPath: () => [{ closest: (selector) => selector.split(",").includes(on) }],
});
const KEYS = {
  " ": "pause",
  ArrowRight: "skip",
  ArrowLeft: "back",
  h: "hurt",
  a: "ahead",
  ",": "earlier",
  ".": "later",
  v: "voice",
  s: "sound",
  t: "captions",
  o: "view",
  l: "settings",
};

test("every control has a key while a session is on, with the caps lock on, too", () => {
  for (const [key, act] of Object.entries(KEYS)) assert.equal(actOf(press(key), "play"), act);
  assert.equal(actOf(press("H"), "play"), "hurt");
});

test("what belongs to Streamlit is left to it", () => {
  for (const key of ["r", "c"]) assert.equal(actOf(press(key), "play"), null);
});

test("no key does anything while somebody types, or with another key held", () => {
  for (const key of Object.keys(KEYS)) {
    assert.equal(actOf(press(key, { on: "input" }), "play"), null);
    for (const held of ["ctrlKey", "metaKey", "altKey", "shiftKey", "repeat"]) {
      assert.equal(actOf(press(key, { [held]: true }), "play"), null, `${held} ${key}`);
    }
  }
});

test("a question and the settings have only Escape", () => {
  for (const key of Object.keys(KEYS)) assert.equal(actOf(press(key), "ask"), null);
  assert.equal(actOf(press("Escape"), "ask"), "carry");
  assert.equal(actOf(press("Escape", { on: "input" }), "settings"), "settled");
  assert.equal(actOf(press("Escape"), "play"), null);
});

test("letters can be turned off, and then no button names one", () => {
  const named = new Map();
  const button = (selector) => ({
    setAttribute: (_, key) => named.set(selector, key),
    removeAttribute: () => named.delete(selector),
  });
  const root = { querySelector: button };
  nameLetters(root);
  assert.equal(named.get("[data-do=hurt]"), "H");
  nameLetters(root, false);
  assert.deepEqual([named.size, actOf(press("h"), "play"), actOf(press(" "), "play")], [0, null, "pause"]);
});

test("every letter is said in words", () => {
  const names = ["H", "A", "comma", "full stop", "V", "S", "T", "O", "L"];
  assert.equal(names.length, Object.keys(KEYS).length - 3);
  for (const name of names) assert.match(keysInWords(), new RegExp(`(^|; )${name} `));
});
