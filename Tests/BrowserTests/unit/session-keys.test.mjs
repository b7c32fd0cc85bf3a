import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

const assets = '../../../Sources/Server/Pages/assets';

// Empty texts for what is not there: for null the module would look into what it remembers itself
// where a browser keeps nothing.
function area() {
  const values = new Map();
  return {
    values,
    getItem: (key) => values.get(key) ?? '',
    setItem: (key, value) => values.set(key, value),
  };
}

beforeEach(() => {
  globalThis.localStorage = area();
  globalThis.sessionStorage = area();
});

const keys = await import(`${assets}/page/session-keys.js`);
const session = (id) => ({ id, key: `key-${id}`, title: 'T', at: '2026-01-01T00:00:00Z' });
const ids = () => keys.knownSessions().map(({ id }) => id);

function anotherTab() {
  globalThis.sessionStorage = area();
}

test('without a wish to be remembered, sessions go with their tab', () => {
  keys.rememberSession(session('one'));
  assert.equal(keys.keyOf('one'), 'key-one');
  anotherTab();
  keys.rememberSession(session('two'));
  assert.deepEqual(ids(), ['two']);
  assert.equal(globalThis.localStorage.values.has('vivavoce.sessions'), false);
});

test('with it, this tab’s sessions and later ones are known in the next tab', () => {
  keys.rememberSession(session('one'));
  keys.setRemembersSessions(true);
  keys.rememberSession(session('two'));
  anotherTab();
  assert.deepEqual(ids(), ['two', 'one']);
  keys.rememberSession(session('one'));
  assert.deepEqual(ids(), ['one', 'two']);
});

test('withdrawn, all but this tab’s are forgotten', () => {
  keys.setRemembersSessions(true);
  keys.rememberSession(session('one'));
  anotherTab();
  keys.rememberSession(session('two'));
  keys.setRemembersSessions(false);
  assert.deepEqual(ids(), ['two']);
  anotherTab();
  assert.deepEqual(ids(), []);
  assert.equal(keys.keyOf('one'), null);
});

test('no more are kept than a report is compared with', () => {
  keys.setRemembersSessions(true);
  for (let number = 0; number < 60; number += 1) keys.rememberSession(session(`s${number}`));
  anotherTab();
  assert.equal(ids().length, 50);
  assert.equal(ids()[0], 's59');
});

test('a key for rating is none of one’s own, and goes with the tab', () => {
  keys.setRemembersSessions(true);
  keys.rememberRatingKey('one', 'rating');
  assert.equal(keys.keyOf('one'), null);
  assert.equal(keys.ratingKeyOf('one'), 'rating');
  anotherTab();
  assert.equal(keys.hasRatingKey('one'), false);
});

test('what the browser holds and is no list counts as nothing', () => {
  globalThis.localStorage.setItem('vivavoce.sessions', '{broken');
  assert.deepEqual(ids(), []);
});
