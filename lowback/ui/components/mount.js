// Where every component begins: what is said is known, its module is here, and its own HTML is in the language of the page.

/** @import { Component, Leave } from "./types.d.ts" */

import { known, translate } from "./say.js";

/** @param {string} module @param {Component} component @returns {Promise<Leave | undefined>} */
export async function mount(module, component) {
  await known;
  const { default: begin } = await import(new URL(module, import.meta.url).href);
  translate(component.parentElement);
  return begin(component);
}
