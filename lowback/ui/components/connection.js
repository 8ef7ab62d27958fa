// Notices that the connection is lost, puts away the dialog with which Streamlit then covers the page, and tells.

const HEALTH = "_stcore/health";
const PATIENCE_MS = 2000;
const WAITING = "lowback:waiting";

// An answer was sent and nobody has heard it yet.
export function waiting() {
  window.dispatchEvent(new Event(WAITING));
}

export class Connection {
  /** @param {(lost: boolean) => void} tell */
  constructor(tell) {
    this.tell = tell;
    this.told = false;
    this.suspecting = false;
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
    const { signal } = this.listening;
    const since = performance.now();
    while (!signal.aborted && (await lost(signal)) && !signal.aborted) {
      const patient = performance.now() - since < PATIENCE_MS && !dialog();
      if (!patient) this.#say(true);
      await pause(patient ? PATIENCE_MS / 4 : PATIENCE_MS, signal);
    }
    this.suspecting = false;
    // Whoever has closed it does not listen any more.
    if (!signal.aborted) this.#say(false);
  }

  /** @param {boolean} told */
  #say(told) {
    if (told) putAway();
    if (this.told !== told) this.tell(told);
    this.told = told;
  }
}

function dialog() {
  return document.querySelector("[role=dialog]");
}

function putAway() {
  /** @type {HTMLElement | null | undefined} */ (dialog()?.querySelector("button[aria-label=Close]"))?.click();
}

/** @param {AbortSignal} closed */
async function lost(closed) {
  const address = new URL(HEALTH, document.baseURI);
  const signal = AbortSignal.any([closed, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    return !(await fetch(address, { cache: "no-store", signal })).ok;
  } catch {
    return true;
  }
}

/** @param {number} milliseconds @param {AbortSignal} closed @returns {Promise<void>} */
function pause(milliseconds, closed) {
  return new Promise((done) => {
    if (closed.aborted) return done();
    const timer = setTimeout(done, milliseconds);
    closed.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        done();
      },
      { once: true },
    );
  });
}
