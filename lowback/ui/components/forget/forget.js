// Everything was deleted: this device forgets it, too, and says so where it does not.

/** @import { Component, Leave } from "../types.d.ts" */

import { forgetAll } from "../device.js";
import { part } from "../page.js";

/** @param {Component<{ words: string }>} component @returns {Leave} */
export default function ({ parentElement, data }) {
  part(parentElement, ".forget").textContent = forgetAll() ? "" : data.words;
  return () => {};
}
