// The first screen of the report: what it is, what was counted, what worked and what to try.

import { h, icon, notice } from '../page/dom.js';
import { sessionAddress } from '../page/api.js';
import { sessionFacts } from '../page/session.js';
import { clock } from '../words/format.js';
import { foreign, language, t } from '../words/words.js';
import { totals } from './moments.js';

/** The address of a moment in the replay. */
export function replayAddress(sessionID, milliseconds) {
  return `/replay?session=${encodeURIComponent(sessionID)}&t=${
    Math.max(0, Math.round(milliseconds))
  }`;
}

/** A link to a moment in the replay. */
export function timeLink(report, milliseconds, attributes = {}) {
  return h(
    'a',
    { class: 'time-link', href: replayAddress(report.session_id, milliseconds), ...attributes },
    icon('play'),
    h('span', { class: 'visually-hidden' }, t('answer.listen_at'), ' '),
    clock(milliseconds),
  );
}

/** The report's title and what the session was. */
export function reportHead(report) {
  return h(
    'header',
    { class: 'page-head' },
    h('p', { class: 'eyebrow' }, t('report.eyebrow')),
    h('h1', { tabindex: '-1', lang: foreign(report.language) }, report.scenario_title),
    sessionFacts(report),
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

function moment(report, { sentence, advice, moment: { at_ms: at } }) {
  const lang = foreign(report.words);
  return h(
    'li',
    { lang },
    timeLink(report, at),
    h(
      'div',
      {},
      h('p', { class: 'moment-title' }, sentence),
      h('p', { class: 'quiet' }, advice),
    ),
  );
}

function momentList(report, title, iconName, moments, none) {
  return h(
    'section',
    { class: 'moments' },
    h('h2', {}, icon(iconName), title),
    moments.length > 0
      ? h('ul', {}, moments.map((entry) => moment(report, entry)))
      : h('p', { class: 'quiet' }, none),
  );
}

/** What worked, what to try, and one question to answer again; a hiring session gets none. */
export function momentColumns(report) {
  if (report.purpose === 'hiring') return null;
  return h(
    'div',
    { class: 'first-screen' },
    h(
      'div',
      { class: 'moment-columns' },
      momentList(report, t('report.worked'), 'check', report.strengths, t('report.worked_none')),
      momentList(report, t('report.try'), 'arrow', report.changes, t('report.try_none')),
    ),
    drill(report),
  );
}

function drill(report) {
  if (!report.drill) return null;
  const { sentence, scenario, scenario_title: title } = report.drill;
  return h(
    'section',
    { class: 'drill', 'aria-labelledby': 'drill-title' },
    h('h2', { id: 'drill-title' }, icon('repeat'), t('report.drill')),
    h('p', { lang: foreign(report.words) }, sentence),
    h(
      'p',
      { class: 'no-print' },
      h(
        'a',
        { class: 'button', href: `/interview?scenario=${encodeURIComponent(scenario)}` },
        t('report.drill_start', { title }),
      ),
    ),
  );
}

const knownNotes = [
  'not_recognized',
  'transcript_missing',
  'transcript_unsure',
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

/** What the candidate asked and a person still has to answer; no part of any judgement. */
export function passedOn(report) {
  const questions = report.passed_on ?? [];
  return questions.length > 0 &&
    h(
      'section',
      { class: 'notes', 'aria-labelledby': 'passed-on-title' },
      h('h2', { id: 'passed-on-title' }, t('report.passed_on')),
      h('p', { class: 'quiet' }, t('report.passed_on_hint')),
      h(
        'ul',
        {},
        questions.map(({ start_ms: start, transcript }) =>
          h(
            'li',
            {},
            timeLink(report, start),
            ' ',
            transcript
              ? h('q', { lang: foreign(report.language) }, transcript)
              : t('report.passed_on_unheard'),
          )
        ),
      ),
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
      file(`/report.csv?language=${language()}`, 'report.csv', t('download.table')),
    ),
  );
}

/** A report of a session in which nothing was answered. */
export function emptyReport() {
  return notice('info', t('report.empty.title'), t('report.empty.text'));
}
