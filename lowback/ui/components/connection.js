// Notices that the connection is lost, puts away the dialog with which Streamlit then covers the page, and tells.

const HEALTH = "_stcore/health";
const PATIENCE_MS = 2000;
const WAITING = "lowback:waiting";

// An answer was sent and nobody has heard it yet.
export function waiting() {
  window.dispatchEvent(new Event(WAITING));
}

export class Connection {
  constructor(tell) {
    this.tell = tell;
    this.watcher = new MutationObserver(() => this.#look());
    this.watcher.observe(document.body, { childList: true, subtree: true });
    this.listening = new AbortController();
    for (const sign of ["offline", WAITING]) {
      window.addEventListener(sign, () => this.#suspect(), { signal: this.listening.signal });
    }
    // What was lost before we came to listen.
    if (!navigator.onLine) this.#suspect();
  }

  close() {
    this.watcher.disconnect();
    this.listening.abort();
  }

  #look() {
    if (dialog()) this.#suspect();
  }

  // Other dialogs are the app's business; only one that stands for a lost connection is put away.
  async #suspect() {
    if (this.told) putAway();
    if (this.suspecting) return;
    this.suspecting = true;
    const since = performance.now();
    while (!this.listening.signal.aborted && (await lost())) {
      const patient = performance.now() - since < PATIENCE_MS && !dialog();
      if (!patient) this.#say(true);
      await new Promise((done) => setTimeout(done, patient ? PATIENCE_MS / 4 : PATIENCE_MS));
    }
    this.suspecting = false;
    this.#say(false);
  }

  #say(told) {
    if (told) putAway();
    if (Boolean(this.told) !== told) this.tell(told);
    this.told = told;
  }
}

function dialog() {
  return document.querySelector("[role=dialog]");
}

function putAway() {
  dialog()?.querySelector("button[aria-label=Close]")?.click();
}

async function lost() {
  const address = new URL(HEALTH, document.baseURI);
  try {
    return !(await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
  } catch {
    return true;
  }
}
