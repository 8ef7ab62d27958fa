// Film and count are one clock.

import assert from "node:assert/strict";
import { test } from "node:test";

import { score, soonest } from "../../lowback/ui/components/player/conductor.js";
import { work } from "./session.js";

const FPS = 24;
const film = (...parts) => {
  let first = 0;
  const cut = parts.map(([kind, frames]) => {
    first += frames;
    return { kind, first: first - frames, frames };
  });
  return { frames_per_second: FPS, parts: cut };
};
const stage = (reps, ...beats) => {
  const cycle = beats.map(([kind, seconds]) => ({ kind, seconds }));
  const each = cycle.reduce((sum, { seconds }) => sum + seconds, 0);
  return work({ cycle, reps, seconds_per_rep: each, seconds: each * reps });
};
const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);

const TILT = film(["in", 48], ["hold", 24], ["out", 48], ["rest", 24]);
const HELD = stage(3, ["in", 2], ["hold", 10], ["out", 2], ["rest", 1]);

test("each repetition begins with the first frame of the film", () => {
  for (const rep of [0, 1, 2]) {
    const { at, rate, part } = score(HELD, rep * 15, TILT);
    near(at, 0);
    assert.deepEqual([rate, part], [1, `${rep} 0 0`]);
  }
});

test("a hold breathes for as long as it lasts, and the way back begins when it is over", () => {
  const held = stage(1, ["in", 2], ["hold", 8], ["out", 2], ["rest", 1]);
  const [first, second] = [score(held, 2, TILT), score(held, 6, TILT)];
  near(first.at, 2);
  near(second.at, 2);
  near(first.rate, 1 / 4);
  assert.notEqual(first.part, second.part);
  near(score(held, 4, TILT).at, 2.5);
  const out = score(held, 10, TILT);
  near(out.at, 3);
  assert.equal(out.rate, 1);
});

test("a part that moves is played in the seconds that the count gives it", () => {
  const quick = stage(5, ["in", 1], ["out", 1], ["rest", 2]);
  const half = score(quick, 0.5, TILT);
  near(half.at, 1);
  assert.equal(half.rate, 2);
  near(score(quick, 1, TILT).at, 3);
  near(score(quick, 2, TILT).at, 5);
});

test("a rest that the film does not have is spent on its first frame", () => {
  const { at, rate } = score(
    stage(2, ["in", 2], ["hold", 1], ["out", 2], ["rest", 4]),
    7,
    film(["in", 48], ["hold", 24], ["out", 48]),
  );
  assert.deepEqual([at, rate], [0, 0]);
});

test("a film that shows two repetitions shows them in turn", () => {
  const twice = film(
    ["in", 24],
    ["hold", 24],
    ["out", 24],
    ["rest", 24],
    ["in", 24],
    ["hold", 24],
    ["out", 24],
    ["rest", 24],
  );
  const once = stage(4, ["in", 1], ["hold", 1], ["out", 1], ["rest", 1]);
  assert.deepEqual(
    [0, 4, 8, 12].map((elapsed) => score(once, elapsed, twice).at),
    [0, 4, 0, 4],
  );
});

test("a movement there and back with two holds keeps its order", () => {
  const rolls = film(["in", 48], ["hold", 10], ["move", 76], ["hold", 10], ["out", 48]);
  const held = stage(2, ["in", 2], ["hold", 2], ["move", 3.167], ["hold", 2], ["out", 2]);
  near(score(held, 4, rolls).at, 58 / FPS);
  near(score(held, 7.167, rolls).at, 134 / FPS);
  near(score(held, 9.167, rolls).at, 144 / FPS);
});

test("the film never goes back within a part, nor past its end", () => {
  for (const [one, shown] of [
    [HELD, TILT],
    [stage(2, ["in", 2], ["hold", 0.5], ["out", 2], ["rest", 0.5]), TILT],
  ]) {
    let before = { at: -1, part: "" };
    for (let elapsed = 0; elapsed < one.seconds; elapsed += 0.01) {
      const now = score(one, elapsed, shown);
      assert.ok(now.part !== before.part || now.at >= before.at - 1e-9, `back at ${elapsed}`);
      assert.ok(now.at < 6, `over the end at ${elapsed}`);
      before = now;
    }
  }
});

test("between the work, where nothing is counted and in older scripts the film keeps its own time", () => {
  assert.equal(score({ kind: "ready", seconds: 5 }, 2.5, TILT), null);
  assert.deepEqual(score({ kind: "ready", seconds: 5 }, 1, { parts: [], frames_per_second: FPS })?.at, 0);
  assert.equal(score(work({ cycle: [] }), 1, TILT), null);
  assert.equal(score(work({}), 1, TILT), null);
  assert.equal(score(HELD, 1, { parts: [], frames_per_second: FPS }), null);
});

test("while somebody gets ready the film stands where to begin, then it shows the movement", () => {
  const from = { parts: [{ kind: "in", first: 12, frames: 24 }], frames_per_second: 24 };
  assert.deepEqual(score({ kind: "ready", seconds: 20 }, 0, from), { at: 0.5, rate: 0, part: "start" });
  assert.deepEqual(score({ kind: "ready", seconds: 20 }, 9.9, from)?.rate, 0);
  assert.equal(score({ kind: "ready", seconds: 20 }, 10, from), null);
});

test("the next change is the end of a part, of a repetition or of the stage", () => {
  near(soonest(HELD, 0), 2);
  near(soonest(HELD, 2), 10);
  near(soonest(HELD, 14.9), 0.1);
  near(soonest(HELD, 44.5), 0.5);
  near(soonest(work({ seconds: 12, seconds_per_rep: 4 }), 3), 1);
  near(soonest({ kind: "ready", seconds: 5 }, 1), 4);
});
