// `/rate?session=…#key=…`: somebody who recruits or trains hears and reads the answers, rates by
// the anchors, and only then sees what others and the machine make of them.

import { getSessionJSON, openSession, postSession, useKeys } from '../page/api.js';
import { fill, h } from '../page/dom.js';
import { hasRatingKey, ratingKeyOf, rememberRatingKey } from '../page/session-keys.js';
import { loading, problem, startPage } from '../page/start.js';
import { Player } from '../replay/player.js';
import { language, t } from '../words/words.js';
import { answersSection, headOf, playerDeck } from './answers.js';
import { keyForm } from './key-form.js';
import { RatingForm } from './rating-form.js';
import { results } from './results.js';

const content = document.getElementById('content');
const session = new URLSearchParams(location.search).get('session') ?? '';
const state = { error: null, report: null, words: null, ratings: null, player: null, form: null };

/** The key comes behind the #, which is never sent; it is not left in the address. */
function takeKey() {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (!key) return;
  rememberRatingKey(session, key);
  history.replaceState(null, '', location.pathname + location.search);
}

async function load() {
  Object.assign(state, { error: null, report: null });
  render();
  if (!hasRatingKey(session)) return;
  try {
    await openSession(session);
    await fetchReport();
    if (!state.player) openPlayer();
  } catch (error) {
    state.error = error;
  }
  render();
}

async function fetchReport() {
  const wished = language();
  state.report = await getSessionJSON(session, `/report?language=${wished}`);
  state.report.words = wished;
}

function openPlayer() {
  const { report } = state;
  state.player = new Player({
    sessionID: session,
    contentLanguage: report.language,
    durationMs: Math.max(1, report.duration_ms),
    onTime: (ms) => state.stopAt !== null && ms >= state.stopAt && pauseHere(),
  });
  state.stopAt = null;
  // In the page's body and never moved: an audio element that is moved stops.
  document.body.append(state.player.audio);
}

function pauseHere() {
  state.stopAt = null;
  state.player.audio.pause();
}

/** Plays one answer and stops after it. */
function play(answer) {
  const { player } = state;
  state.stopAt = null;
  player.seek(answer.start_ms);
  state.stopAt = answer.end_ms;
  if (player.audio.paused) player.toggle();
}

/** From one answer to the one before or after. */
function step(direction) {
  const { player, report } = state;
  const starts = report.answers.map(({ start_ms: ms }) => ms);
  const found = direction < 0
    ? starts.findLast((ms) => ms < player.timeMs - 1500) ?? 0
    : starts.find((ms) => ms > player.timeMs + 100);
  state.stopAt = null;
  if (found !== undefined) player.seek(found);
}

async function send(rating) {
  await postSession(session, '/ratings', rating);
  await showResults();
}

async function showResults() {
  state.ratings = (await getSessionJSON(session, '/ratings')).ratings;
  await fetchReport();
  render();
  content.querySelector('h1')?.focus();
  scrollTo({ top: 0 });
}

/** The sentences come from the server, so another language is fetched. */
async function fetchAgain() {
  try {
    await fetchReport();
  } catch (error) {
    state.error = error;
  }
  render();
}

function render() {
  if (!hasRatingKey(session)) {
    return fill(
      content,
      keyForm((key) => {
        rememberRatingKey(session, key);
        load();
      }),
    );
  }
  if (state.error) return fill(content, problem(state.error, load));
  const { report } = state;
  if (!report) return fill(content, loading());
  if (state.ratings) {
    if (report.words !== language()) fetchAgain();
    return fill(content, results(report, state.ratings, play, state.player, step));
  }
  state.form ??= new RatingForm({ send, showResults });
  fill(
    content,
    h(
      'div',
      { class: 'rate report' },
      headOf(report, t('rating.eyebrow'), t('rating.lead')),
      playerDeck(state.player, step),
      answersSection(report, play),
      state.form.render(report),
    ),
  );
}

useKeys(ratingKeyOf);
takeKey();
startPage('rating.page', render);
load();
