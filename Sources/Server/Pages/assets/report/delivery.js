// How somebody spoke: each measure beside the speaker's own earlier ones and what is usual in the
// language, or the reason why it is not shown.

import { h } from '../page/dom.js';
import { keyOf, remembersSessions, setRemembersSessions } from '../page/session-keys.js';
import { number, percent } from '../words/format.js';
import { foreign, t } from '../words/words.js';
import { shownMeasures } from './measures.js';

const forms = {
  words_per_minute: { digits: 0 },
  speech_rate: { digits: 1, unit: 'syll_s' },
  articulation_rate: { digits: 1, unit: 'syll_s' },
  phonation_ratio: { share: true },
  run_length: { digits: 1, unit: 'syll' },
  pauses_per_minute: { digits: 1 },
  longest_pause: { digits: 1, unit: 's' },
  response_latency: { digits: 1, unit: 's' },
};

function written(name, value) {
  const { digits, share } = forms[name] ?? { digits: 1 };
  return share ? percent(value) : number(value, digits);
}

/** One measure with its meaning. */
export function measure({ name, value, unit }) {
  return h(
    'div',
    { class: 'measure' },
    h('dt', {}, t(`measure.${name}`)),
    h(
      'dd',
      {},
      h('span', { class: 'measure-value' }, value),
      unit && h('span', { class: 'measure-unit' }, ' ', unit),
      h('p', { class: 'quiet' }, t(`measure.${name}.text`)),
    ),
  );
}

function ownRange(name, own) {
  if (!own || own.sessions === 0) return null;
  const values = { low: written(name, own.minimum), high: written(name, own.maximum) };
  return h(
    'p',
    { class: 'quiet' },
    t('delivery.own', { ...values, recent: written(name, own.recent_median) }),
  );
}

function line(report, entry) {
  const lang = foreign(report.words);
  const unit = forms[entry.name]?.unit;
  return h(
    'div',
    { class: 'measure' },
    h('dt', {}, t(`measure.${entry.name}`)),
    h(
      'dd',
      {},
      h('span', { class: 'measure-value' }, written(entry.name, entry.value)),
      unit && h('span', { class: 'measure-unit' }, ' ', t(`unit.${unit}`)),
      entry.band && h('p', { class: 'measure-band', lang }, entry.band.sentence),
      h('p', { class: 'quiet', lang }, entry.own_sentence),
      ownRange(entry.name, entry.own),
      h('p', { class: 'quiet measure-meaning' }, t(`measure.${entry.name}.text`)),
    ),
  );
}

/** What is not shown, each reason once. */
function hiddenLines(report, hidden) {
  const reasons = new Set(hidden.map((entry) => entry.hidden));
  return [...reasons].map((reason) => {
    const names = hidden.filter((entry) => entry.hidden === reason)
      .map(({ name }) => t(`measure.${name}`)).join(', ');
    return h(
      'p',
      { class: 'quiet', lang: foreign(report.words) },
      t('delivery.hidden', { names, reason }),
    );
  });
}

/** What about the sound makes its measures less certain. */
function remarks(delivery) {
  return ['is_clipped', 'is_too_quiet', 'has_low_certainty']
    .filter((key) => delivery[key])
    .map((key) => h('p', { class: 'quiet' }, t(`recording.${key}`)));
}

/** Lets the candidate have later interviews compared with this one. */
function rememberSwitch(report) {
  if (!keyOf(report.session_id)) return null;
  return h(
    'label',
    { class: 'check no-print' },
    h('input', {
      type: 'checkbox',
      id: 'remember',
      checked: remembersSessions(),
      onchange: ({ target }) => setRemembersSessions(target.checked),
    }),
    h('span', {}, t('delivery.remember'), h('small', {}, t('delivery.remember_text'))),
  );
}

/** The delivery of the whole session; absent for hiring and where nobody spoke. */
export function deliverySection(report) {
  const lines = report.delivery_lines ?? [];
  if (!report.delivery || lines.length === 0) return null;
  // What is not shown says so once, after the rest.
  const shown = lines.filter(({ hidden }) => !hidden);
  const hidden = lines.filter((entry) => entry.hidden);
  const named = new Set(lines.map(({ name }) => name));
  const others = shownMeasures(report.delivery, report.reported_measures)
    .filter(({ name }) => !named.has(name));
  return h(
    'section',
    { class: 'delivery', 'aria-labelledby': 'delivery-title' },
    h('h2', { id: 'delivery-title' }, t('report.delivery')),
    h('p', { class: 'quiet' }, t('report.delivery_text')),
    remarks(report.delivery),
    report.fluency && h('p', { lang: foreign(report.words) }, report.fluency.sentence),
    shown.length > 0 &&
      h('dl', { class: 'measures' }, shown.map((entry) => line(report, entry))),
    hiddenLines(report, hidden),
    shown.length > 0 && others.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, t('report.all_measures')),
        h('dl', { class: 'measures' }, others.map(measure)),
      ),
    rememberSwitch(report),
  );
}
