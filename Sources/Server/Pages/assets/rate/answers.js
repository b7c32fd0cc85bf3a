// The answers as a rater reads and hears them: what was asked and what was said, nothing of how it
// was said, and nothing that a program found in it.

import { h, icon } from '../page/dom.js';
import { answerWords, sessionFacts } from '../page/session.js';
import { foreign, t } from '../words/words.js';

/** The page's head. */
export function headOf(report, eyebrow, lead) {
  return h(
    'header',
    { class: 'page-head' },
    h('p', { class: 'eyebrow' }, eyebrow),
    h('h1', { tabindex: '-1', lang: foreign(report.language) }, report.scenario_title),
    sessionFacts(report),
    h('p', { class: 'lead' }, lead),
  );
}

/** The player, which stays in sight. */
export function playerDeck(player, step) {
  return h(
    'section',
    { class: 'deck no-print', 'aria-label': t('replay.deck') },
    player.controls({ previous: () => step(-1), next: () => step(1) }),
  );
}

/** The number of each core question, by its id. */
export function questionNumbers(report) {
  const numbers = new Map();
  for (const { question_id: id } of report.answers) {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
  }
  return numbers;
}

function card(report, answer, numbers, play) {
  const id = `answer-${answer.turn}`;
  const isHeard = answer.reason !== 'text' && answer.end_ms > answer.start_ms;
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
          answer.kind === 'follow_up'
            ? t('answer.follow_up')
            : t('answer.question', { number: numbers.get(answer.question_id) }),
          answer.reason === 'text' ? ` · ${t('answer.typed')}` : '',
        ),
        h('h3', { id, lang: foreign(report.language) }, answer.question),
      ),
      isHeard && h(
        'button',
        { class: 'button button-quiet no-print', type: 'button', 'aria-describedby': id,
          onclick: () => play(answer) },
        icon('play'),
        t('rating.play'),
      ),
    ),
    answerWords(report, answer),
  );
}

/** All answers in their order. */
export function answersSection(report, play) {
  const numbers = questionNumbers(report);
  return h(
    'section',
    { class: 'answers', 'aria-labelledby': 'answers-title' },
    h('h2', { id: 'answers-title' }, t('rating.answers')),
    report.answers.length === 0 && h('p', { class: 'quiet' }, t('report.empty.text')),
    report.answers.map((answer) => card(report, answer, numbers, play)),
  );
}
