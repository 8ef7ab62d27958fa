// Whether there is a connection, and what the page says about it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const LOST = "No connection.";
const STATE = "data-test-connection-state";

let answers;
let cut;
let line;
let pages = 0;

beforeEach(() => {
  answers = [];
  cut = false;
  line = { textContent: "", dataset: { words: LOST } };
  globalThis.window = new EventTarget();
  globalThis.document = {
    baseURI: "http://lowback.test/",
    body: {},
    querySelector: (selector) => (selector.includes(STATE) && cut ? {} : null),
    getElementById: () => line,
  };
  globalThis.MutationObserver = class {
    observe() {}
  };
  globalThis.fetch = () =>
    new Promise((done, fail) => {
      answers.push((ok) => (ok === null ? fail(new TypeError("Failed to fetch")) : done({ ok })));
    });
});

// The script is part of the document: it runs once a page.
const opened = () => import(`../../lowback/ui/components/connection.js?page=${++pages}`);
const settled = () => new Promise((done) => setImmediate(done));
const answered = (ok) => {
  answers.at(-1)(ok);
  return settled();
};

test("a connection that answers is nothing to speak of", async () => {
  await opened();
  await answered(true);
  assert.equal(line.textContent, "");
});

test("a lost connection is told once it was lost for a while, and its end ends it", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  context.mock.method(performance, "now", () => now);
  await opened();
  await answered(null);
  assert.equal(line.textContent, "");
  now = 2500;
  context.mock.timers.tick(500);
  await settled();
  await answered(false);
  assert.equal(line.textContent, LOST);
  context.mock.timers.tick(2000);
  await settled();
  await answered(true);
  assert.equal(line.textContent, "");
});

test("a loss while an answer is under way is told as well", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  context.mock.method(performance, "now", () => now);
  await opened();
  window.dispatchEvent(new Event("offline"));
  await answered(true);
  assert.equal(answers.length, 2);
  await answered(null);
  now = 2500;
  context.mock.timers.tick(500);
  await settled();
  await answered(null);
  assert.equal(line.textContent, LOST);
});

test("a page that is drawn but not heard is told, though the server answers", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  context.mock.method(performance, "now", () => now);
  cut = true;
  await opened();
  now = 2500;
  context.mock.timers.tick(500);
  await settled();
  assert.equal(answers.length, 0);
  assert.equal(line.textContent, LOST);
});

test("an answer that nobody has heard makes it look again", async () => {
  await opened();
  await answered(true);
  window.dispatchEvent(new Event("lowback:waiting"));
  assert.equal(answers.length, 2);
});
