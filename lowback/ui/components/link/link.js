// Copies the address of a page of ours, without anything about the person; or shows it, where copying is refused.

/** @import { Component, Leave } from "../types.d.ts" */

import { part } from "../page.js";

/** @typedef {{ page: string, label: string, copied: string, refused: string }} Link */

/** @param {Component<Link>} component @returns {Leave} */
export default function ({ parentElement, data }) {
  const [button, field] = [part(parentElement, "button"), part(parentElement, "input")];
  const says = part(parentElement, "p");
  button.textContent = data.label;
  button.onclick = async () => {
    const address = new URL(data.page, location.href).href;
    const copied = await copy(address);
    says.textContent = copied ? data.copied : data.refused;
    field.hidden = copied;
    if (copied) return;
    field.value = address;
    field.setAttribute("aria-label", data.refused);
    field.select();
  };
  button.disabled = false;
  return () => {
    button.onclick = null;
  };
}

/** @param {string} address */
async function copy(address) {
  try {
    // Over plain http there is no clipboard at all.
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false;
  }
}
