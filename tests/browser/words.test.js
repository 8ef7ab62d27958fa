// What is shown and announced.

import assert from "node:assert/strict";
import { test } from "node:test";

import { announcement, change, clock, count, counted, cue, passed } from "../../lowback/ui/components/player/words.js";
import { item, ready, rest, sides, work } from "./session.js";

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
  const holds = work({ reps: 2, seconds_per_rep: 10, seconds: 20 });
  assert.deepEqual([count(holds, 13).big, count(holds, 13).small], ["7", "seconds\n2 of 2"]);
});

test("cues take turns, and a gap says where to go", () => {
  const bridge = item("bridge", [], { breath: "Breathe", props: ["mat"] });
  assert.deepEqual(
    [0, 7, 14, 21].map((elapsed) => cue(bridge, work(), elapsed)),
    ["a", "b", "Breathe", "a"],
  );
  assert.deepEqual(cue(bridge, ready, 0), "Lie down. Next: Bridge. You need: mat.");
});

test("what is announced names exercise, side and amount", () => {
  const plank = item("Plank", []);
  assert.deepEqual(announcement(plank, work({ side: "left" }), "left"), ["Start.", "Left side.", "3 times."]);
  assert.deepEqual(announcement(plank, sides[2], "right"), ["Change sides.", "Right side."]);
  assert.deepEqual(announcement(plank, ready, null), ["Lie down.", "Next: Bridge."]);
  assert.deepEqual(announcement(plank, rest, "left"), ["Rest.", "4 seconds.", "Left side."]);
});

test("the breath is named once, when an exercise begins", () => {
  const [first, second] = [work({ sets: 2 }), work({ set: 2, sets: 2 })];
  const plank = item("Plank", [ready, first, rest, second], { breath: "Breathe easily" });
  assert.deepEqual(announcement(plank, first, null), ["Start.", "Set 1 of 2.", "3 times.", "Breathe easily."]);
  assert.deepEqual(announcement(plank, second, null), ["Start.", "Set 2 of 2.", "3 times."]);
});

test("holds say how long, long stretches how many minutes", () => {
  const said = (more) => announcement(item("Plank", []), work(more), null).slice(1);
  assert.deepEqual(said({ seconds_per_rep: 20 }), ["3 times.", "20 seconds each."]);
  assert.deepEqual(said({ reps: 1 }), ["Once."]);
  assert.deepEqual(said({ count: "time", seconds: 90 }), ["90 seconds."]);
  assert.deepEqual(said({ count: "time", seconds: 210 }), ["3 and a half minutes."]);
});

test("repetitions are counted, and the last one is named", () => {
  assert.deepEqual(
    [1, 2, 3].flatMap((number) => counted(number, work())),
    ["2.", "Last one."],
  );
});

test("half way is said once, in long stretches only", () => {
  const walk = work({ count: "time", seconds: 120 });
  assert.deepEqual([passed(0.49, 0.51, walk), passed(0.51, 0.53, walk)], [["Half way."], []]);
  assert.deepEqual(passed(0.49, 0.51, work({ count: "time", seconds: 30 })), []);
});

test("an easier exercise names what changes", () => {
  assert.deepEqual(
    change({ label: "Half", why: "A gentler one", item: { title: "Half", position: "Sitting" } }),
    "A gentler one. Sitting.",
  );
  assert.deepEqual(
    change({ label: "Lift half as high.", why: "Smaller", item: { title: "Bridge" } }),
    "Easier: Lift half as high.",
  );
});
