// What is written and not saved is kept on the device, and said to be only where it is.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { forgetAll, hasRoom } from "../../lowback/ui/components/device.js";
import { noStorage, storage } from "./storage.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT = "Kept on this device, not saved yet.";
const NOT_KEPT = /^Not saved yet, and this browser does not keep it/;
const WALK = { id: "a", values: { note: "a walk" } };

let stored;
let drafts;

// Each test has a page of its own: what one was told to forget, it does not keep again.
let page = 0;
beforeEach(async () => {
  stored = storage();
  globalThis.BroadcastChannel = Channel;
  page += 1;
  drafts = await import(`../../lowback/ui/components/drafts.js?page=${page}`);
});

class Channel {
  static all = new Set();
  constructor() {
    Channel.all.add(this);
  }
  addEventListener(_, listener) {
    this.hear = listener;
  }
  postMessage() {
    for (const other of Channel.all) if (other !== this) other.hear?.();
  }
  close() {
    Channel.all.delete(this);
  }
}

test("a draft is found again under its name, and gone once it is forgotten", () => {
  assert.equal(drafts.keepDraft("log.new", WALK), true);
  assert.deepEqual(drafts.draftOf("log.new").values, WALK.values);
  assert.equal(drafts.draftOf("log.other"), null);
  drafts.forgetDraft("log.new");
  assert.equal(drafts.draftOf("log.new"), null);
});

test("a draft that is older than it is good for, or from a clock that is ahead, is not given and not kept", () => {
  drafts.keepDraft("log.new", WALK);
  for (const on of [Date.now() - 15 * DAY_MS, Date.now() + DAY_MS]) {
    stored["lowback.draft.log.new"] = JSON.stringify({ ...WALK, on });
    assert.equal(drafts.draftOf("log.new"), null);
    assert.deepEqual(Object.keys(stored), []);
  }
});

test("what is no draft is none", () => {
  const odd = [{ values: {} }, { id: 1, values: {} }, { id: "a" }].map((one) => ({ ...one, on: Date.now() }));
  for (const text of ["", "nonsense", "1", "null", ...odd.map((one) => JSON.stringify(one))]) {
    stored["lowback.draft.log.new"] = text;
    assert.equal(drafts.draftOf("log.new"), null);
  }
});

test("where storage is refused nothing is said to be kept, and there is no room", () => {
  assert.equal(hasRoom(), true);
  assert.deepEqual(Object.keys(stored), []);
  noStorage();
  assert.equal(drafts.keepDraft("log.new", WALK), false);
  assert.equal(drafts.draftOf("log.new"), null);
  assert.equal(hasRoom(), false);
});

test("a store that swallows what it is given keeps nothing", () => {
  globalThis.localStorage = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  assert.equal(drafts.keepDraft("log.new", WALK), false);
  assert.equal(hasRoom(), false);
});

test("when everything is forgotten, a window that is still open keeps nothing more", () => {
  drafts.keepDraft("log.new", WALK);
  assert.equal(forgetAll(), true);
  assert.equal(drafts.keepDraft("log.new", WALK), false);
  assert.deepEqual(Object.keys(stored), []);
});

test("a device that does not forget is said not to", () => {
  drafts.keepDraft("log.new", WALK);
  const keeps = { ...stored };
  globalThis.localStorage = new Proxy(keeps, { get: (all, name) => (name === "removeItem" ? () => {} : all[name]) });
  assert.equal(forgetAll(), false);
});

// The keeper of a form, a field of it on the page, and what it hands back to Python.
async function keeper(data, begun = null) {
  let hear;
  let look;
  let connected = true;
  globalThis.document = {
    addEventListener: (_, listener) => (hear = listener),
    querySelector: (selector) =>
      selector.startsWith("[") ? connected || null : begun === null ? null : { value: begun },
  };
  globalThis.MutationObserver = class {
    constructor(listener) {
      look = listener;
    }
    observe() {}
    disconnect() {}
  };
  const { default: component } = await import(`../../lowback/ui/components/draft/draft.js?page=${page}`);
  const line = { textContent: "" };
  const place = { isConnected: true, querySelector: () => line };
  const handed = [];
  const update = (more) =>
    component({ data: { ...data, ...more }, parentElement: place, setStateValue: (_, value) => handed.push(value) });
  const type = (key, value) =>
    hear({ target: { value, closest: (selector) => (selector === `.st-key-${key}` ? {} : null) } });
  const connect = (on) => {
    connected = on;
    look();
  };
  update({});
  return { line, handed, update, type, connect };
}

const FORM = { name: "log.new", id: "a", changed: {}, texts: { note: { key: "log.new.note", was: "" } } };
const note = () => JSON.parse(stored["lowback.draft.log.new"] ?? "null")?.values;

test("what is being typed is kept at once, and what is no change is not", async () => {
  const { line, type } = await keeper(FORM);
  type("log-new-note", "a wal");
  assert.deepEqual(note(), { note: "a wal" });
  assert.equal(line.textContent, KEPT);
  type("another-field", "else");
  assert.deepEqual(note(), { note: "a wal" });
  type("log-new-note", "");
  assert.equal(note(), undefined);
  assert.equal(line.textContent, "");
});

test("what was typed before the module came is kept, and a field that is not filled in yet is no change", async () => {
  const texts = { note: { key: "log.a.note", was: "as saved" } };
  await keeper({ ...FORM, texts }, "");
  assert.equal(note(), undefined);
  await keeper(FORM, "a wa");
  assert.deepEqual(note(), { note: "a wa" });
});

test("what Python knows of the other fields is kept beside what is being typed", async () => {
  const { update, type } = await keeper(FORM);
  type("log-new-note", "a walk");
  update({ changed: { minutes: 30 } });
  assert.deepEqual(note(), { minutes: 30, note: "a walk" });
  update({ changed: { minutes: 30, note: "a walk" } });
  update({ changed: { note: "a walk" } });
  assert.deepEqual(note(), { note: "a walk" });
  update({ changed: {} });
  assert.equal(note(), undefined);
});

test("what was left is handed to a page that does not know it, and not overwritten before it does", async () => {
  stored["lowback.draft.log.new"] = JSON.stringify({ ...WALK, on: Date.now() });
  const { handed, update, type } = await keeper({ ...FORM, id: "b" }, "begun before");
  type("log-new-note", "typed meanwhile");
  update({ id: "b" });
  assert.deepEqual(
    handed.map(({ id, values }) => [id, values]),
    [
      ["a", WALK.values],
      ["a", WALK.values],
    ],
  );
  assert.deepEqual(note(), WALK.values);
  update({ id: "a", changed: { note: "a walk", minutes: 5 } });
  assert.deepEqual(note(), { note: "a walk", minutes: 5 });
});

test("nobody is promised what this browser would not find again", async () => {
  const nameless = await keeper({ ...FORM, name: null, changed: { minutes: 5 } });
  assert.match(nameless.line.textContent, NOT_KEPT);
  noStorage();
  const refused = await keeper({ ...FORM, changed: { minutes: 5 } });
  assert.match(refused.line.textContent, NOT_KEPT);
});

test("when the connection is back the server is asked, and one that was started anew is told", async () => {
  const { handed, update, type, connect } = await keeper(FORM);
  type("log-new-note", "a walk");
  connect(false);
  assert.deepEqual(handed, []);
  connect(true);
  assert.equal(handed.length, 1);
  assert.equal(handed[0].values, undefined);
  update({ id: "of the new server" });
  assert.deepEqual(handed[1].values, { note: "a walk" });
  assert.equal(handed[1].id, "a");
});
