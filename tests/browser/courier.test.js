// What happened reaches the diary, whichever way is open, and is forgotten only then.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Courier } from "../../lowback/ui/components/player/courier.js";
import { Machine } from "../../lowback/ui/components/player/machine.js";
import { plan } from "./session.js";
import { noStorage, storage } from "./storage.js";

let now;
let stored;

beforeEach(() => {
  now = 0;
  performance.now = () => now;
  stored = storage();
});

// A session with a server that knows nothing yet, and what that server is told the slow way and the quick way.
// `quick` is how the server answers: the seqs it has of this player, null where it refuses, "gone" without a session.
function session({ wire = WIRE, ack = {}, events = [], quick = [] } = {}) {
  const handed = [];
  const told = [];
  const shared = [];
  const data = { session: "s", ack, events, resume: null, wire };
  const courier = new Courier(data, (lines) => shared.push(...lines));
  const { writer } = courier.log;
  const update = (more) =>
    courier.update({ data: { ...data, ...more }, setStateValue: (_, value) => handed.push(value) });
  update({});
  globalThis.fetch = async (address, { body }) => {
    told.push({ address, ...JSON.parse(body) });
    const heard = quick.shift();
    if (heard === undefined) throw new TypeError("Failed to fetch");
    const status = heard === "gone" ? 410 : heard === null ? 503 : 200;
    return { ok: status === 200, status, json: async () => ({ ack: { [writer]: heard }, running: true }) };
  };
  return { courier, machine: new Machine(plan()), handed, told, shared, update, writer };
}

const settled = () => new Promise((done) => setImmediate(done));
const seqs = (sent) => sent.map(({ log }) => log.map(({ seq }) => seq));
const notes = () => Object.entries(stored).filter(([key]) => key.startsWith("lowback.player."));
const WIRE = { address: "/events", key: "mine" };

test("what happens at one moment travels together, and only what the diary lacks", async () => {
  const { courier, machine, handed, update, writer } = session({ wire: null });
  courier.record("started", {}, machine);
  courier.record("paused", {}, machine);
  await settled();
  update({ ack: { [writer]: 2 } });
  courier.record("resumed", {}, machine);
  await settled();
  assert.deepEqual(seqs(handed), [[1, 2], [3]]);
});

test("the quick way is taken while the session runs, and its answer is heard", async () => {
  const { courier, machine, handed, told, shared } = session({ quick: [1, 2] });
  courier.record("started", {}, machine);
  await settled();
  courier.record("paused", {}, machine);
  await settled();
  assert.deepEqual(seqs(told), [[1], [2]]);
  assert.deepEqual([told[0].address, told[0].key, told[0].at], ["/events", "mine", machine.position()]);
  assert.deepEqual(handed, []);
  assert.ok(courier.delivered);
  assert.deepEqual(seqs([{ log: shared }]), [[1, 2]]);
});

test("a look at the moment that something happens leaves it to the quick way", async () => {
  const { courier, machine, handed, told } = session({ quick: [1] });
  now = 60000;
  courier.record("started", {}, machine);
  courier.look(machine);
  await settled();
  assert.deepEqual([seqs(told), seqs(handed)], [[[1]], []]);
});

for (const [why, quick] of [
  ["does not arrive", []],
  ["is refused", [null]],
]) {
  test(`what ${why} on the quick way goes the slow way three seconds later, again and again`, async () => {
    const { courier, machine, handed, update, writer } = session({ quick });
    courier.record("started", {}, machine);
    await settled();
    for (now of [2900, 3100, 6000, 6200]) courier.look(machine);
    assert.deepEqual(seqs(handed), [[1], [1]]);
    assert.notDeepEqual(handed[0], handed[1]);
    update({ ack: { [writer]: 1 } });
    now = 60000;
    courier.look(machine);
    assert.equal(handed.length, 2);
  });
}

test("an answer that was overtaken takes nothing back", async () => {
  const { courier, machine, writer } = session({ quick: [2, 1] });
  courier.record("started", {}, machine);
  courier.record("paused", {}, machine);
  await settled();
  courier.record("resumed", {}, machine);
  await settled();
  assert.equal(courier.ack[writer], 2);
});

test("the end is handed to the page, which leads on from it", async () => {
  const { courier, machine, handed, told } = session({ quick: [1] });
  courier.record("started", {}, machine);
  await settled();
  for (const { kind, ...facts } of machine.stop(0, "choice")) courier.record(kind, facts, machine);
  await settled();
  assert.equal(told.length, 1);
  assert.deepEqual([seqs(handed), handed[0].status], [[[2]], "stopped"]);
});

test("the device remembers what is not confirmed, and nothing when the diary has all of a session that is over", async () => {
  const { courier, machine, update, writer } = session({ quick: [1] });
  courier.record("started", {}, machine);
  await settled();
  courier.record("paused", {}, machine);
  const [[, note]] = notes();
  assert.deepEqual(
    JSON.parse(note).log.map(({ seq }) => seq),
    [2],
  );
  assert.ok(courier.kept);
  courier.record("stopped", { why: "choice" }, machine);
  update({ ack: { [writer]: 2 } });
  assert.equal(notes().length, 1);
  update({ ack: { [writer]: 3 } });
  assert.deepEqual(notes(), []);
  courier.leave(machine);
  assert.deepEqual(notes(), []);
});

test("what another player left on this device is sent by this one, and its note forgotten once this one leads", async () => {
  const first = session({ quick: [null] });
  first.courier.record("started", {}, first.machine);
  await settled();
  first.courier.leave(first.machine);
  const again = session({ quick: [null, 1] });
  assert.ok(again.courier.log.has("started"));
  again.courier.record("resumed", {}, again.machine);
  await settled();
  assert.deepEqual(
    again.told[0].log.map(({ writer }) => writer),
    [first.writer, again.writer],
  );
  assert.equal(notes().length, 2);
  again.update({ ack: { [first.writer]: 1, [again.writer]: 1 } });
  assert.deepEqual(
    notes().map(([key]) => key),
    [`lowback.player.s.${again.writer}`],
  );
});

test("of two windows the one that knows no newer place leaves the other's note, so that what was worked is not lost", async () => {
  const first = session({ quick: [1] });
  first.courier.record("started", {}, first.machine);
  await settled();
  const second = session({ ack: { [first.writer]: 1 }, quick: [1] });
  const { now: today } = Date;
  Date.now = () => Date.parse("2126-05-20");
  second.courier.record("resumed", {}, second.machine);
  await settled();
  Date.now = today;
  first.update({ ack: { [first.writer]: 1, [second.writer]: 1 } });
  assert.deepEqual(
    notes().map(([key]) => key),
    [`lowback.player.s.${second.writer}`],
  );
});

test("starting a session forgets nothing of another one", () => {
  stored["lowback.player.other"] = JSON.stringify({ session: "other", log: [{ seq: 1, kind: "started", at: "" }] });
  session();
  assert.equal(notes().length, 1);
});

test("a note from before writers had names is read as one without a name", () => {
  const log = [{ seq: 1, kind: "item_swapped", item: 0, to: "half", at: "2026-05-20T18:00:00.000Z", zone: "UTC" }];
  const at = { item: 1, stage: 0, elapsed: 2 };
  stored["lowback.player.s"] = JSON.stringify({ session: "s", log, at, status: "running", worked: { 0: 3 } });
  const { courier } = session({ ack: { "": 1 } });
  assert.deepEqual(
    [courier.place.at, courier.log.heard, courier.log.earlier().swapped],
    [at, { "": 1 }, [{ item: 0, to: "half" }]],
  );
});

test("a session that is gone is not sent again and leaves nothing here", async () => {
  const { courier, machine, told, handed } = session({ quick: ["gone"] });
  courier.record("started", {}, machine);
  await settled();
  for (now of [4000, 8000]) courier.look(machine);
  courier.record("paused", {}, machine);
  courier.leave(machine);
  assert.deepEqual([told.length > 0, handed, notes()], [true, [], []]);
});

test("a device that keeps nothing says so", () => {
  noStorage();
  const { courier, machine } = session();
  courier.record("started", {}, machine);
  assert.equal(courier.kept, false);
});
