// The bottom bar on phones: five places, reachable by a thumb. Wide screens have the top navigation.

/** @import { Component, Leave } from "../types.d.ts" */
/** @typedef {{ id: string, title: string, href: string }} Place */

import { make, part } from "../page.js";

const SVG = "http://www.w3.org/2000/svg";
/** @type {Record<string, string>} */
const DRAWINGS = {
  today: "M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z",
  plan: "M5 6.5 6.5 8 9 5M5 12.5 6.5 14 9 11M5 18.5 6.5 20 9 17M12 7h8M12 13h8M12 19h8",
  routines: "M5 6h14M5 12h14M5 18h9",
  progress: "M4 20h16M7 16v-4M12 16V7M17 16v-6",
  more: "M6 12h.01M12 12h.01M18 12h.01",
};

/** @param {Component<{ places: Place[], here: string }>} component @returns {Leave} */
export default function ({ parentElement, data, setTriggerValue }) {
  const bar = part(parentElement, "nav");
  bar.replaceChildren(...data.places.map((place) => link(place, data.here, (id) => setTriggerValue("go", id))));
  return () => bar.replaceChildren();
}

/** @param {Place} place @param {string} here @param {(id: string) => void} go */
function link(place, here, go) {
  const a = make("a", { href: place.href });
  if (place.id === here) a.setAttribute("aria-current", "page");
  a.append(drawing(place.id), place.title);
  a.addEventListener("click", (event) => {
    // A plain tap stays in this visit; a modified click opens the address as any link would.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(place.id);
  });
  return a;
}

/** @param {string} name */
function drawing(name) {
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWINGS[name] ?? "");
  icon.append(path);
  return icon;
}
