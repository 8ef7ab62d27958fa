// A code to be read by a person and by a camera; it is nowhere else on the page, and in no address of ours.

/** @import { Component, Leave } from "../types.d.ts" */

import { part } from "../page.js";

/** @typedef {{ code: string, address: string, wide: number, path: string, title: string, alt: string }} Ticket */

/** @param {Component<Ticket>} component @returns {Leave} */
export default function ({ parentElement, data }) {
  part(parentElement, ".title").textContent = data.title;
  part(parentElement, ".code").textContent = data.code;
  part(parentElement, ".address").textContent = data.address;
  const square = part(parentElement, "svg");
  square.toggleAttribute("hidden", data.wide === 0);
  square.setAttribute("viewBox", `0 0 ${data.wide} ${data.wide}`);
  square.setAttribute("aria-label", data.alt);
  part(square, "path").setAttribute("d", data.path);
  return () => {};
}
