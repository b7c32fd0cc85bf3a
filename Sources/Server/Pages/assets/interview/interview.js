// `/interview?scenario=…&purpose=…`: checks and consent, the conversation, the way on.

import { getJSON } from '../page/api.js';
import { fill } from '../page/dom.js';
import { loading, problem, startPage } from '../page/start.js';
import { purposesInOrder } from '../home/scenario-card.js';
import { checkBrowser } from './browser-check.js';
import { endView } from './end-view.js';
import { LiveInterview } from './live-interview.js';
import { Preflight } from './preflight.js';
import { runningSession } from './running-session.js';

const content = document.getElementById('content');
const query = new URLSearchParams(location.search);
const state = { error: null, preflight: null, live: null, end: null };

async function load() {
  Object.assign(state, { error: null, preflight: null });
  render();
  try {
    const [list, about, check] = await Promise.all([
      getJSON('/scenarios'),
      getJSON('/notice'),
      checkBrowser(),
    ]);
    const scenario = (list.scenarios ?? []).find((candidate) =>
      candidate.id === query.get('scenario')
    );
    if (!scenario) throw Object.assign(new Error('unknown scenario'), { status: 404 });
    const allowed = purposesInOrder(scenario.purposes ?? []);
    const purpose = allowed.includes(query.get('purpose'))
      ? query.get('purpose')
      : allowed[0] ?? 'practice';
    const running = runningSession(scenario.id, purpose);
    const onStart = (choice) => begin({ scenario, purpose, about, check, choice });
    state.preflight = new Preflight({ scenario, purpose, about, check, running, onStart });
  } catch (error) {
    state.error = error;
  }
  render();
}

async function begin(options) {
  const live = new LiveInterview(options, {
    onLive: () => {
      state.live = live;
      document.body.classList.add('is-live');
      render();
      content.querySelector('h1').focus();
    },
    onRefused: (reason) => {
      state.live = null;
      document.body.classList.remove('is-live');
      state.preflight.running = null;
      state.preflight.fail(reason);
      render();
    },
    onEnd: (end) => {
      const first = state.end === null;
      state.end = end;
      document.body.classList.remove('is-live');
      render();
      if (first) content.querySelector('h1').focus();
    },
  });
  await live.start();
}

function render() {
  if (state.error) fill(content, problem(state.error, load));
  else if (state.end) fill(content, endView(state.end));
  else if (state.live) show(state.live.view);
  else if (state.preflight) show(state.preflight);
  else fill(content, loading());
}

function show(view) {
  if (view.element.parentElement !== content) fill(content, view.element);
  view.render();
}

startPage('interview.page', render);
load();
