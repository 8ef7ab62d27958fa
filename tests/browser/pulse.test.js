// A player goes on asking whether it may go on, whatever the answers are.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Pulse } from "../../lowback/ui/components/player/pulse.js";

const settled = () => new Promise((done) => setImmediate(done));

test("after an answer that is none, or breaks off, the next one is heard", async () => {
  let now = 0;
  performance.now = () => now;
  globalThis.BroadcastChannel = undefined;
  const answers = [
    () => JSON.parse("<html>"),
    () => null,
    () => ({ over: null, out: [2] }),
    () => ({ over: { standing: "danger" }, out: [2] }),
  ];
  globalThis.fetch = async () => ({ ok: true, status: 200, json: async () => answers.shift()() });
  const heard = [];
  const pulse = new Pulse(
    { address: "/events", key: "mine" },
    {
      over: ({ standing }) => heard.push(standing),
      out: (places) => heard.push(...places),
    },
  );
  for (now of [9000, 18_000, 27_000, 36_000]) {
    pulse.tick(now, true);
    await settled();
  }
  assert.deepEqual(heard, [2, "danger"]);
});

test("while it runs it asks within every ten seconds, while it stands once a minute, and at once when another page arrives", async () => {
  let now = 0;
  let asked = [];
  performance.now = () => now;
  const channels = [];
  globalThis.BroadcastChannel = class {
    constructor() {
      channels.push(this);
    }
  };
  globalThis.fetch = async () => {
    asked.push(now);
    return { ok: true, status: 200, json: async () => ({ over: null, out: [] }) };
  };
  const pulse = new Pulse({ address: "/events", key: "mine" }, { over: () => {}, out: () => {} });
  for (now = 0; now <= 60_000; now += 100) {
    pulse.tick(now, true);
    await settled();
  }
  const gaps = [0, ...asked, 60_000].map((at, i, all) => at - (all[i - 1] ?? 0));
  assert.ok(Math.max(...gaps) <= 10_000, `${gaps}`);
  asked = [];
  for (; now <= 360_000; now += 1000) {
    pulse.tick(now, false);
    await settled();
  }
  assert.ok(asked.length >= 4 && asked.length <= 6, `${asked.length} in five minutes`);
  asked = [];
  channels[0].onmessage({ data: null });
  await settled();
  assert.deepEqual(asked, [now]);
});
