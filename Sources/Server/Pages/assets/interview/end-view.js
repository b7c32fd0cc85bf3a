// After the last word: why it is over, and where the report is.

import { h, icon } from '../page/dom.js';
import { t } from '../words/words.js';

const knownReasons = [
  'completed',
  'candidate',
  'away',
  'limit',
  'disconnected',
  'drained',
  'failed',
  'lost',
  'taken_over',
];

/** The screen after the interview. */
export function endView({ sessionID, reason, ready }) {
  const name = knownReasons.includes(reason) ? reason : 'failed';
  const query = `?session=${encodeURIComponent(sessionID ?? '')}`;
  return h(
    'div',
    { class: 'ended' },
    h('span', { class: 'ended-mark' }, icon(name === 'completed' ? 'check' : 'end')),
    h('h1', { tabindex: '-1' }, t(`ended.${name}.title`)),
    h('p', { class: 'lead' }, t(`ended.${name}.text`)),
    sessionID &&
      h('p', { class: 'quiet', role: 'status' }, t(ready ? 'ended.ready' : 'ended.preparing')),
    h(
      'div',
      { class: 'actions' },
      sessionID &&
        h(
          'a',
          { class: 'button button-primary', id: 'to-report', href: `/report${query}` },
          t('ended.report'),
          icon('arrow'),
        ),
      h('a', { class: 'button button-quiet', href: '/' }, t('page.to_scenarios')),
    ),
  );
}
