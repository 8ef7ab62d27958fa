// What is heard while a session runs.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Machine } from "../../lowback/ui/components/player/machine.js";
import { Signals } from "../../lowback/ui/components/player/signals.js";
import { setLevel } from "../../lowback/ui/components/player/volumes.js";
import { count } from "../../lowback/ui/components/player/words.js";
import { item, ready, work } from "./session.js";
import { storage } from "./storage.js";

let played;
let said;

beforeEach(() => {
  played = [];
  said = [];
  globalThis.window = {};
  storage();
});

const saying = (...all) => all.map((words) => ({ id: words, words }));
const at = (moment, words) => ({ at: moment, says: saying(words) });
const counted = () => work({ during: [at(4, "2."), at(8, "Last one.")] });
const ends = {
  finished: { says: saying("Well done.") },
  choice: { says: [] },
  pain: { says: saying("It was right.") },
};

// Signals whose tones and words are written down.
function signals({ speaks = true } = {}) {
  const view = { toggle() {}, flash() {}, announce: () => saying("Start."), toggled: () => false };
  const one = new Signals(view, { voice: {}, prefs: { sound: true }, ends });
  one.sound.play = (name) => played.push(name);
  one.voice.say = (words) => said.push(...words.map((each) => each.words));
  one.speaks = speaks;
  return one;
}

// Lets a session run, as the player does, and listens.
function listen(one, machine, seconds) {
  machine.go(0);
  for (let now = 100; now <= seconds * 1000; now += 100) {
    const { stage, elapsed } = machine;
    const before = { ...count(stage, elapsed), elapsed };
    const happened = machine.tick(now);
    if (happened.some(({ kind }) => kind === "stage")) one.stageBegins(machine);
    one.tick(stage, before, machine);
  }
}

test("every repetition has its tone and its number, and the last one is named", () => {
  listen(signals(), new Machine([item("bridge", [counted()])]), 11.9);
  assert.deepEqual(played, ["rep", "rep"]);
  assert.deepEqual(said, ["2.", "Last one."]);
});

test("the last three seconds of what is timed tick, and what follows has a tone of its own", () => {
  listen(signals(), new Machine([item("bridge", [ready, work()])]), 6);
  assert.deepEqual(played, ["tick", "tick", "tick", "work"]);
});

test("half way of a long stretch is said once", () => {
  const walk = work({ count: "time", seconds: 80, reps: 1, seconds_per_rep: 80, during: [at(40, "Half way.")] });
  listen(signals(), new Machine([item("march", [walk])]), 60);
  assert.deepEqual(said, ["Half way."]);
});

test("nothing is said while the voice is off, and a number cuts no sentence off", () => {
  listen(signals({ speaks: false }), new Machine([item("bridge", [counted()])]), 11.9);
  const busy = signals();
  busy.voice.speaking = busy.voice.turn;
  listen(busy, new Machine([item("bridge", [counted()])]), 11.9);
  assert.deepEqual(said, []);
});

test("without the spoken count everything else is said", () => {
  setLevel("count", "off");
  const breath = at(8, "Last one.");
  breath.says = [{ id: "last-one", words: "Last one." }, ...saying("Breathe out.")];
  const stage = work({ during: [{ at: 4, says: [{ id: "2", words: "2." }] }, breath] });
  listen(signals(), new Machine([item("bridge", [stage])]), 11.9);
  assert.deepEqual(said, ["Breathe out."]);
});

test("why the clock stands is said after a tone, and on return to who was away", () => {
  globalThis.document = { hidden: false };
  const one = signals();
  one.halted(saying("Paused."));
  assert.deepEqual([played, said], [["pause"], ["Paused."]]);
  document.hidden = true;
  one.halted(saying("Paused while you were away."));
  one.seen(false);
  assert.deepEqual([played.length, said.length], [1, 1]);
  document.hidden = false;
  one.seen(false);
  one.seen(false);
  assert.deepEqual([played.length, said], [2, ["Paused.", "Paused while you were away."]]);
});

test("a session that stopped for pain ends without fanfare", () => {
  const one = signals();
  one.over(ends.pain, false);
  assert.deepEqual(played, []);
  assert.deepEqual(said, ["It was right."]);
});

test("a session that was finished is praised", () => {
  const one = signals();
  one.over(ends.finished, true);
  assert.deepEqual(played, ["done"]);
  assert.deepEqual(said, ["Well done."]);
});
