// The middle of the live screen: the question, who has the floor, and whether the voice arrives.

import { fill, h } from '../page/dom.js';
import { foreign, t } from '../words/words.js';
import './level-meter.js';
import { floorOf } from './session-model.js';

const longQuestion = 110;

/** The name of what is shown as the state: the engine's, or what stands before it. */
export function shownState({ model, link, muted, paused, suspended }, hasMicrophone) {
  const isCandidates = floorOf(model.state) === 'candidate';
  if (link.state === 'reconnecting') return 'reconnecting';
  if (suspended) return 'suspended';
  if (paused) return 'paused';
  if (isCandidates && !hasMicrophone) return 'write';
  return isCandidates && muted ? 'muted' : model.state;
}

/** Shows question and state. */
export class QuestionStage {
  constructor({ scenario, hasMicrophone, persona }) {
    Object.assign(this, { scenario, hasMicrophone, persona });
    this.question = h('h1', { class: 'question', tabindex: '-1' });
    this.progressWords = h('p', { class: 'progress-text' });
    this.progress = h('ol', { class: 'progress', 'aria-hidden': 'true' });
    this.stateWords = h('p', { class: 'state-words' });
    this.stateHint = h('p', { class: 'state-hint' });
    const bars = [1, 2, 3, 4, 5].map(() => h('i'));
    this.mark = h('span', { class: 'voice-mark', 'aria-hidden': 'true' }, bars);
    this.meter = hasMicrophone ? document.createElement('level-meter') : null;
    this.warning = h('p', { class: 'warning-place', role: 'status', lang: scenario.language });
    // Focusable, because it scrolls where a screen is small and a question long.
    this.element = h(
      'section',
      { class: 'stage', tabindex: '0', 'aria-label': t('live.stage') },
      h('div', { class: 'progress-line' }, this.progressWords, this.progress),
      this.question,
      h(
        'div',
        { class: 'state' },
        this.mark,
        h('div', { role: 'status' }, this.stateWords, this.stateHint),
      ),
      this.meter,
      this.warning,
    );
  }

  /** Shows how things stand. */
  show(now) {
    const state = shownState(now, this.hasMicrophone);
    const name = this.persona ?? t('state.nameless');
    this.#say(this.stateWords, t(`state.${state}`, { name }));
    this.#say(this.stateHint, t(`state.${state}.hint`));
    this.#say(this.warning, now.model.warning ?? '');
    this.#showQuestion(now.model.question);
    if (this.meter) this.meter.muted = now.muted || now.paused;
  }

  /** Moves the meter and the mark with the candidate's voice. */
  level(decibels) {
    if (!this.meter) return;
    this.meter.show(decibels);
    this.mark.style.setProperty('--voice', this.meter.style.getPropertyValue('--level'));
  }

  #showQuestion(question) {
    const text = question?.text ?? this.scenario.title;
    const lang = foreign(this.scenario.language);
    if (lang) this.question.setAttribute('lang', lang);
    this.#say(this.question, text);
    this.question.classList.toggle('question-long', text.length > longQuestion);
    this.#say(this.progressWords, this.#progress(question));
    this.#showProgress(question);
  }

  #progress(question) {
    if (!question) return t('live.welcome');
    if (question.kind === 'closing') return t('live.closing');
    const words = t('live.progress', { index: question.index, of: question.of });
    return question.kind === 'follow_up' ? `${words} · ${t('live.follow_up')}` : words;
  }

  #showProgress(question) {
    const count = question?.of ?? this.scenario.questions ?? 0;
    const place = !question ? -1 : question.kind === 'closing' ? count : question.index - 1;
    const places = Array.from({ length: count }, (_, index) => {
      const state = index < place ? 'past' : index === place ? 'now' : 'next';
      return h('li', { 'data-place': state });
    });
    fill(this.progress, places);
  }

  /** Sets a text only when it is another one: what is announced must not be announced twice. */
  #say(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }
}
