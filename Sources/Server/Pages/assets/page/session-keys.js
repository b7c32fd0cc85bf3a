// The keys of sessions: those held in this tab and, where their candidate wishes it, in this
// browser; and those that are rated in this tab.

import { preference, tabMemory } from './storage.js';

const name = 'sessions';
const ratedName = 'rated';
const mostInTab = 20;
const mostInBrowser = 50;

function kept() {
  try {
    return JSON.parse(preference.get(name) ?? '[]');
  } catch {
    return [];
  }
}

function merged(first, second) {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !known.has(id))];
}

/** Whether sessions are remembered beyond this tab. */
export function remembersSessions() {
  return preference.get('remember') === 'on';
}

/** Remembers sessions in this browser from now on, or forgets them but for those of this tab. */
export function setRemembersSessions(remembers) {
  preference.set('remember', remembers ? 'on' : 'off');
  const remembered = remembers ? merged(tabMemory.get(name) ?? [], kept()) : [];
  preference.set(name, JSON.stringify(remembered.slice(0, mostInBrowser)));
}

/** Sessions that can be opened here, newest first: `{id, key, title, at}`. */
export function knownSessions() {
  return merged(tabMemory.get(name) ?? [], kept());
}

/** Remembers a session's key until the tab is closed, or as long as the candidate wishes. */
export function rememberSession(session) {
  const others = (list) => list.filter((other) => other.id !== session.id);
  tabMemory.set(name, [session, ...others(tabMemory.get(name) ?? [])].slice(0, mostInTab));
  if (!remembersSessions()) return;
  preference.set(name, JSON.stringify([session, ...others(kept())].slice(0, mostInBrowser)));
}

/** The key of one's own session, or null. */
export function keyOf(id) {
  return knownSessions().find((session) => session.id === id)?.key ?? null;
}

/** Remembers the key with which a session is rated, until the tab is closed. */
export function rememberRatingKey(id, key) {
  tabMemory.set(ratedName, { ...tabMemory.get(ratedName), [id]: key });
}

/** Whether this tab rates a session. */
export function hasRatingKey(id) {
  return ratingKeyOf(id) !== null;
}

/** The key with which a session is rated, or null. */
export function ratingKeyOf(id) {
  return tabMemory.get(ratedName)?.[id] ?? null;
}
