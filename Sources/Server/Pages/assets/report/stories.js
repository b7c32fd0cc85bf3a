// Which parts of a story each answer has, and how long each took: for coaching only.

import { h, icon } from '../page/dom.js';
import { foreign, t } from '../words/words.js';
import { timeLink } from './overview.js';

function part(report, { part: name, quote }) {
  return h(
    'td',
    { class: quote ? 'part part-heard' : 'part' },
    quote
      ? timeLink(report, quote.moment.at_ms, { title: quote.text })
      : h(
        'span',
        { class: 'quiet' },
        icon('dash'),
        h('span', { class: 'visually-hidden' }, t('story.not_heard')),
      ),
    h('span', { class: 'part-name', 'aria-hidden': 'true' }, t(`story.${name}`)),
  );
}

const parts = ['situation', 'task', 'action', 'result'];

function row(report, time) {
  const id = time.moment.question_id;
  const story = report.stories.find(({ question_id: other }) => other === id);
  const isOther = story && !story.asked && story.kind !== 'story';
  const kind = isOther ? 'not_asked' : story?.kind ?? 'none';
  return h(
    'tr',
    {},
    h('th', { scope: 'row', lang: foreign(report.language) }, time.question),
    h('td', { class: 'time-use', lang: foreign(report.words) }, time.sentence),
    kind === 'story'
      ? story.parts.map((entry) => part(report, entry))
      : h('td', { class: 'quiet', colspan: String(parts.length) }, t(`story.kind.${kind}`)),
  );
}

/** Form and length of the answers, question by question. */
export function stories(report) {
  if (report.purpose === 'hiring' || report.time.length === 0) return null;
  return h(
    'section',
    { class: 'stories', 'aria-labelledby': 'stories-title' },
    h('h2', { id: 'stories-title' }, t('report.stories')),
    h('p', { class: 'quiet' }, t('report.stories_text')),
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, t('story.question')),
          h('th', { scope: 'col' }, t('story.time')),
          parts.map((name) => h('th', { scope: 'col' }, t(`story.${name}`))),
        ),
      ),
      h('tbody', {}, report.time.map((time) => row(report, time))),
    ),
  );
}
