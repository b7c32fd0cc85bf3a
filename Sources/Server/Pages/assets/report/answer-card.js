// One answer of the report: what was asked and said, which points were heard, how long it was.

import { h, icon } from '../page/dom.js';
import { answerWords } from '../page/session.js';
import { number } from '../words/format.js';
import { foreign, t } from '../words/words.js';
import { measure } from './delivery.js';
import { timeLink } from './overview.js';
import { questionsOf } from './moments.js';
import { pointWords, secondsInWords, shownMeasures, wordsPerMinute } from './measures.js';

function answerLengthSeconds(answer) {
  return answer.delivery?.answer_length_s ?? Math.max(0, (answer.end_ms - answer.start_ms) / 1000);
}

/** What an answer mentioned; what is missing stands once, under the last answer to a question. */
function evidence(report, answer) {
  const { heard = [], labels = {} } = answer.evidence ?? {};
  const last = report.answers.findLast(({ question_id: id, evidence: points }) =>
    id === answer.question_id && points
  );
  const missing = last === answer
    ? questionsOf(report).find((entry) => entry.answer.question_id === answer.question_id).missing
    : [];
  if (heard.length + missing.length === 0) return null;
  const list = (title, name, ids) =>
    ids.length > 0 &&
    h(
      'div',
      { class: `points points-${name}` },
      h('h4', {}, title),
      h(
        'ul',
        {},
        ids.map((id) =>
          h(
            'li',
            {},
            icon(name === 'heard' ? 'check' : 'dash'),
            h('span', { lang: foreign(report.language) }, labels[id] ?? pointWords(id)),
          )
        ),
      ),
    );
  return h(
    'div',
    { class: 'evidence' },
    list(t('answer.heard'), 'heard', heard),
    list(
      t(answer.kind === 'follow_up' ? 'answer.still_missing' : 'answer.missing'),
      'missing',
      missing,
    ),
  );
}

/** A bar from nothing to beyond the expected window, with the answer's own length on it. */
function lengthBar(answer) {
  const length = answerLengthSeconds(answer);
  const { minimum, maximum } = answer.expected_s;
  const scale = Math.max(maximum * 1.25, length * 1.05);
  const bar = h(
    'div',
    { class: 'length-bar', 'aria-hidden': 'true' },
    h('span', { class: 'length-window' }),
    h('span', { class: 'length-own' }),
  );
  bar.style.setProperty('--from', `${(100 * minimum) / scale}%`);
  bar.style.setProperty('--to', `${(100 * maximum) / scale}%`);
  bar.style.setProperty('--own', `${(100 * length) / scale}%`);
  return bar;
}

function lengthSection(answer) {
  const length = secondsInWords(answerLengthSeconds(answer));
  if (answer.reason === 'silence' || answer.reason === 'text') return null;
  const expected = answer.expected_s;
  return h(
    'div',
    { class: 'answer-length' },
    h('h4', {}, t('answer.length')),
    h(
      'p',
      {},
      h('strong', {}, length),
      ' ',
      expected &&
        h(
          'span',
          { class: 'quiet' },
          t(`answer.length.${answer.length_verdict ?? 'plain'}`, {
            minimum: secondsInWords(expected.minimum),
            maximum: secondsInWords(expected.maximum),
          }),
        ),
    ),
    expected && lengthBar(answer),
  );
}

function delivery(report, answer) {
  // Where not even the share of speech could be measured, there was hardly any speech.
  if (typeof answer.delivery?.phonation_time_ratio !== 'number') return null;
  const chosen = report.reported_measures ?? [];
  const shown = shownMeasures(answer.delivery, chosen);
  const pace = chosen.length === 0 || chosen.includes('speech_rate_syll_s')
    ? wordsPerMinute(report.language, answer.transcript, answer.delivery)
    : null;
  const rows = pace === null
    ? shown
    : [{ name: 'words_per_minute', value: number(pace), unit: '' }, ...shown];
  if (rows.length === 0) return null;
  return h(
    'details',
    { class: 'answer-delivery' },
    h(
      'summary',
      {},
      t('answer.delivery'),
      h('span', { class: 'quiet summary-line' }, ' ', summaryLine(rows)),
    ),
    h('dl', { class: 'measures' }, rows.map(measure)),
  );
}

function summaryLine(rows) {
  return rows.slice(0, 2).map(({ name, value, unit }) =>
    `${t(`measure.${name}`)} ${value} ${unit}`.trim()
  ).join(' · ');
}

/** The card of an answer; follow-ups stand under their question. */
export function answerCard(report, answer, number) {
  const id = `answer-${answer.turn}`;
  const label = answer.kind === 'follow_up'
    ? t('answer.follow_up')
    : t('answer.question', { number });
  return h(
    'article',
    { class: `card answer answer-${answer.kind}`, 'aria-labelledby': id },
    h(
      'div',
      { class: 'answer-head' },
      h(
        'div',
        {},
        h(
          'p',
          { class: 'eyebrow' },
          label,
          answer.reason === 'text' ? ` · ${t('answer.typed')}` : '',
        ),
        h('h3', { id, lang: foreign(report.language) }, answer.question),
      ),
      timeLink(report, answer.start_ms, { 'aria-describedby': id }),
    ),
    answerWords(report, answer),
    h(
      'div',
      { class: 'answer-facts' },
      evidence(report, answer),
      // How long somebody spoke is delivery, which hiring does without.
      report.purpose !== 'hiring' && lengthSection(answer),
    ),
    delivery(report, answer),
  );
}
