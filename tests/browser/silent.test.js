// On an iPhone: what is heard on silent, and whether other music goes on.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { claim, hearOnSilent } from "../../lowback/ui/components/player/silent.js";
import { choose } from "../../lowback/ui/components/preferences.js";
import { storage } from "./storage.js";

const iPhone = (audioSession) =>
  Object.defineProperty(globalThis, "navigator", { value: { audioSession }, configurable: true });
const type = () => navigator.audioSession.type;

beforeEach(() => {
  storage();
  iPhone({ type: "auto" });
});

test("other music goes on while only tones are on", () => {
  claim(false);
  assert.equal(type(), "ambient");
});

test("the voice is heard on silent, because it was asked for, and is not when that is turned off", () => {
  claim(true);
  assert.equal(type(), "playback");
  hearOnSilent(false);
  claim(true);
  assert.equal(type(), "ambient");
});

test("tones alone are heard on silent when that is asked for, and with the keys of a headset", () => {
  hearOnSilent(true);
  claim(false);
  assert.equal(type(), "playback");
  hearOnSilent(false);
  choose("headset", "on");
  claim(false);
  assert.equal(type(), "playback");
});

test("where there is no such switch nothing happens", () => {
  iPhone(undefined);
  claim(true);
  assert.equal(navigator.audioSession, undefined);
});
