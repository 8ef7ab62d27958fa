// A browser's storage: its keys are what it holds.

export function storage() {
  const stored = {};
  const acts = {
    getItem: (key) => stored[key] ?? null,
    setItem: (key, value) => {
      stored[key] = value;
    },
    removeItem: (key) => delete stored[key],
  };
  globalThis.localStorage = new Proxy(stored, { get: (all, name) => acts[name] ?? all[name] });
  return stored;
}

// One that a private window or a full disk refuses.
export function noStorage() {
  const refuse = () => {
    throw new Error("QuotaExceededError");
  };
  globalThis.localStorage = { getItem: refuse, setItem: refuse, removeItem: refuse };
}
