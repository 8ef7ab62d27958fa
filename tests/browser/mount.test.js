// How a component begins in another language than English.

import assert from "node:assert/strict";
import { test } from "node:test";

const told = [];
let answer;
globalThis.told = told;
globalThis.Node = { TEXT_NODE: 3 };
globalThis.document = { documentElement: { lang: "de" } };
globalThis.fetch = () =>
  new Promise((done) => {
    answer = () => done(Response.json({ rules: "de", words: { Back: "Zurück" } }));
  });

const { mount } = await import("../../lowback/ui/components/mount.js");
const MODULE = `data:text/javascript,${encodeURIComponent(`
  told.push("imported");
  export default ({ parentElement }) => told.push(parentElement.words);
`)}`;

test("a module is imported when its words are known, and begins with its HTML in the language", async () => {
  const root = { words: "in English" };
  root.querySelectorAll = () => {
    root.words = "in German";
    return [];
  };
  const begun = mount(MODULE, { parentElement: root });
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(told, []);

  answer();
  await begun;
  assert.deepEqual(told, ["imported", "in German"]);
});
