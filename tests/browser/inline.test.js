// What Streamlit is given of each component.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, test } from "node:test";

const COMPONENTS = new URL("../../lowback/ui/components/", import.meta.url);
const INLINE = await readFile(new URL("inline.js", COMPONENTS), "utf-8");
let count = 0;
let banner;

beforeEach(() => {
  banner = { hidden: true, removeAttribute: () => (banner.hidden = false) };
  globalThis.document = { baseURI: import.meta.url, getElementById: (id) => (id === "not-loaded" ? banner : null) };
  globalThis.told = [];
});

// The inline script as Streamlit runs it, for a module with this text.
async function inline(text) {
  count += 1;
  const module = `data:text/javascript,${encodeURIComponent(`${text} // ${count}`)}`;
  const sent = INLINE.replace("$address", new URL("mount.js", COMPONENTS).href).replace("$module", module);
  return (await import(`data:text/javascript,${encodeURIComponent(sent)}`)).default;
}

const settled = () => new Promise((done) => setImmediate(done));
const NOTED = "export default ({ data }) => { told.push(data); return () => told.push('left ' + data); }";

test("what Streamlit tells before the module is here arrives in order", async () => {
  const component = await inline(NOTED);
  component({ data: 1 });
  component({ data: 2 });
  const leave = component({ data: 3 });
  await leave();
  assert.deepEqual(told, [1, 2, 3, "left 3"]);
  assert.ok(banner.hidden);
});

test("what is taken away before its module is here is left as soon as it comes", async () => {
  const leave = (await inline(NOTED))({ data: 1 });
  await leave();
  assert.deepEqual(told, [1, "left 1"]);
});

test("a component may have nothing to take away", async () => {
  const leave = (await inline("export default () => {}"))({});
  assert.equal(await leave(), undefined);
});

for (const [why, text] of [
  ["cannot be fetched", "import '/nowhere.js'"],
  ["fails as it begins", "throw new Error('broken')"],
  ["has nothing to mount", "export const other = 1"],
  ["fails on what it is given", "export default () => { throw new Error('broken') }"],
]) {
  test(`a module that ${why} is told to the person and to the log`, async (context) => {
    const log = context.mock.method(console, "error", () => {});
    const leave = (await inline(text))({ data: 1 });
    await leave();
    await settled();
    assert.equal(banner.hidden, false);
    assert.equal(log.mock.callCount(), 1);
  });
}
