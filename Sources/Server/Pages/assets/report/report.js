// `/report?session=…`: waits until the report is there, then shows it.

import { getSessionJSON, openSession } from '../page/api.js';
import { fill, h, notice } from '../page/dom.js';
import { loading, problem, startPage } from '../page/start.js';
import { t } from '../words/words.js';
import { answerCard } from './answer-card.js';
import {
  deliverySummary,
  downloads,
  emptyReport,
  figures,
  momentColumns,
  notes,
  recognizerNote,
  reportHead,
} from './overview.js';

const pollMs = 1_500;
const content = document.getElementById('content');
const session = new URLSearchParams(location.search).get('session') ?? '';
const state = { error: null, summary: null, report: null };

async function load() {
  Object.assign(state, { error: null, summary: null });
  render();
  try {
    await openSession(session);
    await poll();
  } catch (error) {
    state.error = error;
    render();
  }
}

async function poll() {
  state.summary = await getSessionJSON(session);
  if (state.summary.report_ready) {
    state.report = await getSessionJSON(session, '/report');
  } else {
    setTimeout(() =>
      poll().catch((error) => {
        state.error = error;
        render();
      }), pollMs);
  }
  render();
}

function waiting() {
  const name = state.summary.status === 'running'
    ? 'running'
    : state.summary.status === 'interrupted'
    ? 'interrupted'
    : 'preparing';
  return h(
    'div',
    { role: 'status' },
    notice(
      'info',
      t(`report.${name}.title`),
      t(`report.${name}.text`),
      h('a', {
        class: 'button button-quiet',
        href: `/replay?session=${encodeURIComponent(session)}`,
      }, t('report.listen')),
    ),
  );
}

function answers(report) {
  let number = 0;
  return h(
    'section',
    { class: 'answers', 'aria-labelledby': 'answers-title' },
    h('h2', { id: 'answers-title' }, t('report.answers')),
    report.answers.map((answer) => {
      if (answer.kind === 'core') number += 1;
      return answerCard(report, answer, number);
    }),
  );
}

function render() {
  if (state.error) return fill(content, problem(state.error, load));
  if (!state.summary) return fill(content, loading());
  if (!state.report) return fill(content, waiting());
  const { report } = state;
  return fill(
    content,
    h(
      'div',
      { class: 'report' },
      reportHead(report),
      report.answers.length === 0
        ? emptyReport()
        : [
          figures(report),
          recognizerNote(report),
          momentColumns(report),
          deliverySummary(report),
          answers(report),
        ],
      notes(report),
      downloads(report),
    ),
  );
}

startPage('report.page', render);
load();
