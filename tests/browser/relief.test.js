// A tap on "This hurts" counts, whatever the clock says at that moment.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Machine } from "../../lowback/ui/components/player/machine.js";
import { Relief } from "../../lowback/ui/components/player/relief.js";
import { item, work } from "./session.js";

test("the last exercise that hurts as its time runs out has hurt and is not finished", () => {
  const machine = new Machine([item("bridge", [work({ seconds: 1 })])]);
  const [recorded, happened] = [[], []];
  const relief = new Relief({
    machine,
    over: false,
    happen: (what) => happened.push(...what),
    moving: () => {},
    courier: { record: (kind) => recorded.push(kind) },
    view: { ask: () => {} },
  });
  machine.go(0);
  relief.hurt(1001);
  assert.deepEqual([recorded, happened, machine.state], [["hurt"], [], "paused"]);
});
