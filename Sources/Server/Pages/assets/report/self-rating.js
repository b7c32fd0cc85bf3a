// Before the report is shown its reader rates the own answers: who has seen the report cannot any
// more. Rating can be passed over.

import { postSession } from '../page/api.js';
import { h } from '../page/dom.js';
import { keyOf } from '../page/session-keys.js';
import { foreign, t } from '../words/words.js';

const wholeInterview = { id: 'answers', anchors: [] };

/** What is to be rated: the competencies of the scenario, else the answers as a whole. */
function subjects(report) {
  return report.competencies.length > 0 ? report.competencies : [wholeInterview];
}

/** Whether a report has to wait for its reader's own rating. */
export function asksForRating(report) {
  return report.purpose !== 'hiring' && !report.self_rating && report.answers.length > 0 &&
    keyOf(report.session_id) !== null;
}

/** The levels that can be given: from the lowest to the highest that is described. */
export function levelsOf({ anchors }) {
  const described = anchors.map(({ level }) => level);
  const [low, high] = described.length > 0
    ? [Math.min(...described), Math.max(...described)]
    : [1, 5];
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

function scale(report, subject) {
  const name = `level-${subject.id}`;
  const anchor = (level) => subject.anchors.find((entry) => entry.level === level)?.behaviour;
  const option = (level) =>
    h(
      'label',
      { class: 'level-option' },
      h('input', { type: 'radio', name, value: String(level) }),
      h('span', { class: 'level-number' }, String(level)),
      anchor(level) && h('span', { lang: foreign(report.language) }, anchor(level)),
    );
  return h(
    'fieldset',
    { class: subject.anchors.length > 0 ? 'levels' : 'levels levels-plain' },
    h(
      'legend',
      { lang: subject.label && foreign(report.language) },
      subject.label ?? t('rate.answers'),
    ),
    levelsOf(subject).map(option),
  );
}

/** The form; `done` is called when it is sent or passed over. */
export function selfRating(report, done) {
  const problem = h('p', { class: 'field-problem', role: 'alert' });
  const send = async (event) => {
    event.preventDefault();
    const levels = {};
    for (const { id } of subjects(report)) {
      const chosen = new FormData(event.target).get(`level-${id}`);
      if (chosen !== null) levels[id] = Number(chosen);
    }
    if (Object.keys(levels).length === 0) {
      problem.textContent = t('rate.none');
      return;
    }
    try {
      await postSession(report.session_id, '/self-rating', { levels });
      done();
    } catch {
      problem.textContent = t('rate.failed');
    }
  };
  return h(
    'form',
    { class: 'card self-rating', onsubmit: send, 'aria-labelledby': 'rate-title' },
    h('h1', { id: 'rate-title', tabindex: '-1' }, t('rate.title')),
    h('p', { class: 'quiet' }, t('rate.text')),
    subjects(report).map((subject) => scale(report, subject)),
    problem,
    h(
      'div',
      { class: 'actions' },
      h('button', { class: 'button button-primary', type: 'submit' }, t('rate.send')),
      h('button', { class: 'button button-quiet', type: 'button', onclick: done }, t('rate.skip')),
    ),
  );
}
