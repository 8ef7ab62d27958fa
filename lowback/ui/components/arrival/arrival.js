// A new page or screen begins at its top with the focus on its heading, and stays there until it is whole.

/** @import { Component, Leave } from "../types.d.ts" */

import { attempt } from "../attempt.js";
import { forgetDraft } from "../drafts.js";

const OURS = Symbol.for("lowback.arrival");
const SETTLED_MS = 1500;
const A_YEAR_S = 365 * 24 * 60 * 60;
const HANDS = ["wheel", "touchmove", "pointerdown", "keydown"];

/** @param {Component<{ place: string, done: string[], anew: boolean, language: string }>} component @returns {Leave} */
export default function ({ data }) {
  // The component is drawn anew with every page; who remembers the last place must outlive it, and its code too.
  const page = /** @type {{ [OURS]?: Arrival }} */ (/** @type {unknown} */ (window));
  page[OURS] ??= new Arrival();
  for (const name of data.done) forgetDraft(name);
  if (data.anew) location.assign("/");
  if (data.language) speak(data.language);
  page[OURS].at(data.place);
  return () => {};
}

// The cookie that every page is asked for with; it says nothing about a person.
/** @param {string} language */
function speak(language) {
  // biome-ignore lint/suspicious/noDocumentCookie: Safari has no other way before 18.4
  document.cookie = `language=${language}; path=/; max-age=${A_YEAR_S}; SameSite=Lax`;
  location.reload();
}

class Arrival {
  constructor() {
    /** @type {string | undefined} */
    this.place = undefined;
    this.stay = new AbortController();
    this.met = false;
    this.others = attempt(() => new BroadcastChannel("lowback.arrived"));
  }

  /** @param {string} place */
  at(place) {
    if (place === this.place) return;
    // A page that has just been opened is at its top and read by itself; help may have been opened already.
    const opened = this.place === undefined && location.pathname === openedAt();
    this.place = place;
    window.dispatchEvent(new Event("lowback:arrived"));
    this.others?.postMessage(null);
    if (opened) return;
    document.querySelector("#get-help details")?.removeAttribute("open");
    this.stay.abort();
    this.stay = new AbortController();
    this.met = false;
    this.#hold(this.stay.signal, performance.now());
  }

  // Streamlit draws the new page into the old one, piece by piece, and cuts off the rest at the end.
  /** @param {AbortSignal} signal @param {number} calmSince @param {number} [before] */
  #hold(signal, calmSince, before) {
    if (signal.aborted) return;
    const main = document.querySelector(".stMain");
    for (let at = main; at; at = at.parentElement) if (at.scrollTop) at.scrollTop = 0;
    const heading = drawn() ? headingIn(main) : null;
    // Streamlit may put another heading in the place of the one that has the focus.
    if (heading && (!this.met || document.activeElement === document.body)) this.#meet(heading, signal);
    const now = performance.now();
    const height = main?.scrollHeight;
    const since = drawn() && height === before ? calmSince : now;
    if (now - since < SETTLED_MS) requestAnimationFrame(() => this.#hold(signal, since, height));
    else this.stay.abort();
  }

  /** @param {HTMLElement} heading @param {AbortSignal} signal */
  #meet(heading, signal) {
    // From here on a hand on the page goes where it wants to.
    const leave = () => this.stay.abort();
    const hands = this.met ? [] : HANDS;
    for (const hand of hands) window.addEventListener(hand, leave, { signal, capture: true, passive: true });
    this.met = true;
    heading.tabIndex = -1;
    heading.style.outline = "none";
    // The same heading with other words would not be read again while it has the focus.
    heading.blur();
    heading.focus({ preventScroll: true });
  }
}

// The address that the browser asked for; where it is another by now, the person has gone on already.
function openedAt() {
  const [asked] = performance.getEntriesByType("navigation");
  return asked && new URL(asked.name).pathname;
}

function drawn() {
  return Boolean(document.querySelector("[data-test-script-state=notRunning]"));
}

/** @param {Element | null} root @returns {HTMLElement | null} */
function headingIn(root) {
  const here = root?.querySelector("h1");
  if (here) return here.closest("[data-stale=true]") ? null : here;
  const parts = [...(root?.querySelectorAll("*") ?? [])].map((node) => node.shadowRoot?.querySelector("h1"));
  return parts.find((heading) => heading?.textContent) ?? null;
}
