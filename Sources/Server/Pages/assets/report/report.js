// `/report?session=…`: waits until the report is there, then shows it.

import { getReport, getSessionJSON, openSession } from '../page/api.js';
import { fill, h, notice } from '../page/dom.js';
import { loading, problem, startPage } from '../page/start.js';
import { language, t } from '../words/words.js';
import { answerCard } from './answer-card.js';
import { competencies } from './competencies.js';
import { deliverySection } from './delivery.js';
import {
  downloads,
  emptyReport,
  figures,
  momentColumns,
  notes,
  passedOn,
  recognizerNote,
  reportHead,
} from './overview.js';
import { asksForRating, selfRating } from './self-rating.js';
import { stories } from './stories.js';

const pollMs = 1_500;
const content = document.getElementById('content');
const session = new URLSearchParams(location.search).get('session') ?? '';
const state = { error: null, summary: null, report: null, isRated: false };

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
    await fetchReport();
  } else {
    setTimeout(() =>
      poll().catch((error) => {
        state.error = error;
        render();
      }), pollMs);
  }
  render();
}

async function fetchReport() {
  const wished = language();
  state.report = { ...(await getReport(session, wished)), words: wished };
}

/** The report's sentences come from the server, so another language is fetched. */
async function fetchAgain() {
  try {
    await fetchReport();
  } catch (error) {
    state.error = error;
  }
  render();
}

/** After the own rating the report is shown, from its top. */
async function showRated() {
  state.isRated = true;
  await fetchAgain();
  content.querySelector('h1')?.focus();
  scrollTo({ top: 0 });
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
  if (report.words !== language()) fetchAgain();
  if (!state.isRated && asksForRating(report)) return fill(content, selfRating(report, showRated));
  return fill(
    content,
    h(
      'div',
      { class: 'report' },
      reportHead(report),
      report.answers.length === 0
        ? emptyReport()
        : [
          momentColumns(report),
          recognizerNote(report),
          figures(report),
          competencies(report),
          stories(report),
          deliverySection(report),
          answers(report),
        ],
      passedOn(report),
      notes(report),
      downloads(report),
    ),
  );
}

startPage('report.page', render);
load();
