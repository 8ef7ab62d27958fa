// The clock of a session.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Log } from "../../lowback/ui/components/player/log.js";
import { Machine, SILENCE } from "../../lowback/ui/components/player/machine.js";
import { easier, item, plan, ready, sides, work } from "./session.js";

// Looks at the clock ten times a second for so many seconds; every happening with its time.
function live(machine, seconds, from = 0) {
  const seen = [];
  for (let now = from; now <= from + seconds * 1000; now += 100) {
    for (const event of machine.tick(now)) seen.push({ ...event, now });
  }
  return seen;
}

const kinds = (happened) => happened.map(({ kind }) => kind).filter((kind) => kind !== "stage");

test("a session runs through to its end with one item_done each", () => {
  const machine = new Machine(plan());
  machine.go(0);
  const seen = live(machine, 120);
  assert.deepEqual(kinds(seen), ["item_done", "item_done", "item_done", "finished"]);
  assert.deepEqual(
    seen.filter(({ kind }) => kind === "item_done").map(({ seconds }) => seconds),
    [24, 24, 20],
  );
  assert.deepEqual(machine.state, "finished");
});

test("both sides get the same full time", () => {
  const machine = new Machine([item("plank", sides)]);
  const spent = { left: 0, right: 0 };
  machine.go(0);
  for (let now = 0; !machine.over; now += 100) {
    if (machine.stage.kind === "work") spent[machine.side] += 100;
    machine.tick(now);
  }
  assert.ok(Math.abs(spent.left - spent.right) <= 100 && spent.left >= 12000, JSON.stringify(spent));
});

test("a gap already belongs to the side that it leads to", () => {
  const machine = new Machine([item("plank", sides)]);
  assert.deepEqual(machine.side, "left");
  machine.seek(0, Infinity);
  machine.seek(0, Infinity);
  assert.deepEqual([machine.stage.kind, machine.side], ["switch", "right"]);
});

test("a pause freezes the time", () => {
  const machine = new Machine(plan());
  machine.go(0);
  live(machine, 3);
  machine.pause(3000);
  assert.deepEqual(live(machine, 600, 4000), []);
  assert.deepEqual(machine.position(), { item: 0, stage: 0, elapsed: 3 });
  machine.go(900000);
  assert.deepEqual(kinds(live(machine, 1.9, 900000)), []);
  assert.deepEqual(machine.stage.kind, "ready");
});

test("a device that slept comes back paused where it was", () => {
  const machine = new Machine(plan());
  machine.go(0);
  live(machine, 2);
  assert.deepEqual(machine.tick(2000 + SILENCE + 1), [{ kind: "away" }]);
  assert.deepEqual([machine.state, machine.position()], ["paused", { item: 0, stage: 0, elapsed: 2 }]);
});

test("a clock that goes backwards changes nothing", () => {
  const machine = new Machine(plan());
  machine.go(50000);
  live(machine, 2, 50000);
  assert.deepEqual(machine.tick(1000), []);
  assert.deepEqual(machine.position().elapsed, 2);
  live(machine, 1, 1000);
  assert.deepEqual(machine.position().elapsed, 3);
});

test("time that was jumped over is not counted as work", () => {
  const machine = new Machine([item("march", [work({ count: "time", seconds: 30 })])]);
  machine.go(0);
  live(machine, 5);
  machine.seek(5000, 10);
  const seen = live(machine, 20, 5000);
  assert.deepEqual(seen[0].seconds, 20);
});

test("a gap can be made longer, and ended early", () => {
  const machine = new Machine(plan());
  machine.go(0);
  machine.seek(0, -10);
  assert.deepEqual(machine.position().elapsed, -10);
  live(machine, 14);
  assert.deepEqual(machine.stage.kind, "ready");
  machine.seek(14000, Infinity);
  assert.deepEqual(machine.stage.kind, "work");
});

test("a stretch of work never starts before its beginning", () => {
  const machine = new Machine([item("a", [work()])]);
  machine.go(0);
  live(machine, 4);
  machine.seek(4000, -10);
  assert.deepEqual(machine.position().elapsed, 0);
});

test("back repeats the exercise, and from its beginning goes to the one before", () => {
  const machine = new Machine(plan(), { item: 1, stage: 2 });
  machine.back(0);
  assert.deepEqual([machine.i, machine.j], [1, 0]);
  machine.back(0);
  assert.deepEqual([machine.i, machine.j], [0, 0]);
  machine.back(0);
  assert.deepEqual([machine.i, machine.j], [0, 0]);
});

test("skipping by choice goes on, skipping for pain waits", () => {
  const machine = new Machine(plan());
  machine.go(0);
  assert.deepEqual(machine.skip(0, "choice")[0], {
    kind: "item_skipped",
    item: 0,
    exercise: "bridge",
    seconds: 0,
    why: "choice",
  });
  assert.deepEqual(machine.state, "running");
  machine.skip(0, "pain");
  assert.deepEqual([machine.state, machine.i, machine.j], ["paused", 2, 0]);
});

test("skipping the last one finishes", () => {
  const machine = new Machine(plan(), { item: 2 });
  assert.deepEqual(kinds(machine.skip(0, "choice")), ["item_skipped", "finished"]);
});

test("the easier exercise waits at its ready stage and is the one that gets done", () => {
  const machine = new Machine(plan());
  machine.go(0);
  live(machine, 9);
  const [swapped] = machine.swap(9000, "half");
  assert.deepEqual(swapped, { kind: "item_swapped", item: 0, exercise: "bridge", seconds: 4, to: "half" });
  assert.deepEqual([machine.state, machine.stage.kind, machine.item.exercise], ["paused", "ready", "half"]);
  assert.deepEqual(machine.swap(9000, "half"), []);
  machine.go(9000);
  const [done] = live(machine, 14, 9000).filter(({ kind }) => kind === "item_done");
  assert.deepEqual([done.exercise, done.seconds], ["half", 8]);
});

test("what is made easier by choice goes on as it went, with its own time to get ready", () => {
  const machine = new Machine(plan());
  machine.go(0);
  live(machine, 9);
  assert.deepEqual(kinds(machine.ease(9000, "half")), ["item_swapped"]);
  assert.deepEqual([machine.state, machine.stage.kind, machine.item.exercise], ["running", "ready", "half"]);
  const [done] = live(machine, 14, 9000).filter(({ kind }) => kind === "item_done");
  assert.deepEqual([done.exercise, done.seconds], ["half", 8]);
  assert.deepEqual(machine.ease(23_000, "half"), []);
});

test("what is made easier while the clock stands waits", () => {
  const machine = new Machine(plan());
  assert.deepEqual(kinds(machine.ease(0, "half")), ["item_swapped"]);
  assert.equal(machine.state, "paused");
  assert.deepEqual(machine.ease(0, "nothing"), []);
});

test("a session is rebuilt paused, with its swaps and within its bounds", () => {
  const machine = new Machine(
    plan(),
    { item: 0, stage: 3, elapsed: 99 },
    { 0: 5 },
    { swapped: [{ item: 0, to: "half" }] },
  );
  assert.deepEqual([machine.item.exercise, machine.j, machine.elapsed, machine.state], ["half", 1, 8, "paused"]);
  assert.deepEqual(new Machine(plan(), { item: 99, stage: -1, elapsed: 0 }).position(), {
    item: 2,
    stage: 0,
    elapsed: 0,
  });
});

const choices = (machine) => machine.easier.map(({ item: { exercise } }) => exercise);

test("an easier exercise that hurts as well leaves the others to choose from", () => {
  const machine = new Machine(plan());
  assert.deepEqual(choices(machine), ["half", "press", "bridge"]);
  machine.swap(0, "half");
  assert.deepEqual(choices(machine), ["press", "bridge"]);
  machine.swap(0, "bridge");
  assert.deepEqual(choices(machine), ["press"]);
  assert.deepEqual(machine.item.title, "bridge");
});

test("what hurt, or is done elsewhere in the session, is not offered as easier", () => {
  const items = plan();
  items[1].easier = ["bridge", "march", "half"].map(easier);
  const machine = new Machine(items);
  machine.skip(0, "pain");
  assert.deepEqual(choices(machine), ["half"]);
});

test("two stops for pain end the session, whichever they were", () => {
  for (const [first, second] of [
    ["sharp", "sharp"],
    ["sharp", "drop"],
    ["drop", "sharp"],
    ["drop", "drop"],
  ]) {
    const machine = new Machine(plan());
    const stop = (how) => (how === "sharp" ? machine.sharp(0) : machine.skip(0, "pain"));
    assert.deepEqual(kinds(stop(first)), ["item_skipped"]);
    const ends = stop(second);
    assert.deepEqual(kinds(ends), ["item_skipped", "stopped"]);
    assert.deepEqual([ends[1].why, machine.state], ["pain", "stopped"]);
  }
});

test("what was skipped by choice is no stop for pain", () => {
  const machine = new Machine(plan());
  machine.skip(0, "choice");
  assert.deepEqual(kinds(machine.sharp(0)), ["item_skipped"]);
});

test("nothing leads back to an exercise that was stopped for pain", () => {
  const machine = new Machine(plan());
  machine.skip(0, "choice");
  machine.skip(0, "pain");
  assert.deepEqual(machine.item.exercise, "march");
  machine.back(0);
  assert.deepEqual(machine.item.exercise, "bridge");
  machine.skip(0, "choice");
  assert.deepEqual(machine.item.exercise, "march");
});

test("what was stopped for pain elsewhere is out here, too, and the next one waits", () => {
  const machine = new Machine(plan());
  machine.go(0);
  assert.deepEqual([machine.leaveOut(100, [1]), machine.state, machine.i], [[], "running", 0]);
  assert.deepEqual([machine.leaveOut(200, [0, 1]), machine.state, machine.i], [[{ kind: "stage" }], "paused", 2]);
  assert.deepEqual([machine.leaveOut(300, [0, 1]), machine.i], [[], 2]);
});

test("a sharp pain in the last exercise ends in advice, a sore one that is left out does not", () => {
  const [sharp, sore] = [new Machine(plan(), { item: 2 }), new Machine(plan(), { item: 2 })];
  assert.deepEqual([kinds(sharp.sharp(0)), sharp.state], [["item_skipped", "stopped"], "stopped"]);
  assert.deepEqual([kinds(sore.skip(0, "pain")), sore.state], [["item_skipped", "finished"], "finished"]);
});

test("a session is rebuilt with what pain changed, and wakes up where nothing hurt", () => {
  const earlier = {
    swapped: [
      { item: 0, to: "half" },
      { item: 0, to: "press" },
    ],
    stopped: [1],
  };
  const machine = new Machine(plan(), { item: 1, stage: 1, elapsed: 3 }, {}, earlier);
  assert.deepEqual(machine.position(), { item: 2, stage: 0, elapsed: 0 });
  machine.back(0);
  assert.deepEqual([machine.item.exercise, choices(machine)], ["press", ["bridge"]]);
  assert.deepEqual(machine.sharp(0).at(-1).why, "pain");
});

test("what an unknown script was swapped for is left as it is", () => {
  const swapped = [
    { item: 9, to: "half" },
    { item: -1, to: "" },
    { item: 1, to: "gone" },
  ];
  const machine = new Machine(plan(), {}, {}, { swapped });
  assert.deepEqual(
    machine.items.map(({ exercise }) => exercise),
    ["bridge", "plank", "march"],
  );
});

test("a stopped session stays stopped", () => {
  const machine = new Machine(plan());
  machine.go(0);
  assert.deepEqual(machine.stop(0, "pain")[0].why, "pain");
  machine.go(100);
  assert.deepEqual(
    [...machine.tick(200), ...machine.skip(200, "choice"), ...machine.back(200), ...machine.stop(200, "choice")],
    [],
  );
  assert.deepEqual(machine.state, "stopped");
});

// Repeatable pseudo-random numbers (mulberry32).
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// One random life of a session: time passes, jumps and runs backwards, the person taps anything.
function randomLife(seed) {
  const roll = dice(seed);
  const machine = new Machine(plan());
  const log = new Log(0);
  const acts = [
    () => machine.go(now),
    () => machine.go(now),
    () => machine.go(now),
    () => machine.pause(now),
    () => machine.back(now),
    () => machine.seek(now, -10),
    () => machine.seek(now, 10),
    () => machine.skip(now, roll() < 0.5 ? "pain" : "choice"),
    () => machine.swap(now, machine.easier[0]?.item.exercise),
    () => machine.ease(now, machine.easier[0]?.item.exercise),
    () => machine.sharp(now),
  ];
  let now = 0;
  const note = (happened) => {
    for (const { kind, ...facts } of happened ?? []) {
      if (!["stage", "away", "moved"].includes(kind)) log.add(kind, facts);
    }
  };
  for (let step = 0; step < 400 && !machine.over; step++) {
    now += roll() < 0.03 ? (roll() - 0.3) * 200000 : roll() * 1500;
    const before = [machine.i, machine.j];
    const left = machine.stage.seconds - machine.elapsed;
    const passed = machine.seen === null ? 0 : (now - machine.seen) / 1000;
    const lasts = before[1] === machine.item.stages.length - 1;
    note(machine.tick(now));
    const after = [machine.i, machine.j];
    if (String(before) !== String(after)) {
      assert.ok(
        passed <= SILENCE / 1000 && passed + 1e-6 >= left,
        `seed ${seed}: left a stage with ${left - passed} s to go`,
      );
      let next = before[0] + 1;
      while (machine.stopped.has(next)) next++;
      assert.deepEqual(after, lasts ? [next, 0] : [before[0], before[1] + 1]);
      assert.deepEqual(machine.elapsed, 0);
    }
    if (roll() < 0.12) note(acts[Math.floor(roll() * acts.length)]());
    assert.ok(machine.over || !machine.stopped.has(machine.i), `seed ${seed}: came back to what hurt`);
    assert.ok(machine.over || machine.stopped.size < 2, `seed ${seed}: went on after two stops for pain`);
  }
  assert.deepEqual(
    log.events.map(({ seq }) => seq),
    log.events.map((_, index) => index + 1),
  );
  const done = log.events.filter(({ kind }) => kind === "item_done").map((event) => `${event.item}${event.exercise}`);
  assert.deepEqual(done.length, new Set(done).size);
  return machine.over;
}

test("whatever the clock does and whoever taps what, no stage is skipped silently", () => {
  let finished = 0;
  for (let seed = 1; seed <= 3000; seed++) finished += randomLife(seed) ? 1 : 0;
  assert.ok(finished > 300, `only ${finished} of 3000 random sessions came to their end`);
});

test("late looks do not add up: twenty minutes end within fifty milliseconds", () => {
  const long = Array.from({ length: 60 }, (_, n) => item(`e${n}`, [{ ...ready, seconds: 5 }, work({ seconds: 15 })]));
  const machine = new Machine(long);
  let now = 0;
  machine.go(now);
  while (!machine.over) {
    now += 60 + ((now * 7919) % 97);
    machine.tick(now);
  }
  const late = now - 20 * 60 * 1000;
  assert.ok(late >= 0 && late <= 60 + 97, `${late} ms late`);
});

test("a look that is very late takes nothing from what comes next", () => {
  const machine = new Machine(plan());
  machine.go(0);
  for (let now = 0; now <= 4900; now += 100) machine.tick(now);
  machine.tick(8000);
  assert.equal(machine.stage.kind, "work");
  machine.tick(8100);
  assert.ok(machine.elapsed <= 0.11, `${machine.elapsed} s are gone`);
});

test("a skip is taken back to the second, and for ten seconds only", () => {
  const machine = new Machine(plan());
  machine.go(0);
  live(machine, 8);
  machine.skip(8000, "choice");
  assert.equal(machine.undoes(9000), true);
  machine.back(9000);
  assert.deepEqual([machine.i, machine.j, Math.round(machine.elapsed)], [0, 1, 3]);
  machine.skip(9100, "choice");
  assert.equal(machine.undoes(30_000), false);
});

test("a jump leads ahead, never back, and not to what is out for the day", () => {
  const machine = new Machine(plan());
  machine.go(0);
  const [left, ...then] = machine.jump(1000, 2);
  assert.deepEqual([left.kind, left.item, then.at(-1).kind, machine.i], ["item_skipped", 0, "stage", 2]);
  assert.deepEqual(machine.jump(1100, 1), []);
  machine.back(1200);
  assert.equal(machine.i, 0);
});

// Where each exercise is done, and how long the ways take.
const MOVING = {
  lying: { lying: 15, standing: 36, sitting: 40 },
  standing: { lying: 36, standing: 15, sitting: 19 },
  sitting: { lying: 40, standing: 19, sitting: 15 },
};
const at = (exercise, posture, more) => item(exercise, [{ ...ready, seconds: 15 }, work()], { posture, ...more });
const journey = () => [
  at("bridge", "lying"),
  at("slide", "lying"),
  at("tilt", "sitting"),
  at("reach", "standing"),
  at("march", "standing"),
];
const moving = (items = journey(), saved = {}, earlier = {}) => new Machine(items, saved, {}, earlier, 2, MOVING);

test("the time to get ready is that of the way from where somebody is", () => {
  const machine = moving(journey(), { item: 0, stage: 1 });
  machine.go(0);
  machine.skip(0, "choice");
  assert.deepEqual([machine.item.exercise, machine.stage.seconds, machine.moves], ["slide", 15, false]);
  machine.seek(0, Infinity);
  machine.jump(0, 3);
  assert.deepEqual([machine.item.exercise, machine.stage.seconds, machine.moves], ["reach", 36, true]);
  machine.seek(0, Infinity);
  machine.skip(1000, "choice");
  assert.deepEqual([machine.stage.seconds, machine.moves], [15, false]);
});

test("who is left on the way may be at either end of it: the longer way counts", () => {
  const machine = moving(journey(), { item: 1, stage: 1 });
  machine.go(0);
  machine.skip(0, "choice");
  machine.skip(1000, "choice");
  assert.deepEqual([machine.item.exercise, machine.stage.seconds, machine.moves], ["reach", 36, true]);
});

test("back to the exercise before is the way there, and a skip that is taken back is as it was", () => {
  const machine = moving(journey(), { item: 2, stage: 1, elapsed: 4 });
  machine.go(0);
  machine.skip(0, "choice");
  assert.deepEqual([machine.item.exercise, machine.stage.seconds], ["reach", 19]);
  machine.back(1000);
  assert.deepEqual(machine.position(), { item: 2, stage: 1, elapsed: 4 });
  machine.back(2000);
  assert.deepEqual([machine.position().stage, machine.stage.seconds, machine.moves], [0, 15, false]);
});

test("an easier exercise elsewhere has the time to get there, and the next one the time to come back", () => {
  const press = { label: "press", why: "", note: "", item: at("press", "sitting") };
  const machine = moving([at("bridge", "lying", { easier: [press] }), at("slide", "lying")], { item: 0, stage: 1 });
  machine.go(0);
  machine.swap(0, "press");
  assert.deepEqual([machine.item.exercise, machine.stage.seconds, machine.moves], ["press", 40, true]);
  machine.go(0);
  machine.seek(0, Infinity);
  machine.skip(0, "choice");
  assert.deepEqual([machine.item.exercise, machine.stage.seconds], ["slide", 40]);
});

test("after a reload getting ready begins anew, with its place said", () => {
  const machine = moving(journey(), { item: 2, stage: 0, elapsed: 14 });
  assert.deepEqual([machine.elapsed, machine.stage.seconds, machine.moves], [0, 15, true]);
});

test("more time to get ready is given from the next exercise on, and lasts over a reload", () => {
  const machine = moving(journey(), { item: 0, stage: 0 });
  machine.go(0);
  const before = machine.remaining;
  machine.pace({ more: 10 });
  assert.deepEqual([machine.stage.seconds, machine.remaining - before], [15, 40]);
  machine.skip(0, "choice");
  assert.deepEqual(machine.stage.seconds, 25);
  assert.deepEqual(moving(journey(), { item: 1, stage: 1 }, { more: 10 }).items[3].stages[0].seconds, 25);
});

test("rests can be longer, and without any the sets follow each other", () => {
  const machine = new Machine(plan());
  machine.pace({ rest: 20 });
  assert.deepEqual(machine.items[0].stages[2].seconds, 20);
  machine.pace({ rest: 0 });
  machine.go(0);
  const stages = [];
  for (let now = 0; machine.i === 0; now += 100) {
    if (stages.at(-1) !== machine.j) stages.push(machine.j);
    machine.tick(now);
  }
  assert.deepEqual(stages, [0, 1, 3]);
});

test("who hears how it is done has so much longer to get ready, whether planned or met", () => {
  const machine = moving();
  machine.talk = ({ exercise }) => (exercise === "slide" ? 12 : 20);
  machine.arrive();
  machine.arrive();
  assert.deepEqual(machine.stage.seconds, 35);
  machine.go(0);
  machine.seek(0, Infinity);
  machine.skip(0, "choice");
  assert.deepEqual(machine.stage.seconds, 27);
});
