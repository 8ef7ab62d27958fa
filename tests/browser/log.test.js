// What happened, told once and without gaps, by however many players.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Log, newest, newWriter } from "../../lowback/ui/components/player/log.js";

const at = { item: 0, exercise: "bridge" };
const line = (writer, seq, kind, more) => ({ writer, seq, kind, at: "2026-05-20T18:00:00.000Z", zone: "UTC", ...more });

test("the log counts without gaps and tells each thing once", () => {
  const log = new Log("me");
  for (const kind of ["started", "started", "paused", "item_done", "item_done", "item_skipped", "finished", "paused"]) {
    log.add(kind, at);
  }
  assert.deepEqual(
    log.events.map(({ writer, seq, kind }) => [writer, seq, kind]),
    [
      ["me", 1, "started"],
      ["me", 2, "paused"],
      ["me", 3, "item_done"],
      ["me", 4, "finished"],
    ],
  );
  assert.ok(
    log.events.every(({ at: when, zone }) => when.endsWith("Z") && zone),
    "an event lacks its time or zone",
  );
});

test("an exercise skipped first and done later is told twice", () => {
  const log = new Log("me");
  assert.deepEqual(
    [log.add("item_skipped", at), log.add("item_done", at)].map((event) => event?.seq),
    [1, 2],
  );
});

test("what is left out because it hurts is told though it was done or passed by before, once", () => {
  const log = new Log("me");
  const hurts = { ...at, why: "pain" };
  for (const [kind, facts] of [
    ["item_done", at],
    ["item_skipped", at],
    ["item_skipped", hurts],
    ["item_skipped", hurts],
  ]) {
    log.add(kind, facts);
  }
  assert.deepEqual(
    log.events.map(({ kind, why }) => [kind, why]),
    [
      ["item_done", undefined],
      ["item_skipped", "pain"],
    ],
  );
  assert.deepEqual(log.earlier().stopped, [0]);
});

test("a tap that hurts is open until it is answered, or somebody goes on", () => {
  const log = new Log("me", [line("tab", 1, "hurt", at), line("tab", 2, "paused")]);
  assert.ok(log.unanswered);
  log.add("hurt", { ...at, why: "sore" });
  assert.ok(!log.unanswered);
  log.add("hurt", at);
  log.add("resumed", at);
  assert.ok(!log.unanswered);
});

test("a line without its time is a line", () => {
  const log = new Log(
    "me",
    [1, 2].map((seq) => line("tab", seq, "paused", { at: null })),
  );
  assert.deepEqual(log.heard, { tab: 2 });
});

test("what others did is known, not told again, and does not use up own numbers", () => {
  const log = new Log("me", [line("tab", 1, "started"), line("tab", 2, "item_done", at)]);
  assert.deepEqual([log.add("started", {}), log.add("item_done", at), log.add("resumed", {})?.seq], [null, null, 1]);
});

test("two logs told to each other in any pieces and any order are the same log", () => {
  const [one, two] = [new Log("one"), new Log("two")];
  for (const item of [0, 1, 2]) one.add("item_done", { item, exercise: "a" });
  for (const item of [1, 2, 3]) two.add("item_skipped", { item, exercise: "a" });
  const told = [...one.events, ...two.events];
  for (let turn = 0; turn < 200; turn += 1) {
    const some = told.filter(() => Math.random() < 0.5).sort(() => Math.random() - 0.5);
    one.hear(some);
    two.hear([...some, ...some]);
  }
  const names = ({ events }) => events.map(({ writer, seq }) => `${writer}${seq}`).sort();
  assert.deepEqual(names(one), ["one1", "one2", "one3", "two1", "two2", "two3"]);
  assert.deepEqual(names(two), names(one));
});

test("what pain changed is read from the log: swaps in their order, and what was stopped", () => {
  const log = new Log("me", [line("tab", 1, "item_skipped", { item: 5, exercise: "walk", why: "pain" })]);
  const of = (item, exercise, more) => ({ item, exercise, ...more });
  log.add("hurt", of(0, "bridge"));
  log.add("hurt", of(0, "bridge", { why: "sore" }));
  log.add("item_swapped", of(0, "bridge", { to: "half" }));
  log.add("item_swapped", of(0, "half", { to: "press" }));
  log.add("item_skipped", of(1, "plank", { why: "choice" }));
  log.add("item_skipped", of(2, "march", { why: "pain" }));
  log.add("hurt", of(3, "clam", { why: "sharp" }));
  log.add("hurt", of(4, "walk"));
  log.add("resumed", of(4, "walk", { why: "gone" }));
  assert.deepEqual(log.earlier(), {
    swapped: [
      { item: 0, to: "half" },
      { item: 0, to: "press" },
    ],
    stopped: [5, 2, 3],
    more: undefined,
    rest: undefined,
  });
  assert.deepEqual(log.pains, 2);
});

test("what was asked for in a session is as it was last said", () => {
  const log = new Log("me");
  for (const seconds of [10, 20]) log.add("more_time", { seconds });
  log.add("rests", { seconds: 0 });
  assert.deepEqual([log.earlier().more, log.earlier().rest], [20, 0]);
});

test("of several ends a stop for pain counts, then the finish", () => {
  const left = line("a", 1, "stopped", { why: "choice" });
  const done = line("b", 1, "finished");
  const hurt = line("c", 1, "stopped", { why: "pain" });
  for (const order of [
    [left, done, hurt],
    [hurt, done, left],
  ]) {
    assert.equal(new Log("me", order).end, hurt);
    assert.equal(new Log("me", order.slice(0, 2)).end, order.includes(done) && order[0] === hurt ? hurt : done);
  }
  assert.equal(new Log("me").end, undefined);
  const danger = line("d", 1, "stopped", { why: "danger" });
  assert.equal(new Log("me", [left, done, danger]).end, danger);
});

test("what the diary lacks is asked by the name of each writer", () => {
  const log = new Log("me", [line("tab", 1, "started"), line("tab", 2, "paused"), line("", 1, "hurt")]);
  log.add("resumed", {});
  assert.deepEqual(
    log.missing({ tab: 1, me: 0 }).map(({ writer, seq }) => writer + seq),
    ["1", "tab2", "me1"],
  );
  assert.deepEqual(log.heard, { tab: 2, "": 1, me: 1 });
});

test("the newest note that knows as much as the diary says where to go on, else the diary", () => {
  const note = (item, heard, on) => ({ heard, on, at: { item, stage: 1, elapsed: 3 }, worked: {}, log: [] });
  const resume = { item: 9, stage: 0, elapsed: 0 };
  const notes = [note(1, { a: 4, b: 2 }, 100), note(2, { a: 4, b: 2 }, 200), note(3, { a: 3, b: 2 }, 300)];
  assert.equal(newest(notes, { ack: { a: 4, b: 2 }, resume }).at?.item, 2);
  assert.equal(newest(notes, { ack: { a: 3 }, resume }).at?.item, 3);
  assert.deepEqual(newest(notes, { ack: { a: 5 }, resume }).at, resume);
  assert.deepEqual(newest([{ ...notes[0], at: undefined }], { ack: {}, resume }).at, resume);
  assert.equal(newest([], { ack: {}, resume: null }).at, undefined);
});

test("no two players have one name", () => {
  const names = new Set(Array.from({ length: 1000 }, newWriter));
  assert.equal(names.size, 1000);
  assert.ok([...names].every((name) => /^[0-9a-f]{16}$/.test(name)));
});

test("where another exercise has taken a place since it was noted, it is still to be done", () => {
  const log = new Log("me", [line("a", 1, "started"), line("a", 2, "item_swapped", { item: 2, to: "seated" })]);
  const place = { at: { item: 2, stage: 1, elapsed: 9 }, worked: { 0: 20, 2: 9 } };
  assert.deepEqual(log.since({ ...place, heard: { a: 1 } }), {
    at: { item: 2, stage: 0, elapsed: 0 },
    worked: { 0: 20 },
  });
  assert.deepEqual(log.since({ ...place, heard: { a: 2 } }), place);
  assert.deepEqual(log.since({ at: undefined }), { at: undefined, worked: {} });
});
