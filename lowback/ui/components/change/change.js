// Two marks on one line; the page has the same in words, so nobody is read this twice.

/** @import { Component, Leave } from "../types.d.ts" */
/** @typedef {{ before: number, after: number, at_before: string, at_after: string, ends: string[], slides: boolean }} Change */

import { part } from "../page.js";

/** @param {Component<Change>} component @returns {Leave} */
export default function ({ parentElement, data }) {
  const root = part(parentElement, ".change");
  root.style.setProperty("--before", String(data.before));
  root.style.setProperty("--after", String(data.after));
  part(root, ".before span").textContent = data.at_before;
  part(root, ".words.after span").textContent = data.at_after;
  const ends = root.querySelectorAll(".ends span");
  data.ends.forEach((words, n) => {
    ends[n].textContent = words;
  });
  root.classList.toggle("slides", data.slides);
  return () => {};
}
