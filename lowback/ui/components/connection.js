// Notices that the connection is lost, says so, and puts away the dialog with which Streamlit then covers the page.
// It stands in the document itself (help.html): there before anything else has loaded, and when nothing else does.

const HEALTH = "_stcore/health";
const STATE = "data-test-connection-state";
const PATIENCE_MS = 2000;

class Connection {
  /** @param {HTMLElement} line */
  constructor(line) {
    this.line = line;
    this.suspecting = false;
    // Signs of a loss, so that one which comes while an answer is under way is looked into as well.
    this.signs = 0;
    const watcher = new MutationObserver(() => this.#look());
    watcher.observe(document.body, { childList: true, subtree: true, attributeFilter: [STATE] });
    // The second: an answer was sent and nobody has heard it yet.
    for (const sign of ["offline", "lowback:waiting"]) window.addEventListener(sign, () => this.#suspect());
    this.#suspect();
  }

  #look() {
    if (this.line.textContent) putAway();
    if (dialog() || cut()) this.#suspect();
  }

  // Other dialogs are the app's business; only one that stands for a lost connection is put away.
  async #suspect() {
    this.signs += 1;
    if (this.suspecting) return;
    this.suspecting = true;
    let seen = 0;
    while (seen < this.signs) {
      seen = this.signs;
      await this.#wait();
    }
    this.suspecting = false;
  }

  // Until it is back.
  async #wait() {
    const since = performance.now();
    while (await lost()) {
      const patient = performance.now() - since < PATIENCE_MS && !dialog();
      if (!patient) this.#say(this.line.dataset.words ?? "");
      await new Promise((done) => setTimeout(done, patient ? PATIENCE_MS / 4 : PATIENCE_MS));
    }
    this.#say("");
  }

  /** @param {string} words */
  #say(words) {
    if (words) putAway();
    // Only what is new is read aloud.
    if (this.line.textContent !== words) this.line.textContent = words;
  }
}

function dialog() {
  return document.querySelector("[role=dialog]");
}

function putAway() {
  /** @type {HTMLElement | null | undefined} */ (dialog()?.querySelector("button[aria-label=Close]"))?.click();
}

// The page is drawn, and nobody hears what is tapped on it.
function cut() {
  return Boolean(document.querySelector(`[${STATE}]:not([${STATE}=CONNECTED])`));
}

async function lost() {
  if (cut()) return true;
  const address = new URL(HEALTH, document.baseURI);
  try {
    return !(await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
  } catch {
    return true;
  }
}

const line = document.getElementById("no-connection");
if (line) new Connection(line);
