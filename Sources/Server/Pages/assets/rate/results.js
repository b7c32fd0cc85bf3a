// After rating: the levels that people gave, with their notes, beside what the machine found.

import { h } from '../page/dom.js';
import { competencies } from '../report/competencies.js';
import { day } from '../words/format.js';
import { foreign, t } from '../words/words.js';
import { answersSection, headOf, playerDeck } from './answers.js';

function rating(report, { at, rater, ratings }) {
  const label = (id) => report.competencies.find((section) => section.id === id)?.label ?? id;
  return h(
    'article',
    { class: 'card rating-given' },
    h('h3', {}, rater),
    h('p', { class: 'quiet' }, day(at)),
    h(
      'dl',
      {},
      ratings.map(({ competency, level, note }) =>
        h(
          'div',
          {},
          h('dt', { lang: foreign(report.language) }, label(competency)),
          h(
            'dd',
            {},
            h(
              'strong',
              {},
              typeof level === 'number'
                ? t('competency.level', { level })
                : t('rating.insufficient'),
            ),
            note && h('p', { class: 'rating-note' }, note),
          ),
        )
      ),
    ),
  );
}

/** The page after rating. */
export function results(report, ratings, play, player, step) {
  return h(
    'div',
    { class: 'rate report' },
    headOf(report, t('rating.eyebrow'), t('rating.done')),
    playerDeck(player, step),
    h(
      'section',
      { class: 'rating-list', 'aria-labelledby': 'ratings-title' },
      h('h2', { id: 'ratings-title' }, t('rating.people')),
      ratings.map((entry) => rating(report, entry)),
    ),
    competencies(report),
    answersSection(report, play),
  );
}
