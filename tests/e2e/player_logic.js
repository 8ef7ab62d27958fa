// Tests of the player's pure modules. test_player_logic.py runs each of them in a browser.

import { Log, newest } from "/player/log.js";
import { Machine, SILENCE } from "/player/machine.js";
import { clock, count, cue, due, ending, sayable } from "/player/words.js";

export const tests = new Map();
const test = (name, body) => tests.set(name, body);

function check(truth, message) {
  if (!truth) throw new Error(message);
}

function same(seen, expected) {
  const [a, b] = [JSON.stringify(seen), JSON.stringify(expected)];
  check(a === b, `saw ${a}, expected ${b}`);
}

const ready = { kind: "ready", seconds: 5, hint: "Lie down. Next: Bridge.", says: [] };
const rest = { kind: "rest", seconds: 4, says: [] };
const work = (more) => ({
  kind: "work", seconds: 12, reps: 3, seconds_per_rep: 4, count: "reps", side: null, says: [], ...more,
});
const sides = [
  { ...ready, side: "left" }, work({ side: "left" }), { kind: "switch", seconds: 6, side: "right", says: [] },
  work({ side: "right" }),
];
const item = (exercise, stages, more) => ({ exercise, title: exercise, cues: ["a", "b"], stages, easier: null, ...more });
const plan = () => [
  item("bridge", [ready, work(), rest, work({ set: 2 })], {
    easier: { label: "Half", why: "smaller", item: item("half", [ready, work({ seconds: 8, reps: 2 })]) },
  }),
  item("plank", sides),
  item("march", [ready, work({ count: "time", seconds: 20, reps: 1, seconds_per_rep: 20 })]),
];

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
  same(kinds(seen), ["item_done", "item_done", "item_done", "finished"]);
  same(seen.filter(({ kind }) => kind === "item_done").map(({ seconds }) => seconds), [24, 24, 20]);
  same(machine.state, "finished");
});

test("both sides get the same full time", () => {
  const machine = new Machine([item("plank", sides)]);
  const spent = { left: 0, right: 0 };
  machine.go(0);
  for (let now = 0; !machine.over; now += 100) {
    if (machine.stage.kind === "work") spent[machine.side] += 100;
    machine.tick(now);
  }
  check(Math.abs(spent.left - spent.right) <= 100 && spent.left >= 12000, JSON.stringify(spent));
});

test("a gap already belongs to the side that it leads to", () => {
  const machine = new Machine([item("plank", sides)]);
  same(machine.side, "left");
  machine.seek(0, Infinity);
  machine.seek(0, Infinity);
  same([machine.stage.kind, machine.side], ["switch", "right"]);
});

test("a pause freezes the time", () => {
  const machine = new Machine(plan());
  machine.go(0);
  live(machine, 3);
  machine.pause(3000);
  same(live(machine, 600, 4000), []);
  same(machine.position(), { item: 0, stage: 0, elapsed: 3 });
  machine.go(900000);
  same(kinds(live(machine, 1.9, 900000)), []);
  same(machine.stage.kind, "ready");
});

test("a device that slept comes back paused where it was", () => {
  const machine = new Machine(plan());
  machine.go(0);
  live(machine, 2);
  same(machine.tick(2000 + SILENCE + 1), [{ kind: "away" }]);
  same([machine.state, machine.position()], ["paused", { item: 0, stage: 0, elapsed: 2 }]);
});

test("a clock that goes backwards changes nothing", () => {
  const machine = new Machine(plan());
  machine.go(50000);
  live(machine, 2, 50000);
  same(machine.tick(1000), []);
  same(machine.position().elapsed, 2);
  live(machine, 1, 1000);
  same(machine.position().elapsed, 3);
});

test("time that was jumped over is not counted as work", () => {
  const machine = new Machine([item("march", [work({ count: "time", seconds: 30 })])]);
  machine.go(0);
  live(machine, 5);
  machine.seek(5000, 10);
  const seen = live(machine, 20, 5000);
  same(seen[0].seconds, 20);
});

test("a gap can be made longer, and ended early", () => {
  const machine = new Machine(plan());
  machine.go(0);
  machine.seek(0, -10);
  same(machine.position().elapsed, -10);
  live(machine, 14);
  same(machine.stage.kind, "ready");
  machine.seek(14000, Infinity);
  same(machine.stage.kind, "work");
});

test("a stretch of work never starts before its beginning", () => {
  const machine = new Machine([item("a", [work()])]);
  machine.go(0);
  live(machine, 4);
  machine.seek(4000, -10);
  same(machine.position().elapsed, 0);
});

test("back repeats the exercise, and from its beginning goes to the one before", () => {
  const machine = new Machine(plan(), { item: 1, stage: 2 });
  machine.back(0);
  same([machine.i, machine.j], [1, 0]);
  machine.back(0);
  same([machine.i, machine.j], [0, 0]);
  machine.back(0);
  same([machine.i, machine.j], [0, 0]);
});

test("skipping by choice goes on, skipping for pain waits", () => {
  const machine = new Machine(plan());
  machine.go(0);
  same(machine.skip(0, "choice")[0], { kind: "item_skipped", item: 0, exercise: "bridge", seconds: 0, why: "choice" });
  same(machine.state, "running");
  machine.skip(0, "pain");
  same([machine.state, machine.i, machine.j], ["paused", 2, 0]);
});

test("skipping the last one finishes", () => {
  const machine = new Machine(plan(), { item: 2 });
  same(kinds(machine.skip(0, "choice")), ["item_skipped", "finished"]);
});

test("the easier exercise waits at its ready stage and is the one that gets done", () => {
  const machine = new Machine(plan());
  machine.go(0);
  live(machine, 9);
  const [swapped] = machine.swap(9000);
  same(swapped, { kind: "item_swapped", item: 0, exercise: "bridge", seconds: 4, to: "half" });
  same([machine.state, machine.stage.kind, machine.item.exercise], ["paused", "ready", "half"]);
  same(machine.swap(9000), []);
  machine.go(9000);
  const [done] = live(machine, 14, 9000).filter(({ kind }) => kind === "item_done");
  same([done.exercise, done.seconds], ["half", 8]);
});

test("a session is rebuilt paused, with its swaps and within its bounds", () => {
  const machine = new Machine(plan(), { item: 0, stage: 3, elapsed: 99 }, { 0: 5 }, [0]);
  same([machine.item.exercise, machine.j, machine.elapsed, machine.state], ["half", 1, 8, "paused"]);
  same(new Machine(plan(), { item: 99, stage: -1, elapsed: 0 }).position(), { item: 2, stage: 0, elapsed: 0 });
});

test("a stopped session stays stopped", () => {
  const machine = new Machine(plan());
  machine.go(0);
  same(machine.stop(0, "pain")[0].why, "pain");
  machine.go(100);
  same([...machine.tick(200), ...machine.skip(200, "choice"), ...machine.back(200), ...machine.stop(200, "choice")], []);
  same(machine.state, "stopped");
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
    () => machine.go(now), () => machine.go(now), () => machine.go(now), () => machine.pause(now), () => machine.back(now),
    () => machine.seek(now, -10), () => machine.seek(now, 10), () => machine.skip(now, roll() < 0.5 ? "pain" : "choice"),
    () => machine.swap(now),
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
      check(passed <= SILENCE / 1000 && passed + 1e-6 >= left, `seed ${seed}: left a stage with ${left - passed} s to go`);
      same(after, lasts ? [before[0] + 1, 0] : [before[0], before[1] + 1]);
      same(machine.elapsed, 0);
    }
    if (roll() < 0.12) note(acts[Math.floor(roll() * acts.length)]());
  }
  same(log.events.map(({ seq }) => seq), log.events.map((_, index) => index + 1));
  const done = log.events.filter(({ kind }) => kind === "item_done").map((event) => `${event.item}${event.exercise}`);
  same(done.length, new Set(done).size);
  return machine.over;
}

test("whatever the clock does and whoever taps what, no stage is skipped silently", () => {
  let finished = 0;
  for (let seed = 1; seed <= 3000; seed++) finished += randomLife(seed) ? 1 : 0;
  check(finished > 300, `only ${finished} of 3000 random sessions came to their end`);
});

test("the log counts without gaps and tells each thing once", () => {
  const log = new Log(0);
  const at = { item: 0, exercise: "bridge" };
  for (const kind of ["started", "started", "paused", "item_done", "item_done", "item_skipped", "finished", "paused"]) {
    log.add(kind, at);
  }
  same(log.events.map(({ seq, kind }) => [seq, kind]), [[1, "started"], [2, "paused"], [3, "item_done"], [4, "finished"]]);
  check(log.events.every(({ at: when, zone }) => when.endsWith("Z") && zone), "an event lacks its time or zone");
});

test("an exercise skipped first and done later is told twice", () => {
  const log = new Log(0);
  const at = { item: 0, exercise: "bridge" };
  same([log.add("item_skipped", at), log.add("item_done", at)].map((event) => event?.seq), [1, 2]);
});

test("a log read back twice is the same log", () => {
  const log = new Log(0);
  ["started", "paused", "resumed"].forEach((kind) => log.add(kind, { item: 0, exercise: "a" }));
  const again = new Log(0, [...log.events, ...log.events].reverse());
  same(again.events, log.events);
  same(again.add("hurt", { item: 0, exercise: "a" }).seq, 4);
});

test("what another device did is not counted twice", () => {
  const log = new Log(7, [{ seq: 1, kind: "started" }]);
  same([log.events.length, log.add("resumed", {}).seq], [0, 8]);
});

test("the newer of device and server says where to go on", () => {
  const snapshot = { log: [{ seq: 4 }], at: { item: 2, stage: 1, elapsed: 3 }, worked: {} };
  const resume = { item: 1, stage: 0, elapsed: 0 };
  same(newest(snapshot, { ack: 4, resume }).at, snapshot.at);
  same(newest(snapshot, { ack: 5, resume }).at, resume);
  same(newest(null, { ack: 5, resume }).at, resume);
  same(newest(null, { ack: 0, resume: null }).at, undefined);
});

test("time is shown as seconds, and from a minute on as a clock", () => {
  same([59.9, 60, 61.2, 9.01, 0, -3].map(clock), ["1:00", "1:00", "1:02", "9", "0", "0"]);
});

test("repetitions count up, time counts down", () => {
  same([0, 4.1, 11.9, 12].map((elapsed) => count(work(), elapsed).big), ["1", "2", "3", "3"]);
  same(count(work(), 0).small, "of 3");
  same(count(work({ count: "time" }), 4).big, "8");
  same(count(ready, -10).big, "15");
  const holds = work({ reps: 2, seconds_per_rep: 10, seconds: 20 });
  same([count(holds, 13).big, count(holds, 13).small], ["7", "seconds\n2 of 2"]);
});

test("cues take turns, and a gap says where to go", () => {
  const bridge = item("bridge", [], { breath: "Breathe", props: ["mat"] });
  same([0, 7, 14, 21].map((elapsed) => cue(bridge, work(), elapsed)), ["a", "b", "Breathe", "a"]);
  same(cue(bridge, ready, 0), "Lie down. Next: Bridge.");
});

test("a sentence is due once, when its moment passes", () => {
  const at = (moment, words) => ({ at: moment, says: [{ id: words, words }] });
  const counted = work({ during: [at(4, "2."), at(8, "Last one.")] });
  const heard = [[0, 3.9], [3.9, 4], [4, 4.1], [7.9, 8.1], [8.1, 12]].map(([from, to]) => due(counted, from, to));
  same(heard.map((said) => said.map(({ words }) => words).join()), ["", "2.", "", "Last one.", ""]);
  same(due(counted, 0, 9).map(({ words }) => words), ["Last one."]);
  same(due(rest, 0, 4), []);
});

test("everything that may be said during an exercise can be fetched before", () => {
  const one = { id: "start", words: "Start." };
  const two = { id: "2", words: "2." };
  const stages = [work({ says: [one], during: [{ at: 4, says: [two] }] }), { ...rest, says: [one] }];
  same(sayable(item("bridge", stages)), [one, two, one]);
});

test("a session ends in the words for how it ended", () => {
  const ends = { finished: "a", choice: "b", pain: "c" };
  same([["finished"], ["stopped", "choice"], ["stopped", "pain"]].map((how) => ending(ends, ...how)), ["a", "b", "c"]);
});
