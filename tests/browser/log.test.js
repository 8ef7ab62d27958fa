// What happened, told once and without gaps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Log, newest } from "../../lowback/ui/components/player/log.js";

test("the log counts without gaps and tells each thing once", () => {
  const log = new Log(0);
  const at = { item: 0, exercise: "bridge" };
  for (const kind of ["started", "started", "paused", "item_done", "item_done", "item_skipped", "finished", "paused"]) {
    log.add(kind, at);
  }
  assert.deepEqual(
    log.events.map(({ seq, kind }) => [seq, kind]),
    [
      [1, "started"],
      [2, "paused"],
      [3, "item_done"],
      [4, "finished"],
    ],
  );
  assert.ok(
    log.events.every(({ at: when, zone }) => when.endsWith("Z") && zone),
    "an event lacks its time or zone",
  );
});

test("an exercise skipped first and done later is told twice", () => {
  const log = new Log(0);
  const at = { item: 0, exercise: "bridge" };
  assert.deepEqual(
    [log.add("item_skipped", at), log.add("item_done", at)].map((event) => event?.seq),
    [1, 2],
  );
});

test("a log read back twice is the same log", () => {
  const log = new Log(0);
  for (const kind of ["started", "paused", "resumed"]) log.add(kind, { item: 0, exercise: "a" });
  const again = new Log(0, [...log.events, ...log.events].reverse());
  assert.deepEqual(again.events, log.events);
  assert.deepEqual(again.add("hurt", { item: 0, exercise: "a" }).seq, 4);
});

test("what another device did is not counted twice", () => {
  const log = new Log(7, [{ seq: 1, kind: "started" }]);
  assert.deepEqual([log.events.length, log.add("resumed", {}).seq], [0, 8]);
});

test("the newer of device and server says where to go on", () => {
  const snapshot = { log: [{ seq: 4 }], at: { item: 2, stage: 1, elapsed: 3 }, worked: {} };
  const resume = { item: 1, stage: 0, elapsed: 0 };
  assert.deepEqual(newest(snapshot, { ack: 4, resume }).at, snapshot.at);
  assert.deepEqual(newest(snapshot, { ack: 5, resume }).at, resume);
  assert.deepEqual(newest(null, { ack: 5, resume }).at, resume);
  assert.deepEqual(newest(null, { ack: 0, resume: null }).at, undefined);
});
