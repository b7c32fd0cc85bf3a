// The field that searches the transcript: Enter goes to the next hit, Shift+Enter back.

import { h, icon } from '../page/dom.js';
import { t } from '../words/words.js';
import { search } from './search.js';

/** Keeps a query and its hits; `onHits(hits, chosen)` is called when they change. */
export class SearchBox {
  constructor(lines, onHits) {
    Object.assign(this, { lines, onHits, query: '', hits: [], chosen: -1 });
  }

  /** Builds the field, in the language that is shown. */
  render() {
    this.input = h('input', {
      type: 'search',
      id: 'search',
      value: this.query,
      placeholder: t('search.placeholder'),
      autocomplete: 'off',
      oninput: () => this.#changed(this.input.value),
      onkeydown: (event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        this.step(event.shiftKey ? -1 : 1);
      },
    });
    this.count = h('span', { class: 'search-count', role: 'status' });
    const button = (name, iconName, by) =>
      h('button', {
        class: 'round round-small',
        type: 'button',
        'aria-label': t(`search.${name}`),
        title: t(`search.${name}`),
        onclick: () => this.step(by),
      }, icon(iconName));
    this.buttons = [button('before', 'up', -1), button('after', 'down', 1)];
    this.#say();
    return h(
      'div',
      { class: 'search', role: 'search' },
      h('label', { for: 'search', class: 'visually-hidden' }, t('search.label')),
      icon('search'),
      this.input,
      this.count,
      this.buttons,
    );
  }

  /** Tells the hits again, to views that were built anew. */
  announce() {
    if (this.hits.length > 0) this.onHits(this.hits, this.chosen);
  }

  /** Goes to the next or the hit before, around the ends. */
  step(by) {
    if (this.hits.length === 0) return;
    this.chosen = (this.chosen + by + this.hits.length) % this.hits.length;
    this.#say();
    this.onHits(this.hits, this.chosen);
  }

  #changed(query) {
    this.query = query;
    this.hits = search(this.lines, query);
    this.chosen = this.hits.length > 0 ? 0 : -1;
    this.#say();
    this.onHits(this.hits, this.chosen);
  }

  #say() {
    for (const button of this.buttons) button.hidden = this.hits.length < 2;
    const none = this.query.trim() === '';
    this.count.textContent = none
      ? ''
      : this.hits.length === 0
      ? t('search.none')
      : t('report.of', { part: this.chosen + 1, whole: this.hits.length });
  }
}
