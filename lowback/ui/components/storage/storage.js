// Says what is lost where this browser refuses to keep anything for us, or has no room for it.

/** @import { Component, Leave } from "../types.d.ts" */

import { hasRoom } from "../device.js";
import { part } from "../page.js";

/** @param {Component<{ words: string }>} component @returns {Leave} */
export default function ({ parentElement, data }) {
  part(parentElement, ".storage").textContent = hasRoom() ? "" : data.words;
  return () => {};
}
