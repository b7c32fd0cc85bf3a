// What every page about an ended session shows alike: what it was, and what was said in an answer.

import { clock, day, languageName } from '../words/format.js';
import { foreign, t } from '../words/words.js';
import { h } from './dom.js';

/** When the session was, how long, in which language and for what. */
export function sessionFacts(report) {
  const facts = [
    day(report.created_at),
    clock(report.duration_ms),
    languageName(report.language),
    t(`purpose.${report.purpose}`),
  ];
  return h(
    'p',
    { class: 'quiet facts-line' },
    facts.filter(Boolean).map((fact) => h('span', {}, fact)),
  );
}

/** What was said, or why there are no words. */
export function answerWords(report, answer) {
  if (answer.transcript) {
    return h(
      'blockquote',
      { class: 'answer-text', lang: foreign(report.language) },
      h('p', {}, answer.transcript),
    );
  }
  return h(
    'p',
    { class: 'quiet answer-none' },
    t(answer.reason === 'silence' ? 'captions.no_answer' : 'captions.not_transcribed'),
  );
}
