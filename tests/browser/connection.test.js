// Whether there is a connection, and who is told.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Connection, waiting } from "../../lowback/ui/components/connection.js";

let answers;
let asked;

beforeEach(() => {
  answers = [];
  asked = [];
  globalThis.window = new EventTarget();
  Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true });
  globalThis.document = { baseURI: "http://lowback.test/", body: {}, querySelector: () => null };
  globalThis.MutationObserver = class {
    observe() {}
    disconnect() {}
  };
  // A request that stays open until the test answers it, or whoever asked lets go of it.
  globalThis.fetch = (_address, { signal }) =>
    new Promise((done, fail) => {
      asked.push(signal);
      answers.push((ok) => (ok === null ? fail(new TypeError("Failed to fetch")) : done({ ok })));
      signal.addEventListener("abort", () => fail(signal.reason));
    });
});

const settled = () => new Promise((done) => setImmediate(done));

test("a connection that answers is told to nobody", async () => {
  const told = [];
  new Connection((lost) => told.push(lost));
  waiting();
  answers[0](true);
  await settled();
  assert.deepEqual(told, []);
});

test("a lost connection is told once it was lost for a while, and so is its end", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  context.mock.method(performance, "now", () => now);
  const told = [];
  new Connection((lost) => told.push(lost));
  waiting();
  answers.at(-1)(null);
  await settled();
  assert.deepEqual(told, []);
  now = 2500;
  context.mock.timers.tick(500);
  await settled();
  answers.at(-1)(false);
  await settled();
  assert.deepEqual(told, [true]);
  context.mock.timers.tick(2000);
  await settled();
  answers.at(-1)(true);
  await settled();
  assert.deepEqual(told, [true, false]);
});

test("who closes it while it asks hears nothing more, and nothing goes on", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  context.mock.method(performance, "now", () => 60000 * asked.length);
  const told = [];
  const connection = new Connection((lost) => told.push(lost));
  waiting();
  connection.close();
  await settled();
  context.mock.timers.tick(60000);
  await settled();
  assert.deepEqual(told, []);
  assert.equal(asked.length, 1);
  assert.ok(asked[0].aborted);
});

test("who closes it while it waits to ask again hears nothing more, and nothing goes on", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const told = [];
  const connection = new Connection((lost) => told.push(lost));
  waiting();
  answers[0](null);
  await settled();
  connection.close();
  await settled();
  context.mock.timers.tick(60000);
  await settled();
  assert.deepEqual(told, []);
  assert.equal(asked.length, 1);
});

test("what was lost before anybody listened is noticed", () => {
  navigator.onLine = false;
  new Connection(() => {});
  assert.equal(asked.length, 1);
});
