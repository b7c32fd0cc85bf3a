// When to try the connection again: soon, then rarer, with chance so that a thousand clients of a
// restarted server do not knock together, and not longer than the server keeps the session.

/** How long the server keeps an interview for a candidate who lost the connection. */
export const resumeWindowMs = 120_000;

/**
 * Milliseconds to wait before try number `attempt` (0-based), or null when the window is used up.
 *
 * @param {number} attempt 0-based
 * @param {number} elapsedMs since the connection was lost
 * @param {() => number} random 0…1
 */
export function retryDelay(attempt, elapsedMs, random = Math.random) {
  if (elapsedMs >= resumeWindowMs) return null;
  const longest = Math.min(8_000, 250 * 2 ** attempt);
  const delay = longest * (0.5 + random() / 2);
  return Math.min(delay, resumeWindowMs - elapsedMs);
}

/** Close codes after which trying again cannot help. */
export function isFinal(code) {
  return code === 1000 || code === 1008 || code === 1009 || (code >= 4000 && code < 5000);
}
