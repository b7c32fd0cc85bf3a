// What every page does first: its header, and its title in the reader's language.

import { onLanguageChange, t } from '../words/words.js';
import { h, loadIcons, notice } from './dom.js';
import './site-header.js';

/** Shows `render()` now and after each change of language; `titleKey` names the page. */
export function startPage(titleKey, render) {
  const show = () => {
    document.title = `${t(titleKey)} · Vivavoce`;
    render();
  };
  onLanguageChange(show);
  show();
  loadIcons();
}

/** What is shown while something is fetched. */
export function loading() {
  return h(
    'p',
    { class: 'loading', role: 'status' },
    h('span', { class: 'spinner', 'aria-hidden': 'true' }),
    t('page.loading'),
  );
}

/** What is shown for an error of the API, with a way on. */
export function problem(error, retry) {
  const known = {
    0: 'unreachable',
    401: 'no_key',
    403: 'no_key',
    404: 'not_found',
    503: 'busy',
  }[error.status] ?? 'other';
  const again = retry && known !== 'no_key' && known !== 'not_found' &&
    h('button', { class: 'button', type: 'button', onclick: retry }, t('page.again'));
  const home = h('a', { class: 'button button-quiet', href: '/' }, t('page.to_scenarios'));
  return notice(
    'problem',
    t(`problem.${known}.title`),
    t(`problem.${known}.text`),
    ...[again, home].filter(Boolean),
  );
}
