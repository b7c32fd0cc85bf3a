// The sessions that were held in this tab and their keys.

import { tabMemory } from './storage.js';

const name = 'sessions';

/** Sessions of this tab, newest first: `{id, key, title, at}`. */
export function sessionsOfThisTab() {
  return tabMemory.get(name) ?? [];
}

/** Remembers a session's key until the tab is closed. */
export function rememberSession(session) {
  const others = sessionsOfThisTab().filter((other) => other.id !== session.id);
  tabMemory.set(name, [session, ...others].slice(0, 20));
}

/** The key of a session, or null. */
export function keyOf(id) {
  return sessionsOfThisTab().find((session) => session.id === id)?.key ?? null;
}
