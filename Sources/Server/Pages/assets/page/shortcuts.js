// Single keys for those who like them, off for those whom they would surprise (speech input, WCAG
// 2.1.4). They never act while something is typed or another control has the focus.

import { h } from './dom.js';
import { preference } from './storage.js';
import { t } from '../words/words.js';

const interactive =
  'input:not([type=range]), select, textarea, button, a[href], summary, [contenteditable], dialog';

/** Whether a key press belongs to a control and not to the page. */
export function isTyping(target) {
  return target instanceof Element && target.closest(interactive) !== null;
}

/** A set of keys: `{key: action}`; keys are as in `KeyboardEvent.key`, letters in lower case. */
export class Shortcuts {
  constructor(actions) {
    this.actions = actions;
    this.enabled = preference.get('shortcuts') !== 'off';
    this.listener = (event) => this.#pressed(event);
    document.addEventListener('keydown', this.listener);
  }

  /** Turns the keys on or off and remembers it. */
  enable(enabled) {
    this.enabled = enabled;
    preference.set('shortcuts', enabled ? 'on' : 'off');
  }

  /** Stops listening. */
  close() {
    document.removeEventListener('keydown', this.listener);
  }

  /** A list of the keys with a switch; `names` are the words of each key's action. */
  panel(rows) {
    return h(
      'div',
      { class: 'shortcuts' },
      h(
        'label',
        { class: 'switch' },
        h('input', {
          type: 'checkbox',
          role: 'switch',
          checked: this.enabled,
          onchange: (event) => this.enable(event.target.checked),
        }),
        h('span', {}, t('shortcuts.enabled')),
      ),
      h(
        'dl',
        { class: 'keys' },
        rows.map(([keys, words]) =>
          h('div', {}, h('dt', {}, keys.map((key) => h('kbd', {}, key))), h('dd', {}, words))
        ),
      ),
    );
  }

  #pressed(event) {
    if (!this.enabled || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) {
      return;
    }
    if (isTyping(event.target)) return;
    const action = this.actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action(event);
  }
}
