// How the exercise before felt: asked about only where it was done and did not hurt, and the last word counts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { about, Felt } from "../../lowback/ui/components/player/felt.js";
import { Log } from "../../lowback/ui/components/player/log.js";
import { Machine } from "../../lowback/ui/components/player/machine.js";
import { plan } from "./session.js";

const bridge = { item: 0, exercise: "bridge" };
const done = ["item_done", bridge];

function at(place, ...events) {
  const log = new Log("me");
  for (const [kind, facts] of events) log.add(kind, facts);
  return about(log, new Machine(plan(), place));
}

test("while one gets ready the exercise before is asked about", () => {
  assert.deepEqual(at({ item: 1 }, done), bridge);
});

test("before the first one, and once the next has begun, there is nothing to ask", () => {
  assert.equal(at({ item: 0 }, done), null);
  assert.equal(at({ item: 1, stage: 1 }, done), null);
});

test("what was passed by was not done", () => {
  assert.equal(at({ item: 1 }, ["item_skipped", bridge]), null);
  assert.equal(at({ item: 2 }, done), null);
});

test("what hurt while it was done is not asked about, unless it had gone", () => {
  assert.equal(at({ item: 1 }, ["hurt", bridge], ["hurt", { ...bridge, why: "sore" }], done), null);
  assert.deepEqual(at({ item: 1 }, ["hurt", bridge], ["resumed", { ...bridge, why: "gone" }], done), bridge);
});

test("of an exercise that was made easier the easier one is asked about", () => {
  const log = new Log("me");
  const half = { item: 0, exercise: "half" };
  log.add("hurt", { ...bridge, why: "sore" });
  log.add("item_swapped", { ...bridge, to: "half" });
  log.add("item_done", half);
  assert.deepEqual(about(log, new Machine(plan(), { item: 1 }, {}, log.earlier())), half);
});

function player() {
  const log = new Log("me");
  const machine = new Machine(plan(), { item: 1 });
  log.add(...done);
  const courier = { log, record: (kind, facts) => log.add(kind, facts) };
  return { log, felt: new Felt({ courier, machine }) };
}

test("a tap is one word, and another tap changes it", () => {
  const { log, felt } = player();
  for (const feel of ["hard", "hard", "easy"]) felt.say(feel);
  const words = log.events.filter(({ kind }) => kind === "felt");
  assert.deepEqual(
    words.map(({ item, exercise, feel }) => [item, exercise, feel]),
    [
      [0, "bridge", "hard"],
      [0, "bridge", "easy"],
    ],
  );
  assert.equal(felt.said, "easy");
});

test("that it hurt is one pain, taken back by another word, and never two", () => {
  const { log, felt } = player();
  felt.say("hurt");
  assert.equal(log.pains, 1);
  felt.say("hard");
  assert.equal(log.pains, 0);
  felt.say("hurt");
  log.add("hurt", { ...bridge, why: "sore" });
  assert.equal(log.pains, 1);
});

test("the last word is the last by the clock, whichever player said it", () => {
  const word = (writer, minute, feel) => ({
    ...bridge,
    writer,
    seq: 1,
    kind: "felt",
    feel,
    at: `2026-12-01T12:0${minute}:00Z`,
  });
  const log = new Log("me", [word("b", 1, "hurt")]);
  log.hear([word("c", 3, "right"), word("a", 2, "hard")]);
  assert.equal(new Felt({ courier: { log }, machine: new Machine(plan(), { item: 1 }) }).said, undefined);
  log.add(...done);
  assert.equal(new Felt({ courier: { log }, machine: new Machine(plan(), { item: 1 }) }).said, "right");
  assert.equal(log.pains, 0);
});
