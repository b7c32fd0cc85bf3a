// Asks for the key of a session that is opened without one.

import { h } from '../page/dom.js';
import { t } from '../words/words.js';

/** The form; `open` gets the key. */
export function keyForm(open) {
  const send = (event) => {
    event.preventDefault();
    const key = new FormData(event.target).get('key').trim();
    if (key) open(key);
  };
  return h(
    'form',
    { class: 'card rating-key', onsubmit: send },
    h('h1', { tabindex: '-1' }, t('rating.key.title')),
    h('p', { class: 'quiet' }, t('rating.key.text')),
    h(
      'label',
      { class: 'field' },
      h('span', {}, t('rating.key.label')),
      h('input', { type: 'password', name: 'key', autocomplete: 'off', required: true }),
    ),
    h(
      'div',
      { class: 'actions' },
      h('button', { class: 'button button-primary', type: 'submit' }, t('rating.key.open')),
    ),
  );
}
