// What was said for each competency, on its scale of behaviour.

import { h } from '../page/dom.js';
import { number } from '../words/format.js';
import { foreign, t } from '../words/words.js';
import { timeLink } from './overview.js';

function scale(report, section) {
  const level = Math.round(section.level ?? NaN);
  const item = (anchor) =>
    h(
      'div',
      { class: anchor.level === level ? 'anchor anchor-here' : 'anchor' },
      h('dt', {}, t('competency.level', { level: anchor.level })),
      h('dd', { lang: foreign(report.language) }, anchor.behaviour),
    );
  return h(
    'details',
    { class: 'scale' },
    h('summary', {}, t('competency.scale')),
    h('dl', {}, section.anchors.map(item)),
  );
}

function ratings(section) {
  const rows = [
    ['computed', section.level],
    ['human', section.human_level],
    ['self', section.self_level],
  ].filter(([, level]) => typeof level === 'number');
  return rows.length > 0 &&
    h(
      'dl',
      { class: 'ratings' },
      rows.map(([who, level]) =>
        h(
          'div',
          {},
          h('dt', {}, t(`competency.${who}`)),
          h('dd', {}, number(level, Number.isInteger(level) ? 0 : 1)),
        )
      ),
    );
}

function support(report, { point, level, quote }) {
  const about = point ?? (typeof level === 'number' ? t('competency.level', { level }) : null);
  return h(
    'li',
    {},
    timeLink(report, quote.moment.at_ms),
    h(
      'div',
      {},
      about && h('p', { class: 'quote-about', lang: point && foreign(report.language) }, about),
      h('blockquote', { lang: foreign(report.language) }, h('p', {}, quote.text)),
    ),
  );
}

/** What is true of every competency; it is said once. */
function commonSentence(report) {
  const sentences = new Set(report.competencies.map(({ sentence }) => sentence));
  return sentences.size === 1 && report.competencies.length > 1 ? [...sentences][0] : null;
}

function card(report, section, common) {
  const id = `competency-${section.id}`;
  return h(
    'article',
    { class: 'competency', 'aria-labelledby': id },
    h(
      'div',
      { class: 'competency-head' },
      h('h3', { id, lang: foreign(report.language) }, section.label),
      ratings(section),
    ),
    section.sentence !== common &&
      h('p', { class: 'quiet', lang: foreign(report.words) }, section.sentence),
    section.support.length > 0 &&
      h('ul', { class: 'quotes' }, section.support.map((entry) => support(report, entry))),
    scale(report, section),
  );
}

/** The competencies of the scenario; absent for one without a rubric. */
export function competencies(report) {
  if (report.competencies.length === 0) return null;
  const common = commonSentence(report);
  return h(
    'section',
    { class: 'competencies', 'aria-labelledby': 'competencies-title' },
    h('h2', { id: 'competencies-title' }, t('report.competencies')),
    h('p', { class: 'quiet', lang: foreign(report.words) }, report.judge, common && ` ${common}`),
    report.competencies.map((section) => card(report, section, common)),
  );
}
