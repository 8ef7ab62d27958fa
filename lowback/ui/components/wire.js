// The quick way to the diary and back: what happened goes there, and by writer the number up to which nothing is missing.

/** @import { LogEvent, Over, Position, Wire } from "./types.d.ts" */

const PATIENCE_MS = 10_000;
const KEY = "Lowback-Key";

/**
 * Null when it did not arrive: it has to be sent again. `gone`: there is no such session any more.
 * @param {Wire} wire
 * @param {{ log: LogEvent[], at?: Position }} told
 * @returns {Promise<{ gone?: boolean, running?: boolean, ack: Record<string, number> } | null>}
 */
export async function tell({ address, key }, told) {
  const answer = await reached(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key, ...told }),
  });
  if (answer?.status === 410) return { gone: true, ack: {} };
  return answer?.said?.ack ? answer.said : null;
}

/**
 * Why the player of this session must end, and which places of it were stopped for pain; null while nobody can say.
 * @param {Wire} wire
 * @returns {Promise<{ over: Over | null, out?: number[] } | null>}
 */
export async function ask({ address, key }) {
  const answer = await reached(address, { headers: { [KEY]: key }, cache: "no-store" });
  return answer?.said ?? null;
}

// An answer that breaks off, or that somebody between us and the diary gave, is none.
/** @param {string} address @param {RequestInit} request */
async function reached(address, request) {
  try {
    const answer = await fetch(address, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: answer.status, said: answer.ok ? await answer.json() : null };
  } catch {
    return null;
  }
}
