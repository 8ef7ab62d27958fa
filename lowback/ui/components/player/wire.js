// The quick way to the diary: what happened goes there, and the number comes back up to which nothing is missing.

/** @import { LogEvent, Position, Session } from "../types.d.ts" */

const PATIENCE_MS = 10_000;

/**
 * Null when it did not arrive: it is then sent again the slow way, with Streamlit.
 * @param {NonNullable<Session["wire"]>} wire
 * @param {{ log: LogEvent[], at: Position }} told
 * @returns {Promise<number | null>}
 */
export async function tell({ address, key }, told) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ key, ...told }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok ? (await answer.json()).ack : null;
  } catch {
    return null;
  }
}
