// The card beside the preparation: which interview this will be.

import { isTranscribed } from '../home/scenario-card.js';
import { h, icon } from '../page/dom.js';
import { languageName } from '../words/format.js';
import { t } from '../words/words.js';

function row(key, value) {
  return value && h('div', {}, h('dt', {}, t(`summary.${key}`)), h('dd', {}, value));
}

/** What is known of a scenario before it begins. */
export function scenarioSummary(scenario, purpose, about) {
  const words = isTranscribed(scenario.language, about.recognizer_languages ?? [])
    ? about.recognizer_is_demonstration && t('home.demonstration')
    : t('home.untranscribed', { language: languageName(scenario.language) });
  return h(
    'aside',
    { class: 'summary-card', 'aria-label': t('summary.title') },
    h(
      'dl',
      {},
      row('language', languageName(scenario.language)),
      row('persona', scenario.persona),
      row('length', t('home.minutes', { count: scenario.minutes })),
      row('questions', t('home.questions', { count: scenario.questions })),
      row('purpose', t(`purpose.${purpose}`)),
    ),
    h('p', { class: 'quiet' }, t(`purpose.${purpose}.text`)),
    words && h('p', { class: 'hint' }, icon('info'), h('span', {}, words)),
  );
}
