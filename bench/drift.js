// How far a session has drifted at its end, in milliseconds: the player's own machine, looked at late, as a busy browser
// looks, through all of a script, whose items it reads.

import { readFileSync } from "node:fs";

import { soonest } from "../lowback/ui/components/player/conductor.js";
import { Machine } from "../lowback/ui/components/player/machine.js";

const LOOK_MS = 100;
const LATE_MS = 40;

// The same numbers in every run.
let seed = 1;
function chance() {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

const items = JSON.parse(readFileSync(0, "utf-8"));
const planned = items.flatMap(({ stages }) => stages).reduce((sum, { seconds }) => sum + seconds * 1000, 0);
const machine = new Machine(items);
let now = 0;
machine.go(now);
while (!machine.over) {
  const next = Math.min(LOOK_MS, soonest(machine.stage, machine.elapsed) * 1000);
  now += next + chance() * LATE_MS;
  machine.tick(now);
}
process.stdout.write(`${Math.abs(now - planned)}\n`);
