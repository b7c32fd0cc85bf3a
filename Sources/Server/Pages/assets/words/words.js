// The page's language: the reader's choice, else the browser's, else English.

import { preference } from '../page/storage.js';
import en from './en.js';
import fr from './fr.js';

const dictionaries = { en, fr };

/** The languages of the pages, each named in itself. */
export const languages = { en: 'English', fr: 'Français' };

/** The first of the wished languages that the pages speak. */
export function chooseLanguage(stored, wished) {
  for (const tag of [stored, ...wished]) {
    const base = String(tag ?? '').toLowerCase().split('-')[0];
    if (base in dictionaries) return base;
  }
  return 'en';
}

/** Puts values into `{name}` places of a text. */
export function interpolate(text, values) {
  return text.replace(
    /\{(\w+)\}/g,
    (place, name) => (name in values ? String(values[name]) : place),
  );
}

/** A text in a language; with `count`, the key's `_one` or `_other` form. */
export function translate(language, key, values = {}) {
  const dictionary = dictionaries[language];
  const form = 'count' in values ? `${key}_${pluralForm(language, values.count)}` : key;
  return interpolate(dictionary[form] ?? dictionary[key] ?? key, values);
}

function pluralForm(language, count) {
  return new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
}

const listeners = new Set();
let current = 'en';

if (typeof document !== 'undefined') {
  current = chooseLanguage(preference.get('language'), navigator.languages ?? []);
  document.documentElement.lang = current;
}

/** The language that is shown. */
export function language() {
  return current;
}

/** The language that is shown, as the reader's country writes it, where the browser says so. */
export function region() {
  const tags = typeof navigator === 'undefined' ? [] : navigator.languages ?? [];
  return tags.find((tag) => tag.toLowerCase().split('-')[0] === current) ?? current;
}

/** What `lang` says of words in another language than the page's; null where it is the same. */
export function foreign(tag) {
  return tag.toLowerCase().split('-')[0] === current ? null : tag;
}

/** A text in the language that is shown. */
export function t(key, values) {
  return translate(current, key, values);
}

/** Shows another language and remembers it. */
export function setLanguage(next) {
  if (!(next in dictionaries) || next === current) return;
  current = next;
  preference.set('language', next);
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

/** Calls `listener` after each change of language. */
export function onLanguageChange(listener) {
  listeners.add(listener);
}
