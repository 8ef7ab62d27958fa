// Sessions at random, one after the other: `node run.js FROM TO`. Each asks its diary on standard output, which answers on
// standard input, a line each.

import { readSync, writeSync } from "node:fs";

import { Log } from "../../../lowback/ui/components/player/log.js";
import { Chance } from "./chance.js";
import { Paper } from "./paper.js";
import { Person, view } from "./person.js";
import { Tab } from "./tab.js";
import { World } from "./world.js";

const START = Date.parse("2026-05-20T18:00:00Z");
const bytes = Buffer.alloc(1 << 16);
let unread = "";

function diary(asked) {
  writeSync(1, `${JSON.stringify(asked)}\n`);
  while (!unread.includes("\n")) unread += bytes.toString("utf8", 0, readSync(0, bytes, 0, bytes.length));
  const end = unread.indexOf("\n");
  const answer = JSON.parse(unread.slice(0, end));
  unread = unread.slice(end + 1);
  return answer;
}

async function session(seed, modules) {
  const chance = new Chance(seed);
  const world = new World(chance, diary, START);
  const paper = new Paper();
  const person = new Person(world, paper, modules, chance.happens(0.5));
  diary({ do: "begin", seed, now: world.wall });
  try {
    await person.begin();
    await person.live(chance.between(10, 90));
    const views = await person.close(chance.happens(0.8));
    const names = Object.keys(world.stored).filter((name) => name.startsWith("lowback.player."));
    const notes = names.map((name) => JSON.parse(world.stored[name]));
    diary({ do: "end", lines: paper.lines, views: [view(new Log("reader", paper.lines)), ...views], notes });
  } catch (error) {
    diary({ do: "failed", error: `${error.stack}\n${person.acts.slice(-30).join(" ")}` });
  }
}

const [from, to] = process.argv.slice(2).map(Number);
new World(new Chance(0), diary, START);
const modules = [await Tab.modules(0), await Tab.modules(1)];
for (let seed = from; seed < to; seed += 1) await session(seed, modules);
diary({ do: "over" });
