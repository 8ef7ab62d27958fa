// What a player left on the device is sent from any page, and forgotten only when the diary has it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { forgetAll, live, recall, remember } from "../../lowback/ui/components/device.js";
import { sendLeft } from "../../lowback/ui/components/sender.js";
import { storage } from "./storage.js";

let stored;
let answers;
let told;

beforeEach(() => {
  stored = storage();
  live.clear();
  told = [];
  answers = [];
  globalThis.fetch = async (_, { body }) => {
    told.push(JSON.parse(body));
    const [status, answer] = answers.shift() ?? [0, {}];
    if (!status) throw new TypeError("Failed to fetch");
    return { ok: status === 200, status, json: async () => answer ?? JSON.parse("<html>") };
  };
});

const line = (seq, writer = "tab") => ({ writer, seq, kind: "paused", at: "2026-05-20T18:00:00.000Z", zone: "UTC" });
const note = (session, log, more) => ({
  session,
  writer: "tab",
  wire: { address: "/events", key: session },
  log,
  heard: {},
  on: 1,
  ...more,
});

test("each session is sent with its own key, and what is confirmed is forgotten", async () => {
  for (const session of ["a", "b"]) remember(note(session, [line(1), line(2)]));
  answers = [
    [200, { ack: { tab: 2 }, running: false }],
    [200, { ack: { tab: 1 }, running: false }],
  ];
  assert.equal(await sendLeft(), false);
  assert.deepEqual(
    told.map(({ key, log }) => [key, log.length]),
    [
      ["a", 2],
      ["b", 2],
    ],
  );
  assert.deepEqual(
    recall().map(({ session, log }) => [session, log.map(({ seq }) => seq)]),
    [["b", [2]]],
  );
});

for (const [why, answer] of [
  ["cannot be reached", undefined],
  ["is busy", [503, {}]],
  ["does not know the key", [403, {}]],
  ["confirms nothing", [200, { ack: {}, running: false }]],
  ["is not who answers", [200, { welcome: "to this network" }]],
  ["breaks off in its answer", [200, null]],
]) {
  test(`nothing is forgotten while the server ${why}`, async () => {
    remember(note("a", [line(1)]));
    answers = answer ? [answer] : [];
    const before = { ...stored };
    assert.equal(await sendLeft(), false);
    assert.deepEqual({ ...stored }, before);
  });
}

test("where the session is gone, its note goes, too", async () => {
  remember(note("a", [line(1)]));
  answers = [[410, {}]];
  assert.equal(await sendLeft(), true);
  assert.deepEqual(recall(), []);
});

test("the place in a session that still runs stays", async () => {
  remember(note("a", [line(1)], { at: { item: 1, stage: 0, elapsed: 2 } }));
  answers = [
    [200, { ack: { tab: 1 }, running: true }],
    [200, { ack: { tab: 1 }, running: false }],
  ];
  assert.equal(await sendLeft(), true);
  assert.deepEqual(
    recall().map(({ log, at }) => [log, at.item]),
    [[[], 1]],
  );
  await sendLeft();
  assert.deepEqual(recall(), []);
});

test("a player on this page sends its own", async () => {
  remember(note("a", [line(1)]));
  live.add("tab");
  assert.equal(await sendLeft(), true);
  assert.deepEqual([told, recall().length], [[], 1]);
});

test("a player that has opened meanwhile keeps its note", async () => {
  remember(note("a", [line(1)]));
  answers = [[200, { ack: { tab: 1 }, running: false }]];
  const sent = sendLeft();
  live.add("tab");
  assert.equal(await sent, false);
  assert.equal(recall().length, 1);
});

test("what a player in another window wrote meanwhile stays, and what it forgot stays forgotten", async () => {
  for (const session of ["a", "b"]) remember(note(session, [line(1)]));
  answers = [
    [200, { ack: { tab: 1 }, running: false }],
    [200, { ack: { tab: 0 }, running: false }],
  ];
  const sent = sendLeft();
  remember(note("a", [line(1), line(2)]));
  delete stored["lowback.player.b.tab"];
  assert.equal(await sent, false);
  assert.deepEqual(
    recall().map(({ session, log }) => [session, log.map(({ seq }) => seq)]),
    [["a", [2]]],
  );
});

test("notes that are none are left alone", async () => {
  stored["lowback.player.x"] = "{";
  stored["lowback.player.y"] = '{"session": 3, "log": {}}';
  stored["lowback.player.z"] = '{"session": "z", "writer": "tab", "wire": {}, "log": [null]}';
  assert.equal(await sendLeft(), true);
  assert.deepEqual([told.length, Object.keys(stored).length], [0, 3]);
});

test("to forget all means our notes and switches, and nobody else's", () => {
  remember(note("a", []));
  stored["lowback.prefer.voice"] = "on";
  stored.theirs = "1";
  forgetAll();
  assert.deepEqual(Object.keys(stored), ["theirs"]);
});
