// While a session runs it has the whole window (stage.css, help.css): what lies behind cannot be reached, by keys either.

const STAYS = "#get-help, #no-connection, #not-loaded";

export class Whole {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Element[]} */
    this.behind = [];
  }

  /** @param {boolean} on */
  turn(on) {
    this.root.classList.toggle("whole", on);
    document.documentElement.toggleAttribute("data-session", on);
    for (const one of this.behind) one.removeAttribute("inert");
    this.behind = on ? around(this.root) : [];
    for (const one of this.behind) one.setAttribute("inert", "");
  }
}

// Everything on the page that is not on the way to this element.
/** @param {HTMLElement} root */
function around(root) {
  const found = [];
  const host = /** @type {ShadowRoot} */ (root.getRootNode()).host;
  for (let at = host; at && at !== document.body && at.parentElement; at = at.parentElement) {
    for (const other of at.parentElement.children) {
      if (other !== at && !other.matches(STAYS) && !other.hasAttribute("inert")) found.push(other);
    }
  }
  return found;
}
