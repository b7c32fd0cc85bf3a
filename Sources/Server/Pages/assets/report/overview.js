// The first screen of the report: what it is, what was counted, what worked and what to try.

import { h, icon, notice } from '../page/dom.js';
import { sessionAddress } from '../page/api.js';
import { clock, day, languageName } from '../words/format.js';
import { foreign, t } from '../words/words.js';
import { pointWords, secondsInWords, shownMeasures } from './measures.js';
import { strengths, suggestions, totals } from './moments.js';

/** The address of a moment in the replay. */
export function replayAddress(sessionID, milliseconds) {
  return `/replay?session=${encodeURIComponent(sessionID)}&t=${
    Math.max(0, Math.round(milliseconds))
  }`;
}

/** The report's title and what the session was. */
export function reportHead(report) {
  const facts = [
    day(report.created_at),
    clock(report.duration_ms),
    languageName(report.language),
    t(`purpose.${report.purpose}`),
  ];
  return h(
    'header',
    { class: 'page-head' },
    h('p', { class: 'eyebrow' }, t('report.eyebrow')),
    h('h1', { tabindex: '-1', lang: foreign(report.language) }, report.scenario_title),
    h('p', { class: 'quiet facts-line' }, facts.filter(Boolean).map((fact) => h('span', {}, fact))),
    h(
      'div',
      { class: 'actions no-print' },
      h(
        'a',
        { class: 'button button-primary', href: replayAddress(report.session_id, 0) },
        icon('play'),
        t('report.listen'),
      ),
      h(
        'button',
        {
          class: 'button',
          type: 'button',
          onclick: () => print(),
        },
        icon('print'),
        t('report.print'),
      ),
    ),
  );
}

function figure(value, words) {
  return h('div', { class: 'figure' }, h('dt', {}, words), h('dd', {}, value));
}

/** The counts. */
export function figures(report) {
  const { answers, heard, points, within, judged } = totals(report);
  return h(
    'dl',
    { class: 'figures' },
    figure(String(answers), t('report.figure.answers', { count: answers })),
    points > 0 && figure(t('report.of', { part: heard, whole: points }), t('report.figure.points')),
    judged > 0 &&
      figure(t('report.of', { part: within, whole: judged }), t('report.figure.length')),
    figure(clock(report.duration_ms), t('report.figure.duration')),
  );
}

function momentWords({ kind, answer, missing = [] }) {
  const values = {
    question: answer.question,
    points: missing.map(pointWords).join(', '),
    length: secondsInWords(
      (answer.delivery?.answer_length_s) ?? (answer.end_ms - answer.start_ms) / 1000,
    ),
    minimum: answer.expected_s ? secondsInWords(answer.expected_s.minimum) : '',
    maximum: answer.expected_s ? secondsInWords(answer.expected_s.maximum) : '',
    pause: secondsInWords(answer.delivery?.longest_silent_pause_s ?? 0),
  };
  return { title: t(`moment.${kind}.title`, values), text: t(`moment.${kind}.text`, values) };
}

function momentList(report, title, iconName, moments, none) {
  const item = (moment) => {
    const { title: head, text } = momentWords(moment);
    return h(
      'li',
      {},
      h(
        'a',
        { class: 'time-link', href: replayAddress(report.session_id, moment.answer.start_ms) },
        icon('play'),
        clock(moment.answer.start_ms),
      ),
      h(
        'div',
        {},
        h('p', { class: 'moment-title' }, head),
        h(
          'p',
          { class: 'moment-question', lang: foreign(report.language) },
          moment.answer.question,
        ),
        text && h('p', { class: 'quiet' }, text),
      ),
    );
  };
  return h(
    'section',
    { class: 'moments' },
    h('h2', {}, icon(iconName), title),
    moments.length > 0 ? h('ul', {}, moments.map(item)) : h('p', { class: 'quiet' }, none),
  );
}

/** What worked and what to try; a hiring session gets no coaching. */
export function momentColumns(report) {
  if (report.purpose === 'hiring') return null;
  return h(
    'div',
    { class: 'moment-columns' },
    momentList(report, t('report.worked'), 'check', strengths(report), t('report.worked_none')),
    momentList(report, t('report.try'), 'arrow', suggestions(report), t('report.try_none')),
  );
}

/** With less speech than this a rate says more of chance than of the speaker. */
const leastSpeechSeconds = 5;

/** The delivery of the whole session, in a few measures; absent for hiring. */
export function deliverySummary(report) {
  if (!report.delivery) return null;
  const shown = shownMeasures(report.delivery);
  if (shown.length === 0 || report.delivery.answer_length_s < leastSpeechSeconds) {
    return h(
      'section',
      { class: 'delivery', 'aria-labelledby': 'delivery-title' },
      h('h2', { id: 'delivery-title' }, t('report.delivery')),
      h('p', { class: 'quiet' }, t('report.delivery_little')),
    );
  }
  return h(
    'section',
    { class: 'delivery', 'aria-labelledby': 'delivery-title' },
    h('h2', { id: 'delivery-title' }, t('report.delivery')),
    h('p', { class: 'quiet' }, t('report.delivery_text')),
    h('dl', { class: 'measures' }, shown.slice(0, 4).map(measure)),
    shown.length > 4 &&
      h(
        'details',
        {},
        h('summary', {}, t('report.all_measures')),
        h('dl', { class: 'measures' }, shown.slice(4).map(measure)),
      ),
  );
}

/** One measure with its meaning. */
export function measure({ name, value, unit }) {
  return h(
    'div',
    { class: 'measure' },
    h('dt', {}, t(`measure.${name}`)),
    h(
      'dd',
      {},
      h('span', { class: 'measure-value' }, value),
      unit && h('span', { class: 'measure-unit' }, ' ', unit),
      h('p', { class: 'quiet' }, t(`measure.${name}.text`)),
    ),
  );
}

const knownNotes = [
  'not_recognized',
  'transcript_missing',
  'transcript_flagged',
  'answer_too_short',
  'delivery_not_measured',
  'not_recorded',
  'interrupted',
  'running',
];

/** What the transcript is worth; absent where nothing that was spoken was transcribed. */
export function recognizerNote(report) {
  const spoken = report.answers.some(({ reason, transcript }) => transcript && reason !== 'text');
  return report.recognized && spoken &&
    h(
      'p',
      { class: 'hint report-recognizer' },
      icon('info'),
      h('span', {}, t('report.demonstration')),
    );
}

/** What the report could not say, and why. */
export function notes(report) {
  const hiring = report.purpose === 'hiring' ? [h('li', {}, t('report.hiring'))] : [];
  const given = (report.notes ?? []).map((
    { code, message },
  ) => (knownNotes.includes(code)
    ? h('li', {}, t(`note.${code}`))
    : h('li', { lang: 'en' }, message))
  );
  const all = [...hiring, ...given];
  return all.length > 0 &&
    h(
      'section',
      { class: 'notes', 'aria-labelledby': 'notes-title' },
      h('h2', { id: 'notes-title' }, t('report.notes')),
      h('ul', {}, all),
    );
}

/** The session's files. */
export function downloads(report) {
  const file = (rest, name, words) =>
    h(
      'li',
      {},
      h(
        'a',
        { href: sessionAddress(report.session_id, rest), download: name },
        icon('download'),
        words,
      ),
    );
  return h(
    'section',
    { class: 'downloads no-print', 'aria-labelledby': 'downloads-title' },
    h('h2', { id: 'downloads-title' }, t('report.downloads')),
    h(
      'ul',
      {},
      file('/audio/mix.opus', 'interview.opus', t('download.mix')),
      file('/audio/candidate.opus', 'candidate.opus', t('download.candidate')),
      file('/audio/interviewer.opus', 'interviewer.opus', t('download.interviewer')),
      file('/captions.vtt', 'captions.vtt', t('download.captions')),
      file('/events', 'events.jsonl', t('download.events')),
    ),
  );
}

/** A report of a session in which nothing was answered. */
export function emptyReport() {
  return notice('info', t('report.empty.title'), t('report.empty.text'));
}
