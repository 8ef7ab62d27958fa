// How the clock reads, which cue it is time for, and what is due.

import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, count, cue, due, ending, reliefs, sayable } from "../../lowback/ui/components/player/words.js";
import { easier, item, ready, rest, work } from "./session.js";

test("time is shown as seconds, and from a minute on as a clock", () => {
  assert.deepEqual([59.9, 60, 61.2, 9.01, 0, -3].map(clock), ["1:00", "1:00", "1:02", "9", "0", "0"]);
});

test("repetitions count up, time counts down", () => {
  assert.deepEqual(
    [0, 4.1, 11.9, 12].map((elapsed) => count(work(), elapsed).big),
    ["1", "2", "3", "3"],
  );
  assert.deepEqual(count(work(), 0).small, "of 3");
  assert.deepEqual(count(work({ count: "time" }), 4).big, "8");
  assert.deepEqual(count(ready, -10).big, "15");
  assert.deepEqual(count(work({ seconds_per_rep: 12, seconds: 36 }), 13).big, "2");
});

test("a long hold counts down, from when it is reached", () => {
  const lasting = { in: 2, hold: 10, out: 3 };
  const cycle = Object.entries(lasting).map(([kind, seconds]) => ({ kind, seconds }));
  const holds = work({ reps: 2, seconds_per_rep: 15, seconds: 30, cycle });
  assert.deepEqual(
    [0, 2, 5, 13, 15, 20].map((elapsed) => count(holds, elapsed).big),
    ["10", "10", "7", "0", "10", "7"],
  );
  assert.equal(count(holds, 20).small, "seconds\n2 of 2");
});

test("cues take turns, and a gap says where to go", () => {
  const bridge = item("bridge", [], { breath: "Breathe", props: ["mat"] });
  assert.deepEqual(
    [0, 7, 14, 21].map((elapsed) => cue(bridge, work(), elapsed)),
    ["a", "b", "Breathe", "a"],
  );
  assert.deepEqual(cue(bridge, ready, 0), "Lie down. Next: Bridge.");
});

test("a sentence is due once, when its moment passes", () => {
  const at = (moment, words) => ({ at: moment, says: [{ id: words, words }] });
  const counted = work({ during: [at(4, "2."), at(8, "Last one.")] });
  // biome-ignore format: one line reads as time
  const looks = [[0, 3.9], [3.9, 4], [4, 4.1], [7.9, 8.1], [8.1, 12], [0, 9]];
  const heard = looks.map(([from, to]) => due(counted, from, to).map(({ words }) => words));
  assert.deepEqual(heard, [[], ["2."], [], ["Last one."], [], ["Last one."]]);
  assert.deepEqual(due(rest, 0, 4), []);
});

test("everything that may be said during an exercise can be fetched before", () => {
  const [start, two] = [
    { id: "start", words: "Start." },
    { id: "2", words: "2." },
  ];
  const stages = [work({ says: [start], during: [{ at: 4, says: [two] }] }), { ...rest, says: [start] }];
  assert.deepEqual(sayable(item("bridge", stages)), [start, two, start]);
});

test("a session ends in the words for how it ended", () => {
  const ends = { finished: "a", choice: "b", pain: "c", danger: "d" };
  // biome-ignore format: one line reads as a way to end
  const ways = [["finished"], ["stopped", "choice"], ["stopped", "pain"], ["stopped", "danger"], ["finished", undefined, true]];
  assert.deepEqual(
    ways.map(([state, why, sore]) => ending(ends, state, why, sore)),
    ["a", "b", "c", "d", "b"],
  );
});

test("what is sore gets easier moves by name, the same one made smaller last, and ways out", () => {
  const smaller = { ...easier("bridge"), label: "Lift only half way." };
  assert.deepEqual(
    reliefs([easier("press"), smaller]).map(([act, words, why]) => [act, words, why]),
    [
      ["easier press", "press", "Sitting"],
      ["easier bridge", "bridge, smaller", "Lift only half way."],
      ["drop", "Leave this one out", ""],
      ["stop", "End the session and see advice", ""],
      ["carry", "Carry on with it", ""],
    ],
  );
  assert.deepEqual(
    reliefs([]).map(([act]) => act),
    ["drop", "stop", "carry"],
  );
});
