// Prints the page.

/** @import { Component, Leave } from "../types.d.ts" */

import { part } from "../page.js";

/** @param {Component<{ label: string }>} component @returns {Leave} */
export default function ({ parentElement, data }) {
  const button = part(parentElement, "button");
  button.textContent = data.label;
  button.onclick = () => window.print();
  button.disabled = false;
  return () => {
    button.onclick = null;
  };
}
