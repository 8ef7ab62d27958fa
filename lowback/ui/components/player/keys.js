// Which key does what: Space pauses, the arrows move between exercises. Streamlit keeps R and C.

const TYPED_IN = "input,textarea,select,[contenteditable],[role=slider],[role=radio],[role=tab],[role=option]";
/** @type {Record<string, string>} */
const ACTS = { " ": "pause", ArrowRight: "skip", ArrowLeft: "back" };

// The act for a key press, or null when the key belongs to something else on the page.
/** @param {KeyboardEvent} event @returns {string | null} */
export function actOf(event) {
  const target = /** @type {Element} */ (event.composedPath()[0]);
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
  if (target.closest?.(TYPED_IN)) return null;
  if (event.key === " " && target.closest?.("button,summary,a")) return null;
  return event.key === "Escape" ? "escape" : (ACTS[event.key] ?? null);
}
