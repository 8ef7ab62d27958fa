// A short list of which one is chosen, with targets for a thumb; native radio buttons underneath.

/** @import { Choice, Component, Leave } from "../types.d.ts" */
/** @typedef {{ label: string, name: string, options: Choice[], value: string }} Chosen */

import { make, part } from "../page.js";

/** @param {Component<Chosen>} component @returns {Leave} */
export default function ({ parentElement, data, setStateValue }) {
  const fieldset = part(parentElement, "fieldset");
  part(fieldset, "legend").textContent = data.label;
  const row = part(fieldset, ".row");
  const drawn = JSON.stringify([data.options, data.value]);
  if (row.dataset.drawn !== drawn) {
    row.dataset.drawn = drawn;
    row.replaceChildren(...data.options.map((option) => choice(option, data)));
  }
  row.onchange = ({ target }) => setStateValue("value", /** @type {HTMLInputElement} */ (target).value);
  return () => {
    row.onchange = null;
  };
}

/** @param {Choice} option @param {Chosen} data */
function choice(option, data) {
  const label = make("label");
  const input = make("input", { type: "radio", name: data.name, value: option.id, checked: option.id === data.value });
  label.append(input, option.label);
  return label;
}
