import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const pages = new URL('../../../Sources/Server/Pages/', import.meta.url);
const read = (path) => readFileSync(new URL(path, pages), 'utf8');
const files = (extension) =>
  readdirSync(new URL('assets/', pages), { recursive: true })
    .filter((path) => path.endsWith(extension)).map((path) => `assets/${path}`);

test('each page exists and each file it names', () => {
  for (const page of ['index', 'interview', 'report', 'replay']) {
    const html = read(`${page}.html`);
    for (const [, path] of html.matchAll(/(?:src|href)="\/([^"]+)"/g)) {
      assert.ok(existsSync(new URL(path, pages)), `${page}: ${path}`);
    }
  }
  for (const [, path] of read('assets/style.css').matchAll(/url\("([^"]+)"\)/g)) {
    assert.ok(existsSync(new URL(`assets/${path}`, pages)), path);
  }
});

test('nothing is written in place that the content security policy forbids', () => {
  for (const page of ['index', 'interview', 'report', 'replay']) {
    assert.doesNotMatch(read(`${page}.html`), /<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
  }
  for (const path of files('.js')) {
    assert.doesNotMatch(
      read(path),
      /innerHTML|outerHTML|insertAdjacentHTML|setAttribute\('style'|new Function|\beval\(/,
      path,
    );
  }
});

test('nothing is fetched from elsewhere', () => {
  for (const path of [...files('.js'), ...files('.css')]) {
    assert.doesNotMatch(read(path).replaceAll('http://www.w3.org', ''), /["'(]https?:\/\//, path);
  }
});

test('each icon that is shown is on the sheet, and each on the sheet is shown', () => {
  const sheet = new Set(
    [...read('assets/icons.svg').matchAll(/symbol id="icon-([^"]+)"/g)].map(([, name]) => name),
  );
  const source = files('.js').map(read).join('\n');
  for (const [, name] of source.matchAll(/\bicon\('([a-z-]+)'\)/g)) {
    assert.ok(sheet.has(name), name);
  }
  for (const name of sheet) {
    const family = name.startsWith('way-');
    assert.ok(
      family ? source.includes('icon(`way-${') : source.includes(`'${name}'`),
      `${name} is never shown`,
    );
  }
});

test('every file is one idea: at most 400 lines', () => {
  for (const path of [...files('.js'), ...files('.css')]) {
    assert.ok(read(path).split('\n').length <= 401, path);
  }
});
