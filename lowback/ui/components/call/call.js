// Whom to call where the person is. The choice stays in the browser: it must work without a connection.

/** @import { Component, Leave } from "../types.d.ts" */
/** @typedef {{ country: string, label: string, href: string | null, lead: string, note: string }} Country */
/** @typedef {{ countries: Country[], here: number, where: string }} Calling */

import { part } from "../page.js";

/** @param {Component<Calling>} component @returns {Leave} */
export default function ({ parentElement, data }) {
  const box = part(parentElement, ".call");
  const select = part(box, "select");
  part(box, "label span").textContent = data.where;
  if (!select.options.length) {
    select.append(...data.countries.map(({ country }, at) => new Option(country, String(at))));
    select.value = String(data.here);
  }
  const chosen = () => draw(box, data.countries[Number(select.value)]);
  select.onchange = chosen;
  chosen();
  return () => {
    select.onchange = null;
  };
}

/** @param {HTMLElement} box @param {Country | undefined} chosen */
function draw(box, chosen) {
  if (!chosen) return;
  part(box, ".lead").textContent = chosen.lead;
  part(box, ".note").textContent = chosen.note;
  part(box, ".go span").textContent = chosen.label;
  const link = part(box, "a");
  if (chosen.href) link.href = chosen.href;
  else link.removeAttribute("href");
}
