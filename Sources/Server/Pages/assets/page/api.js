// The HTTP API, with the session's key where there is one.

import { keyOf, knownSessions } from './session-keys.js';

const base = '/api/v1';
const mostEarlier = 50;
let keyFor = keyOf;

/** Says where keys are looked up, for a page on which sessions are not one's own. */
export function useKeys(find) {
  keyFor = find;
}

/** An answer that is not a success: the server's code, and a sentence where it gave one. */
export class ApiError extends Error {
  constructor(status, code, message) {
    super(message || `HTTP ${status}`);
    this.status = status;
    this.code = code;
  }
}

async function failure(response) {
  let body = null;
  try {
    body = await response.json();
  } catch {
    // The status is all there is.
  }
  return new ApiError(
    response.status,
    body?.error?.code ?? 'http_error',
    body?.error?.message ?? '',
  );
}

async function request(path, { method = 'GET', session, json } = {}) {
  const key = session ? keyFor(session) : null;
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  const body = json === undefined ? undefined : JSON.stringify(json);
  if (body) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(base + path, { method, headers, body, credentials: 'same-origin' });
  } catch {
    throw new ApiError(0, 'unreachable', '');
  }
  if (!response.ok) throw await failure(response);
  return response;
}

/** The JSON of a path. */
export async function getJSON(path, options) {
  return (await request(path, options)).json();
}

/** The address of something of a session, for links and audio. */
export function sessionPath(id, rest = '') {
  return `/sessions/${encodeURIComponent(id)}${rest}`;
}

/** The same, as the browser sees it. */
export function sessionAddress(id, rest) {
  return base + sessionPath(id, rest);
}

/** JSON of a session's path. */
export function getSessionJSON(id, rest = '') {
  return getJSON(sessionPath(id, rest), { session: id });
}

/** Sends JSON to a session's path; only who has its key can. */
export function postSession(id, rest, json) {
  return request(sessionPath(id, rest), { method: 'POST', session: id, json });
}

/**
 * The report of a session in a language. The other sessions that are known here are compared with
 * it where the server finds them to be of the same kind; without a key there is no comparison.
 */
export async function getReport(id, language) {
  if (!keyFor(id)) return getSessionJSON(id, `/report?language=${language}`);
  const earlier = knownSessions().filter((other) => other.id !== id).slice(0, mostEarlier)
    .map((other) => ({ session: other.id, key: other.key }));
  return (await postSession(id, '/report', { language, earlier })).json();
}

/** The session's journal, line by line. */
export async function getSessionEvents(id) {
  const text = await (await request(sessionPath(id, '/events'), { session: id })).text();
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
}

/**
 * Swaps the session's key for a cookie that only this session's addresses get, so that audio and
 * downloads work. Without a key here an earlier cookie may still open the session.
 */
export async function openSession(id) {
  if (keyFor(id)) await request(sessionPath(id, '/cookie'), { method: 'POST', session: id });
}
