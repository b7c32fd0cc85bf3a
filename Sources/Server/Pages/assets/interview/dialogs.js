// The two dialogs of the live screen: do you really want to end, and which keys are there?

import { h } from '../page/dom.js';
import { t } from '../words/words.js';

/** Asks before the interview is ended. */
export function endDialog(onEnd) {
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'end-title' },
    h('h2', { id: 'end-title' }, t('end.title')),
    h('p', {}, t('end.text')),
    h(
      'div',
      { class: 'actions' },
      h('button', {
        class: 'button button-primary',
        type: 'button',
        onclick: () => dialog.close(),
      }, t('end.stay')),
      h('button', {
        class: 'button',
        type: 'button',
        id: 'end-now',
        onclick: () => {
          dialog.close();
          onEnd();
        },
      }, t('end.leave')),
    ),
  );
  return dialog;
}

/** The keys of the live screen, as `[key, name of the control]`. */
export const liveKeys = [[' ', 'done'], ['r', 'repeat'], ['m', 'mute'], ['t', 'type'], [
  'c',
  'captions',
], ['p', 'pause']];

/** Lists the keys and lets them be switched off. */
export function shortcutDialog(shortcuts) {
  const rows = liveKeys.map((
    [key, name],
  ) => [[key === ' ' ? t('shortcuts.space') : key.toUpperCase()], t(`live.${name}`)]);
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'keys-title' },
    h('h2', { id: 'keys-title' }, t('shortcuts.title')),
    shortcuts.panel(rows),
    h(
      'div',
      { class: 'actions' },
      h('button', {
        class: 'button button-primary',
        type: 'button',
        onclick: () => dialog.close(),
      }, t('shortcuts.close')),
    ),
  );
  return dialog;
}
