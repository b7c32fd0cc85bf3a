// `/replay?session=…&t=…`: both voices, the waveform, the transcript, question by question.

import { getSessionEvents, getSessionJSON, openSession } from '../page/api.js';
import { fill, h, icon } from '../page/dom.js';
import { Shortcuts } from '../page/shortcuts.js';
import { loading, problem, startPage } from '../page/start.js';
import { clock, day } from '../words/format.js';
import { foreign, t } from '../words/words.js';
import { Player } from './player.js';
import { SearchBox } from './search-box.js';
import { chapterAt, linesOf, nextStart, previousStart, WordIndex } from './timeline.js';
import './transcript-view.js';
import './waveform.js';

const content = document.getElementById('content');
const query = new URLSearchParams(location.search);
const session = query.get('session') ?? '';
const state = { error: null, summary: null };

async function load() {
  state.error = null;
  render();
  try {
    await openSession(session);
    const [summary, events, peaks] = await Promise.all([
      getSessionJSON(session),
      getSessionEvents(session),
      getSessionJSON(session, '/peaks'),
    ]);
    open(summary, linesOf(events), peaks);
  } catch (error) {
    state.error = error;
  }
  render();
  const start = Number(query.get('t'));
  if (state.player && start > 0) state.player.seek(start);
}

function open(summary, lines, peaks) {
  const questions = summary.questions ?? [];
  const player = new Player({
    sessionID: session,
    contentLanguage: summary.language,
    durationMs: Math.max(1, summary.duration_ms),
    onTime: (ms) => showTime(ms),
  });
  Object.assign(state, {
    summary,
    lines,
    peaks,
    questions,
    player,
    index: new WordIndex(lines),
    chapter: null,
  });
  // In the page's body and never moved: an audio element that is moved stops.
  document.body.append(player.audio);
  const go = {
    previous: () => player.seek(previousStart(questions, player.timeMs)),
    next: () => goNext(),
  };
  state.go = go;
  state.shortcuts = new Shortcuts({
    ' ': () => player.toggle(),
    ArrowLeft: () => player.step(-5),
    ArrowRight: () => player.step(5),
    j: go.previous,
    k: go.next,
  });
  state.search = new SearchBox(lines, (hits, chosen) => {
    state.transcript?.markHits(hits, chosen);
    state.wave?.mark(hits.map((hit) => hit.time));
  });
}

function goNext() {
  const next = nextStart(state.questions, state.player.timeMs);
  if (next !== null) state.player.seek(next);
}

function showTime(milliseconds) {
  if (!state.wave?.slider) return;
  state.wave.seek(milliseconds);
  state.transcript.light(state.index.wordsAt(milliseconds), state.index.lineAt(milliseconds));
  const chapter = chapterAt(state.questions, milliseconds);
  if (chapter === state.chapter) return;
  state.chapter = chapter;
  state.chapterItems.forEach((item, index) => {
    if (index === chapter) item.setAttribute('aria-current', 'true');
    else item.removeAttribute('aria-current');
  });
}

function chapters(lang) {
  state.chapterItems = state.questions.map((question, index) =>
    h(
      'button',
      {
        class: 'chapter',
        type: 'button',
        onclick: () => state.player.seek(question.start_ms),
      },
      h('span', { class: 'chapter-time' }, clock(question.start_ms)),
      h(
        'span',
        { class: 'chapter-text' },
        h('span', { class: 'visually-hidden' }, `${index + 1}. `),
        h('span', { lang }, question.text),
      ),
    )
  );
  state.chapter = null;
  return state.questions.length > 0 &&
    h(
      'nav',
      { class: 'chapters', 'aria-labelledby': 'chapters-title' },
      h('h2', { id: 'chapters-title' }, t('replay.chapters')),
      h('ol', {}, state.chapterItems.map((item) => h('li', {}, item))),
    );
}

function keys() {
  const rows = [
    [[t('shortcuts.space')], t('keys.play')],
    [['←', '→'], t('keys.step')],
    [['J', 'K'], t('keys.question')],
  ];
  return h(
    'details',
    { class: 'keys-panel' },
    h('summary', {}, icon('keys'), t('shortcuts.title')),
    state.shortcuts.panel(rows),
  );
}

function head(lang) {
  const { summary } = state;
  const facts = [
    day(summary.created_at),
    clock(summary.duration_ms),
    t(`purpose.${summary.purpose}`),
  ];
  return h(
    'header',
    { class: 'page-head' },
    h('p', { class: 'eyebrow' }, t('replay.eyebrow')),
    h('h1', { tabindex: '-1', lang }, summary.scenario_title),
    h('p', { class: 'quiet facts-line' }, facts.filter(Boolean).map((fact) => h('span', {}, fact))),
    h(
      'div',
      { class: 'actions' },
      h(
        'a',
        { class: 'button', href: `/report?session=${encodeURIComponent(session)}` },
        icon('report'),
        t('replay.to_report'),
      ),
    ),
  );
}

function render() {
  if (state.error) return fill(content, problem(state.error, load));
  if (!state.summary) return fill(content, loading());
  const { player, lines, peaks, questions, summary, go } = state;
  const lang = foreign(summary.language);
  state.wave = document.createElement('wave-form');
  state.transcript = document.createElement('session-transcript');
  const onSeek = (ms) => player.seek(ms);
  fill(
    content,
    h(
      'div',
      { class: 'replay' },
      head(lang),
      h(
        'section',
        { class: 'deck', 'aria-label': t('replay.deck') },
        state.wave,
        player.controls(go),
      ),
      h(
        'div',
        { class: 'replay-grid' },
        h('div', { class: 'replay-side' }, chapters(lang), keys()),
        h(
          'section',
          { class: 'transcript', 'aria-labelledby': 'transcript-title' },
          h(
            'div',
            { class: 'transcript-head' },
            h('h2', { id: 'transcript-title' }, t('replay.transcript')),
            state.search.render(),
          ),
          state.transcript,
        ),
      ),
    ),
  );
  state.wave.show({ peaks, questions, durationMs: player.durationMs, onSeek });
  state.transcript.show({ lines, contentLanguage: summary.language, onSeek });
  state.search.announce();
  showTime(player.timeMs);
  return content;
}

startPage('replay.page', render);
load();
