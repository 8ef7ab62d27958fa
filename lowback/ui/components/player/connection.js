// Keeps the player in reach when the connection is lost: Streamlit then covers the page with a dialog.

const HEALTH = "_stcore/health";
const PATIENCE_MS = 3000;
const AGAIN_MS = 5000;

export class Connection {
  constructor(root) {
    this.root = root;
    this.watcher = new MutationObserver(() => this.#look());
    this.watcher.observe(document.body, { childList: true, subtree: true });
  }

  close() {
    this.watcher.disconnect();
    clearInterval(this.timer);
  }

  // Other dialogs are the app's business; only one that stands for a lost connection is put away.
  async #look() {
    if (!dialog() || !(await lost())) return;
    dialog()?.querySelector("button[aria-label=Close]")?.click();
    this.root.dataset.lost = "yes";
    this.timer ??= setInterval(() => this.#again(), AGAIN_MS);
  }

  async #again() {
    if (await lost()) return;
    delete this.root.dataset.lost;
    clearInterval(this.timer);
    this.timer = null;
  }
}

function dialog() {
  return document.querySelector("[role=dialog]");
}

async function lost() {
  const address = new URL(HEALTH, document.baseURI);
  try {
    return !(await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
  } catch {
    return true;
  }
}
