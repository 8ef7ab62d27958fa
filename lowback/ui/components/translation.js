// Keeps a translated page true. A browser's translator takes each piece of text out of the page and puts an element of
// its own in its place; Streamlit does not know that, so it goes on writing where nobody looks, and fails where it takes
// away what is not there any more. It stands in the document itself (help.html), before anything is drawn.

const TRANSLATED = "FONT";

/** What stands on the page for a piece of text. @type {WeakMap<Node, ChildNode>} */
const standIns = new WeakMap();
/** The piece of text that such an element stands for. @type {WeakMap<Node, Node>} */
const pieces = new WeakMap();

const watcher = new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "childList") replaced(change);
    else putBack(/** @type {Text} */ (change.target));
  }
});
watcher.observe(document, { childList: true, subtree: true });

/** @param {MutationRecord} change */
function replaced({ removedNodes, addedNodes, previousSibling, nextSibling }) {
  for (const text of removedNodes) {
    if (text.nodeType !== Node.TEXT_NODE) continue;
    const standIn = [...addedNodes, previousSibling, nextSibling].find((one) => isTranslated(one) && !pieces.has(one));
    if (!standIn) continue;
    pieces.set(standIn, text);
    standIns.set(text, /** @type {ChildNode} */ (standIn));
    watcher.observe(text, { characterData: true });
  }
}

// New words were written where nobody looks: they take their place again, and the translator finds them there.
/** @param {Text} text */
function putBack(text) {
  if (!text.isConnected) standIns.get(text)?.replaceWith(text);
}

/** @param {Node | null} node @returns {node is HTMLElement} */
function isTranslated(node) {
  return node?.nodeName === TRANSLATED;
}

/**
 * What this parent has in the place of a child that a translator has replaced or wrapped.
 * @template {Node | null} T
 * @param {Node} parent
 * @param {T} child
 */
function standing(parent, child) {
  if (!child || child.parentNode === parent) return child;
  /** @type {Node} */
  let at = standIns.get(child) ?? child;
  while (isTranslated(at.parentNode)) at = at.parentNode;
  return at.parentNode === parent ? at : child;
}

const { removeChild, insertBefore } = Node.prototype;

/** @template {Node} T @this {Node} @param {T} child */
Node.prototype.removeChild = function (child) {
  removeChild.call(this, standing(this, child));
  return child;
};

/** @template {Node} T @this {Node} @param {T} node @param {Node | null} before */
Node.prototype.insertBefore = function (node, before) {
  insertBefore.call(this, node, standing(this, before));
  return node;
};
