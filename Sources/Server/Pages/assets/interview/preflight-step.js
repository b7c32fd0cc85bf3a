// The frame of one step before the interview: a mark, a title, and what there is to do.

import { h, icon } from '../page/dom.js';
import { t } from '../words/words.js';

/** A step; `state` is `open`, `done` or `problem`, `name` gives its title and its id. */
export function step({ name, iconName, state }, ...children) {
  return h(
    'section',
    { class: 'step', 'aria-labelledby': `step-${name}`, 'data-state': state },
    h('span', { class: 'step-mark' }, icon(state === 'done' ? 'check' : iconName)),
    h(
      'div',
      { class: 'step-body' },
      h('h2', { id: `step-${name}` }, t(`preflight.${name}.title`)),
      children,
    ),
  );
}

/** What the browser can do, said so that somebody can act on it. */
export function browserStep({ secure, sound, codec, voice }) {
  if (voice) {
    const words = codec === 'opus' ? 'preflight.browser.good' : 'preflight.browser.uncompressed';
    return step({ name: 'browser', iconName: 'browser', state: 'done' }, h('p', {}, t(words)));
  }
  const why = !secure ? 'insecure' : sound ? 'no_microphone' : 'no_sound';
  return step(
    { name: 'browser', iconName: 'alert', state: 'problem' },
    h('p', {}, t(`preflight.browser.${why}`)),
    h('p', {}, t('preflight.browser.in_writing')),
  );
}
