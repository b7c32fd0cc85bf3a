import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  chooseLanguage,
  interpolate,
  translate,
} from '../../../Sources/Server/Pages/assets/words/words.js';
import { clock, number } from '../../../Sources/Server/Pages/assets/words/format.js';
import en from '../../../Sources/Server/Pages/assets/words/en.js';
import fr from '../../../Sources/Server/Pages/assets/words/fr.js';

const assets = new URL('../../../Sources/Server/Pages/assets/', import.meta.url);

function sources() {
  return readdirSync(assets, { recursive: true, withFileTypes: true })
    .filter((entry) =>
      entry.isFile() && entry.name.endsWith('.js') && !/(^|\.)(en|fr)\.js$/.test(entry.name)
    )
    .map((entry) => readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`, 'utf8'));
}

/** What looks like a key, the keys that are asked for as such, and those with a part filled in. */
function wanted() {
  const keys = new Set();
  const asked = new Set();
  const patterns = [];
  for (const source of sources()) {
    for (const [key] of source.matchAll(/(?<=')[a-z_]+(?:\.[a-z_]+)+(?=')/g)) keys.add(key);
    for (const [, key] of source.matchAll(/\b(?:t|startPage)\('([^']+)'/g)) asked.add(key);
    for (
      const [, template] of source.matchAll(/\bt\((?:[^()`]*\? )?`([a-z_]+\.[^`\s]*\$\{[^`]*)`/g)
    ) {
      const pattern = template.split(/\$\{[^}]*(?:\{[^}]*\})?[^}]*\}/).map((part) =>
        part.replaceAll('.', '\\.')
      ).join('[a-z0-9_]+');
      patterns.push(new RegExp(`^${pattern}$`));
    }
  }
  return { keys, asked, patterns };
}

test('both dictionaries have the same keys', () => {
  assert.deepEqual(Object.keys(fr).sort(), Object.keys(en).sort());
});

test('both languages put the same values into a text', () => {
  for (const key of Object.keys(en)) {
    const places = (text) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    if (key === 'home.untranscribed') continue;
    assert.deepEqual(places(fr[key]), places(en[key]), key);
  }
});

test('each text has a use, and each use a text', () => {
  const { keys, asked, patterns } = wanted();
  const base = (key) => key.replace(/_(one|other)$/, '');
  const known = new Set(Object.keys(en).map(base));
  for (const key of Object.keys(en)) {
    const used = keys.has(key) || keys.has(base(key)) ||
      patterns.some((pattern) => pattern.test(key) || pattern.test(base(key)));
    assert.ok(used, `${key} is never shown`);
  }
  for (const key of asked) assert.ok(known.has(key), `${key} has no text`);
  for (const pattern of patterns) {
    assert.ok(
      Object.keys(en).some((key) => pattern.test(key) || pattern.test(base(key))),
      `${pattern}`,
    );
  }
});

test('a counted text has both its forms, and French counts nought as one', () => {
  for (const key of Object.keys(en).filter((name) => name.endsWith('_one'))) {
    assert.ok(key.replace(/_one$/, '_other') in en, key);
  }
  assert.equal(translate('en', 'home.questions', { count: 1 }), '1 question');
  assert.equal(translate('en', 'home.questions', { count: 0 }), '0 questions');
  assert.equal(translate('fr', 'home.questions', { count: 0 }), '0 question');
});

test('French punctuation never begins a line', () => {
  for (const [key, text] of Object.entries(fr)) assert.doesNotMatch(text, / [;:!?»]|« /, key);
});

test('the reader’s choice comes before the browser’s, and English after both', () => {
  assert.equal(chooseLanguage('fr', ['en-US']), 'fr');
  assert.equal(chooseLanguage(null, ['de-DE', 'fr-CA', 'en']), 'fr');
  assert.equal(chooseLanguage('xx', ['de']), 'en');
  assert.equal(chooseLanguage(null, []), 'en');
});

test('values fill their places and nothing else', () => {
  assert.equal(interpolate('{a} of {b}, {c}', { a: 1, b: '{a}' }), '1 of {a}, {c}');
});

test('clock times are read at a glance', () => {
  assert.deepEqual([0, 59_999, 60_000, 3_599_000, 3_725_000, -5].map(clock), [
    '0:00',
    '0:59',
    '1:00',
    '59:59',
    '1:02:05',
    '0:00',
  ]);
});

test('numbers keep their decimals', () => {
  assert.equal(number(4.56, 1), '4.6');
  assert.equal(number(4, 1), '4.0');
});
