// Of several players of one session, one leads.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Lead } from "../../lowback/ui/components/player/lead.js";

let now;
let channels;

// Everything said reaches everybody else, at once, or when `held` is let go.
class Channel {
  static held = null;

  constructor(name) {
    this.name = name;
    channels.push(this);
  }

  postMessage(data) {
    const send = () => {
      for (const other of channels) if (other !== this && other.name === this.name) other.onmessage?.({ data });
    };
    if (Channel.held) Channel.held.push(send);
    else send();
  }

  close() {
    channels = channels.filter((one) => one !== this);
  }
}

beforeEach(() => {
  now = 0;
  channels = [];
  Channel.held = null;
  performance.now = () => now;
  globalThis.BroadcastChannel = Channel;
});

function player(writer, item = 0, session = "s") {
  const seen = { yielded: 0, told: [] };
  const lead = new Lead(session, writer, {
    yielded: () => {
      seen.yielded += 1;
    },
    told: (events) => seen.told.push(...events),
    place: () => ({ at: { item, stage: 0, elapsed: 0 }, worked: {} }),
  });
  return { lead, seen };
}

const leading = (...players) => players.filter(({ lead }) => lead.mine).map(({ lead }) => lead.writer);

test("who comes later is told who leads and where it is, and takes over by a tap", () => {
  const one = player("one", 3);
  one.lead.take();
  const two = player("two");
  assert.deepEqual([two.lead.other?.writer, two.lead.other?.at.item], ["one", 3]);
  two.lead.take();
  assert.deepEqual(leading(one, two), ["two"]);
  assert.deepEqual([one.seen.yielded, one.lead.other?.writer], [1, "two"]);
  one.lead.take();
  assert.deepEqual(leading(one, two), ["one"]);
});

test("two that take at the same moment agree on one", () => {
  const [one, two] = [player("one"), player("two")];
  Channel.held = [];
  one.lead.take();
  two.lead.take();
  const held = Channel.held;
  Channel.held = null;
  for (const send of held) send();
  assert.deepEqual(leading(one, two), ["two"]);
});

test("whoever is silent for long leads no more, and yields when it speaks again", () => {
  const [one, two] = [player("one"), player("two")];
  one.lead.take();
  now = 3000;
  two.lead.tick(now);
  assert.equal(two.lead.other?.writer, "one");
  now = 4000;
  two.lead.tick(now);
  assert.equal(two.lead.other, null);
  two.lead.take();
  now = 90_000;
  one.lead.tick(now);
  assert.deepEqual(leading(one, two), ["two"]);
});

test("a sign of life keeps the lead known", () => {
  const [one, two] = [player("one"), player("two")];
  one.lead.take();
  for (now = 0; now < 20_000; now += 100) {
    one.lead.tick(now);
    two.lead.tick(now);
  }
  assert.equal(two.lead.other?.writer, "one");
});

test("whoever is closed leads no more, at once", () => {
  const [one, two] = [player("one"), player("two")];
  one.lead.take();
  one.lead.leave();
  assert.equal(two.lead.other, null);
});

test("where the other was stays known when it is closed, until somebody taps here", () => {
  const [one, two] = [player("one", 3), player("two")];
  one.lead.take();
  one.lead.leave();
  assert.equal(two.lead.place?.at.item, 3);
  two.lead.take();
  assert.equal(two.lead.place, null);
});

test("whoever leads after a page was loaded anew is heard by a window that has seen more leads", () => {
  const [first, window] = [player("first"), player("window")];
  for (const { lead } of [first, window, first]) lead.take();
  first.lead.channel.close();
  const anew = player("anew", 3);
  anew.lead.take();
  for (now = 0; now < 6000; now += 100) for (const { lead } of [anew, window]) lead.tick(now);
  assert.deepEqual([window.lead.other?.writer, window.lead.place?.at.item], ["anew", 3]);
});

test("what happens in one is told to the others of the same session only", () => {
  const [one, two, three] = [player("one"), player("two"), player("three", 0, "other")];
  one.lead.tell([{ seq: 1 }]);
  assert.deepEqual([one.seen.told, two.seen.told, three.seen.told], [[], [{ seq: 1 }], []]);
});

test("however takings and messages are mixed, one leads in the end", () => {
  for (let round = 0; round < 300; round += 1) {
    channels = [];
    Channel.held = [];
    const all = ["a", "b", "c"].map((name) => player(name));
    for (let turn = 0; turn < 12; turn += 1) {
      if (Math.random() < 0.4) all[Math.floor(Math.random() * 3)].lead.take();
      else if (Channel.held.length) Channel.held.splice(Math.floor(Math.random() * Channel.held.length), 1)[0]();
    }
    while (Channel.held.length) Channel.held.shift()();
    now += 2000;
    for (let beat = 0; beat < 3; beat += 1) {
      for (const { lead } of all) lead.tick(now);
      while (Channel.held.length) Channel.held.shift()();
      now += 1100;
    }
    assert.ok(leading(...all).length <= 1, `two lead in round ${round}`);
  }
});

test("where there is no channel a player leads by itself", () => {
  globalThis.BroadcastChannel = undefined;
  const { lead } = player("one");
  lead.take();
  lead.tick(5000);
  lead.tell([]);
  lead.leave();
  assert.ok(lead.mine);
});
