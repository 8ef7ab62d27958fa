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
