// One thing for each place on the page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { kept } from "../../lowback/ui/components/kept.js";

// A place on the page, and a component there that writes down what becomes of it.
function page(name = "thing") {
  const told = [];
  const make = ({ data }) => {
    told.push(`${name} made ${data}`);
    return { data, update: (again) => told.push(`${name} told ${again.data}`), leave: () => told.push(`${name} left`) };
  };
  const place = { isConnected: true };
  return { told, make, draw: (component, data) => component({ parentElement: place, data }), place };
}

test("what is drawn again is the same thing, told anew", () => {
  const { told, make, draw } = page();
  const component = kept(make);
  draw(component, 1);
  const leave = draw(component, 2);
  leave();
  assert.deepEqual(told, ["thing made 1", "thing told 2", "thing left"]);
});

test("a call that was overtaken takes nothing away when it ends", () => {
  const { told, make, draw } = page();
  const component = kept(make);
  const overtaken = draw(component, 1);
  draw(component, 2);
  overtaken();
  draw(component, 3);
  assert.deepEqual(told, ["thing made 1", "thing told 2", "thing told 3"]);
});

test("leaving twice is leaving once, and what is drawn after it is new", () => {
  const { told, make, draw } = page();
  const component = kept(make);
  const leave = draw(component, 1);
  leave();
  leave();
  draw(component, 2);
  leave();
  assert.deepEqual(told, ["thing made 1", "thing left", "thing made 2"]);
});

test("nothing is made for a place that has been taken off the page", () => {
  const { told, make, draw, place } = page();
  place.isConnected = false;
  draw(kept(make), 1)();
  assert.deepEqual(told, []);
});

test("what is about something else is made anew", () => {
  const { told, make, draw } = page();
  const component = kept(make, (thing, { data }) => thing.data === data);
  draw(component, 1);
  draw(component, 1);
  draw(component, 2);
  assert.deepEqual(told, ["thing made 1", "thing told 1", "thing left", "thing made 2"]);
});

test("after a deploy the new code takes the place over from the old", async () => {
  const after = await import("../../lowback/ui/components/kept.js?deployed");
  assert.notEqual(after.kept, kept);
  const { told, make, draw, place } = page("old");
  const renewed = page("new");
  const leaveOld = draw(kept(make), 1);
  const leaveNew = after.kept(renewed.make)({ parentElement: place, data: 2 });
  leaveOld();
  leaveNew();
  assert.deepEqual([...told, ...renewed.told], ["old made 1", "old left", "new made 2", "new left"]);
});
