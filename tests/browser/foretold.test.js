// What is said ahead of time.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Foretold } from "../../lowback/ui/components/player/foretold.js";
import { Machine } from "../../lowback/ui/components/player/machine.js";
import { item, ready, work } from "./session.js";

const say = (words) => [{ id: words, words }];
const heard = (sentences) => sentences.map(({ words }) => words);
const named = (name, more) => ({ ...ready, place: say("Lie down."), next: say(`Next: ${name}.`), ...more });
const long = work({ count: "time", seconds: 100, reps: 1, seconds_per_rep: 100 });
const of = (name, stage = long) => item(name, [named(name), stage], { posture: "lying" });

// Everything that is said ahead of time in a session that nobody touches, with the seconds that were left then.
function ahead(items, asides = { minute: say("One minute left.") }) {
  const machine = new Machine(items, {}, {}, {}, 2, { lying: { lying: 5 } });
  const foretold = new Foretold(asides);
  const found = [];
  foretold.opening(machine);
  machine.go(0);
  for (let now = 0; !machine.over; now += 100) {
    if (machine.tick(now).some(({ kind }) => kind === "stage")) found.push(...heard(foretold.opening(machine)));
    for (const words of heard(foretold.due(machine))) found.push([words, Math.round(machine.remaining)]);
  }
  return found;
}

test("what comes next is named before this one ends, and not again when it begins", () => {
  assert.deepEqual(ahead([of("a"), of("b")]), [
    ["Next: b.", 110],
    ["One minute left.", 60],
  ]);
});

test("a short exercise leaves its name to the next one's beginning", () => {
  assert.deepEqual(ahead([of("a", work({ seconds: 12 })), of("b")]), ["Next: b."]);
});

test("one minute left is not said of a session that is hardly longer", () => {
  assert.deepEqual(ahead([of("a")]), []);
});

test("what is said ahead waits for what is due", () => {
  const during = [{ at: 96, says: say("And come back.") }];
  const found = ahead([of("a", { ...long, during }), of("b")]);
  assert.deepEqual(found[0], ["Next: b.", 109]);
});

test("where to lie is said only to somebody who comes from elsewhere", () => {
  const machine = new Machine([of("a"), of("b")], { item: 0, stage: 1 }, {}, {}, 2, { lying: { lying: 5 } });
  const foretold = new Foretold();
  machine.go(0);
  machine.skip(0, "choice");
  assert.deepEqual(heard(foretold.opening(machine)), ["Next: b."]);
  machine.items[1].posture = "standing";
  assert.deepEqual(heard(foretold.opening(machine)), ["Lie down.", "Next: b."]);
});

test("who leaves for another exercise than the one that was named hears its name", () => {
  const machine = new Machine([of("a"), of("b"), of("c")], { item: 0, stage: 1, elapsed: 96 });
  const foretold = new Foretold();
  machine.go(0);
  foretold.opening(machine);
  assert.deepEqual(heard(foretold.due(machine)), ["Next: b."]);
  machine.jump(0, 2);
  assert.deepEqual(heard(foretold.opening(machine)), ["Next: c."]);
});
