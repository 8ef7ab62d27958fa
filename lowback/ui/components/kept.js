// One thing for each place on the page, however often Streamlit draws it, until it is taken away.

/** @import { Component, Leave, Thing } from "./types.d.ts" */
/** @typedef {{ make: unknown, thing: Thing<any>, calls: number }} Kept */

// Shared by all versions of this file: after a deploy, an open page has the old one and the new one.
const ALL = Symbol.for("lowback.kept");
const page = /** @type {{ [ALL]?: WeakMap<Node, Kept> }} */ (globalThis);
page[ALL] ??= new WeakMap();
const things = page[ALL];

/**
 * A component from `make`, which is called once a place. Where `same` says that what is drawn is about something
 * else, it is made anew.
 * @template Data
 * @template {Thing<Data>} T
 * @param {(component: Component<Data>) => T} make
 * @param {(thing: T, component: Component<Data>) => boolean} [same]
 * @returns {(component: Component<Data>) => Leave}
 */
export function kept(make, same = () => true) {
  return (component) => {
    const place = component.parentElement;
    if (!place.isConnected) return () => {};
    const one = drawn(make, same, component);
    one.calls += 1;
    const call = one.calls;
    return () => {
      // Streamlit also ends a call that a newer one has overtaken; what the newer one draws stays.
      if (call === one.calls) taken(place, one);
    };
  };
}

/**
 * @template Data
 * @template {Thing<Data>} T
 * @param {(component: Component<Data>) => T} make
 * @param {(thing: T, component: Component<Data>) => boolean} same
 * @param {Component<Data>} component
 */
function drawn(make, same, component) {
  const place = component.parentElement;
  const known = things.get(place);
  if (known?.make === make && same(/** @type {T} */ (known.thing), component)) {
    known.thing.update(component);
    return known;
  }
  if (known) taken(place, known);
  const one = { make, thing: make(component), calls: 0 };
  things.set(place, one);
  return one;
}

/** @param {Node} place @param {Kept} one */
function taken(place, one) {
  if (things.get(place) !== one) return;
  things.delete(place);
  one.thing.leave();
}
