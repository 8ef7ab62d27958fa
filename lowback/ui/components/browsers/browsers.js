// Two buttons that part browsers from the diary; the answer to either brings this browser's new cookie.

/** @import { Component, Leave } from "../types.d.ts" */

import { forgetAll } from "../device.js";
import { part } from "../page.js";
import { sendLeft } from "../sender.js";

/** @typedef {{ address: string, label: string }} Way */

/** @param {Component<{ others: Way, this: Way, sure: boolean, unsent: string }>} component @returns {Leave} */
export default function ({ parentElement, data }) {
  draw(parentElement, ".others", data.others).disabled = false;
  draw(parentElement, ".this", data.this).disabled = !data.sure;
  const form = /** @type {HTMLFormElement} */ (part(parentElement, ".this"));
  form.onsubmit = async (event) => {
    event.preventDefault();
    // What a session left on this device belongs to the diary, and can be sent only from here.
    const sent = await sendLeft();
    part(parentElement, "p").textContent = sent ? "" : data.unsent;
    if (!sent) return;
    forgetAll();
    form.submit();
  };
  return () => {
    form.onsubmit = null;
  };
}

/** @param {ParentNode} root @param {string} which @param {Way} way */
function draw(root, which, { address, label }) {
  const form = /** @type {HTMLFormElement} */ (part(root, which));
  form.action = address;
  const button = part(form, "button");
  button.textContent = label;
  return button;
}
