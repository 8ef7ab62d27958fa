// Private windows and full disks refuse storage; whoever asked goes on without it.

/**
 * What the action brings, or null where the browser refuses.
 * @template T
 * @param {() => T} action
 * @returns {T | null}
 */
export function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
