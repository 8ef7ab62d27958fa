// The page that joins this browser to another one's diary. It stands in a document of its own (web/join.html), which works
// without this too; here the code is taken out of the address, and what this device remembers of its old diary goes.

import { forgetAll } from "./device.js";
import { part } from "./page.js";
import { sendLeft } from "./sender.js";

const form = part(document, "form");
const problem = part(form, "[role=alert]");

// Behind the # it was never sent; in the history of this browser it would stay.
if (location.hash.length > 1) {
  part(form, "input").value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}

form.onsubmit = async (event) => {
  event.preventDefault();
  // What a session left on this device belongs to the old diary, and can be sent only from here.
  if (!(await sendLeft())) {
    problem.textContent = form.dataset.unsent ?? "";
    return;
  }
  const body = new URLSearchParams(/** @type {any} */ (new FormData(/** @type {HTMLFormElement} */ (form))));
  try {
    const answer = await fetch("join", { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      forgetAll();
      location.replace("./");
      return;
    }
    const said = new DOMParser().parseFromString(await answer.text(), "text/html");
    problem.textContent = part(said, "[role=alert]").textContent;
  } catch {
    problem.textContent = form.dataset.unsent ?? "";
  }
};
