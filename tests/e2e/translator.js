// What a browser's translator does to a page: every piece of text gives way to its own elements, as soon as it is there,
// in the document and in every open shadow root. The piece of text itself is kept, out of the page, where React still
// writes into it. Each translation ends in a space of no width: programs see other words, and people and Playwright not.
(() => {
  const ENDS = "\u200b";
  // Streamlit's icons are words, and charts are drawings.
  const LEFT = "script, style, noscript, title, textarea, select, svg, font, [translate=no]";

  const translate = (text) => {
    const around = text.parentElement ?? text.parentNode?.host;
    if (!text.nodeValue.trim() || !around || around.closest(LEFT)) return;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    inner.textContent = text.nodeValue + ENDS;
    outer.append(inner);
    text.replaceWith(outer);
  };

  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) translate(node);
    if (node.shadowRoot) watch(node.shadowRoot);
    [...node.childNodes].forEach(read);
  };

  const watch = (root) => {
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    [...root.childNodes].forEach(read);
  };

  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") read(target);
      else [...addedNodes].forEach(read);
    }
  });

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    watch(root);
    return root;
  };
  watch(document);
})();
