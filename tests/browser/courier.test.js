// What happened reaches the server, whichever way is open.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Courier } from "../../lowback/ui/components/player/courier.js";
import { Machine } from "../../lowback/ui/components/player/machine.js";
import { plan } from "./session.js";

const PREFIX = "lowback.player.";
let now;
let stored;

beforeEach(() => {
  now = 0;
  stored = {};
  performance.now = () => now;
  // Its keys are what it holds, as in a browser.
  globalThis.localStorage = new Proxy(stored, {
    get: (all, name) =>
      ({
        getItem: (key) => all[key] ?? null,
        setItem: (key, value) => {
          all[key] = value;
        },
        removeItem: (key) => delete all[key],
      })[name] ?? all[name],
  });
});

// A session with a server that knows nothing yet, and what that server is told the slow way and the quick way.
function session({ wire, ack = 0, quick = [] } = {}) {
  const handed = [];
  const told = [];
  const data = { session: "s", ack, resume: null, wire };
  const courier = new Courier(data);
  const update = (more) =>
    courier.update({ data: { ...data, ...more }, setStateValue: (_, value) => handed.push(value) });
  update({});
  globalThis.fetch = async (address, { body }) => {
    told.push({ address, ...JSON.parse(body) });
    const heard = quick.shift();
    if (heard === undefined) throw new TypeError("Failed to fetch");
    return { ok: heard !== null, json: async () => ({ ack: heard }) };
  };
  return { courier, machine: new Machine(plan()), handed, told, update };
}

const settled = () => new Promise((done) => setImmediate(done));
const seqs = (sent) => sent.map(({ log }) => log.map(({ seq }) => seq));
const WIRE = { address: "/events", key: "mine" };

test("what happens at one moment travels together, and only what the server lacks", async () => {
  const { courier, machine, handed, update } = session();
  courier.record("started", {}, machine);
  courier.record("paused", {}, machine);
  await settled();
  update({ ack: 2 });
  courier.record("resumed", {}, machine);
  await settled();
  assert.deepEqual(seqs(handed), [[1, 2], [3]]);
});

test("the quick way is taken while the session runs, and its answer is heard", async () => {
  const { courier, machine, handed, told } = session({ wire: WIRE, quick: [1, 2] });
  courier.record("started", {}, machine);
  await settled();
  courier.record("paused", {}, machine);
  await settled();
  assert.deepEqual(seqs(told), [[1], [2]]);
  assert.deepEqual([told[0].address, told[0].key, told[0].at], ["/events", "mine", machine.position()]);
  assert.deepEqual(handed, []);
  assert.ok(courier.delivered);
});

for (const [why, quick] of [
  ["does not arrive", []],
  ["is refused", [null]],
]) {
  test(`what ${why} on the quick way goes the slow way three seconds later, again and again`, async () => {
    const { courier, machine, handed, update } = session({ wire: WIRE, quick });
    courier.record("started", {}, machine);
    await settled();
    for (now of [2900, 3100, 6000, 6200]) courier.look(machine);
    assert.deepEqual(seqs(handed), [[1], [1]]);
    assert.notDeepEqual(handed[0], handed[1]);
    update({ ack: 1 });
    now = 60000;
    courier.look(machine);
    assert.equal(handed.length, 2);
  });
}

test("an answer that was overtaken takes nothing back", async () => {
  const { courier, machine } = session({ wire: WIRE, quick: [2, 1] });
  courier.record("started", {}, machine);
  courier.record("paused", {}, machine);
  await settled();
  courier.record("resumed", {}, machine);
  await settled();
  assert.equal(courier.ack, 2);
});

test("the end is handed to the page, which leads on from it", async () => {
  const { courier, machine, handed, told } = session({ wire: WIRE, quick: [1] });
  courier.record("started", {}, machine);
  await settled();
  for (const { kind, ...facts } of machine.stop(0, "choice")) courier.record(kind, facts, machine);
  await settled();
  assert.equal(told.length, 1);
  assert.deepEqual([seqs(handed), handed[0].status], [[[2]], "stopped"]);
});

test("the device remembers the whole log until the server has all of a session that is over", async () => {
  const { courier, machine, update } = session({ wire: WIRE, quick: [1] });
  courier.record("started", {}, machine);
  await settled();
  courier.record("paused", {}, machine);
  assert.deepEqual(
    JSON.parse(stored[`${PREFIX}s`]).log.map(({ seq }) => seq),
    [1, 2],
  );
  courier.record("stopped", { why: "choice" }, machine);
  update({ ack: 2 });
  assert.ok(stored[`${PREFIX}s`]);
  update({ ack: 3 });
  assert.equal(stored[`${PREFIX}s`], undefined);
});

test("a session that is begun forgets what another one left on the device", () => {
  stored[`${PREFIX}other`] = "{}";
  stored["lowback.prefer.sound"] = "on";
  session();
  assert.deepEqual(Object.keys(stored), ["lowback.prefer.sound"]);
});
