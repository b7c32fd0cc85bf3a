// `/`: which interview?

import { getJSON } from '../page/api.js';
import { fill, h, icon, notice } from '../page/dom.js';
import { knownSessions, remembersSessions } from '../page/session-keys.js';
import { loading, problem, startPage } from '../page/start.js';
import { day } from '../words/format.js';
import { foreign, t } from '../words/words.js';
import './scenario-card.js';

const content = document.getElementById('content');
const state = { scenarios: null, recognizerLanguages: [], error: null };

async function load() {
  Object.assign(state, { error: null, scenarios: null });
  render();
  try {
    const [list, about] = await Promise.all([getJSON('/scenarios'), getJSON('/notice')]);
    state.scenarios = list.scenarios ?? [];
    state.recognizerLanguages = about.recognizer_languages ?? [];
  } catch (error) {
    state.error = error;
  }
  render();
}

/** Interviews in the reader's language before the others; otherwise the server's order. */
function ownLanguageFirst(scenarios) {
  const isForeign = (scenario) => Number(foreign(scenario.language) !== null);
  return [...scenarios].sort((a, b) => isForeign(a) - isForeign(b));
}

function card(scenario) {
  const element = document.createElement('scenario-card');
  element.show(scenario, state.recognizerLanguages);
  return element;
}

function choice() {
  if (state.error) return problem(state.error, load);
  if (!state.scenarios) return loading();
  if (state.scenarios.length === 0) {
    return notice('info', t('home.empty.title'), t('home.empty.text'));
  }
  return h(
    'ul',
    { class: 'scenario-list' },
    ownLanguageFirst(state.scenarios).map((scenario) => h('li', {}, card(scenario))),
  );
}

function earlier() {
  const sessions = knownSessions();
  if (sessions.length === 0) return null;
  return h(
    'section',
    { class: 'earlier', 'aria-labelledby': 'earlier-title' },
    h('h2', { id: 'earlier-title' }, t('home.earlier.title')),
    h('p', { class: 'quiet' }, t(remembersSessions() ? 'home.earlier.kept' : 'home.earlier.text')),
    h(
      'ul',
      { class: 'earlier-list' },
      sessions.map((session) => {
        const query = `?session=${encodeURIComponent(session.id)}`;
        return h(
          'li',
          {},
          h(
            'span',
            { class: 'earlier-name' },
            session.title,
            ' ',
            h('span', { class: 'quiet' }, day(session.at)),
          ),
          h('a', { href: `/report${query}` }, t('home.earlier.report')),
          h('a', { href: `/replay${query}` }, t('home.earlier.replay')),
        );
      }),
    ),
  );
}

function render() {
  fill(
    content,
    h(
      'div',
      { class: 'hero' },
      h('h1', {}, t('home.title')),
      h('p', { class: 'lead' }, t('home.lead')),
      h(
        'ol',
        { class: 'way' },
        ['talk', 'report', 'replay'].map((step) =>
          h(
            'li',
            {},
            icon(`way-${step}`),
            h(
              'span',
              {},
              h('strong', {}, t(`home.way.${step}.title`)),
              ' ',
              t(`home.way.${step}.text`),
            ),
          )
        ),
      ),
    ),
    h(
      'section',
      { 'aria-labelledby': 'choice-title' },
      h('h2', { id: 'choice-title' }, t('home.choice')),
      choice(),
    ),
    earlier(),
  );
}

startPage('home.page', render);
load();
