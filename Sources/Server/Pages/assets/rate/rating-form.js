// Levels by the anchors, with a note each and a signature. What is entered lives in the form's own
// elements, so that a change of the page's language loses nothing.

import { h } from '../page/dom.js';
import { levelsOf } from '../report/self-rating.js';
import { preference } from '../page/storage.js';
import { foreign, t } from '../words/words.js';
import { questionNumbers } from './answers.js';

const insufficient = 'none';

/** The form of one session. */
export class RatingForm {
  /** @param {{send: (rating) => Promise, showResults: () => Promise}} actions */
  constructor(actions) {
    this.actions = actions;
    this.values = { rater: preference.get('rater') ?? '' };
  }

  /** The form in the language that is shown. */
  render(report) {
    this.problem = h('p', { class: 'field-problem', role: 'alert' });
    const isOpen = report.levels_withheld === false && report.competencies.some(
      ({ human_level: level }) => typeof level === 'number',
    );
    return h(
      'form',
      {
        class: 'rating-form',
        'aria-labelledby': 'rating-title',
        oninput: ({ target }) => (this.values[target.name] = target.value),
        onsubmit: (event) => this.#submit(event, report),
      },
      h('h2', { id: 'rating-title' }, t('rating.title')),
      h('p', { class: 'quiet' }, t('rating.text')),
      report.competencies.map((section) => this.#competency(report, section)),
      h(
        'label',
        { class: 'field' },
        h('span', {}, t('rating.name')),
        h('input', {
          type: 'text',
          name: 'rater',
          required: true,
          maxlength: '120',
          autocomplete: 'name',
          value: this.values.rater,
        }),
      ),
      this.problem,
      h(
        'div',
        { class: 'actions' },
        h('button', { class: 'button button-primary', type: 'submit' }, t('rating.send')),
        isOpen && h(
          'button',
          { class: 'button button-quiet', type: 'button',
            onclick: () => this.#guard(this.actions.showResults()) },
          t('rating.skip'),
        ),
      ),
    );
  }

  #competency(report, section) {
    const numbers = questionNumbers(report);
    const shownBy = section.questions.map((id) => numbers.get(id)).filter(Boolean);
    const name = `level-${section.id}`;
    const option = (value, words, lang) =>
      h(
        'label',
        { class: 'level-option' },
        h('input', {
          type: 'radio',
          name,
          value,
          required: true,
          checked: this.values[name] === value,
        }),
        h('span', { class: 'level-number' }, value === insufficient ? '–' : value),
        words && h('span', { lang }, words),
      );
    const anchor = (level) =>
      section.anchors.find((entry) => entry.level === level)?.behaviour;
    return h(
      'div',
      { class: 'card rating-card' },
      h(
        'fieldset',
        { class: 'levels' },
        h('legend', { lang: foreign(report.language) }, section.label),
        shownBy.length > 0 &&
          h(
            'p',
            { class: 'quiet rating-shown' },
            t('rating.shown', { count: shownBy.length, numbers: shownBy.join(', ') }),
          ),
        levelsOf(section).map((level) =>
          option(String(level), anchor(level), foreign(report.language))
        ),
        option(insufficient, t('rating.insufficient'), null),
      ),
      h(
        'label',
        { class: 'field' },
        h('span', {}, t('rating.note')),
        h('textarea', {
          name: `note-${section.id}`,
          rows: '2',
          maxlength: '2000',
        }, this.values[`note-${section.id}`] ?? ''),
      ),
    );
  }

  #submit(event, report) {
    event.preventDefault();
    const data = new FormData(event.target);
    const rater = data.get('rater').trim();
    const ratings = report.competencies.map(({ id }) => {
      const level = data.get(`level-${id}`);
      const note = data.get(`note-${id}`).trim();
      return {
        competency: id,
        level: level === insufficient ? null : Number(level),
        ...(note && { note }),
      };
    });
    preference.set('rater', rater);
    this.#guard(this.actions.send({ rater, ratings }));
  }

  async #guard(work) {
    try {
      await work;
    } catch (error) {
      this.problem.textContent = `${t('rating.failed')} ${error.message}`;
    }
  }
}
