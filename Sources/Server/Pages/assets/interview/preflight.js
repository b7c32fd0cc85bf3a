// Before the interview: can this browser, is the microphone loud enough, is the loudspeaker on, and
// does the candidate agree? Nothing is recorded or sent until *Start*.

import { fill, h, icon, notice } from '../page/dom.js';
import { isTranscribed } from '../home/scenario-card.js';
import { languageName } from '../words/format.js';
import { language, t } from '../words/words.js';
import { MicrophoneTrial, playTestSound, refusalOf } from './microphone.js';
import './level-meter.js';

/** The page before *Start*; survives a change of language with all that was filled in. */
export class Preflight {
  /**
   * @param {{scenario: object, purpose: string, about: object, check: object, running: object | null,
   *   onStart: (choice: object) => void}} options
   */
  constructor(options) {
    Object.assign(this, options);
    this.trial = new MicrophoneTrial((decibels) => this.meter?.show(decibels));
    this.form = { name: '', patience: false, agreed: false };
    this.refusal = null;
    this.failure = null;
    this.askedToAgree = false;
    this.speaker = 'untried';
    this.inWriting = !this.check.voice;
    this.starting = false;
    this.element = h('div', { class: 'preflight' });
  }

  render() {
    fill(this.element,
      h('div', { class: 'page-head' },
        h('p', { class: 'eyebrow' }, t('preflight.eyebrow')),
        h('h1', { tabindex: '-1', lang: this.#foreign() }, this.scenario.title)),
      this.failure && notice('problem', t(`refused.${this.failure}.title`), t(`refused.${this.failure}.text`)),
      this.#continueNotice(),
      h('div', { class: 'preflight-grid' },
        h('form', { class: 'steps', novalidate: true, onsubmit: (event) => this.#submit(event) },
          this.#browserStep(), !this.inWriting && this.#microphoneStep(), this.check.sound && this.#speakerStep(),
          this.#aboutStep(), this.#consentStep(), this.#startStep()),
        this.#summary()));
  }

  /** Shows why the interview did not start; the candidate can try again. */
  fail(reason) {
    this.starting = false;
    this.failure = reason;
    this.render();
    this.element.querySelector('.notice')?.scrollIntoView({ block: 'center' });
  }

  #foreign() {
    const base = this.scenario.language.split('-')[0];
    return base === language() ? null : this.scenario.language;
  }

  #step(name, iconName, state, ...children) {
    return h('section', { class: 'step', 'aria-labelledby': `step-${name}`, 'data-state': state },
      h('span', { class: 'step-mark' }, icon(state === 'done' ? 'check' : iconName)),
      h('div', { class: 'step-body' }, h('h2', { id: `step-${name}` }, t(`preflight.${name}.title`)), children));
  }

  #browserStep() {
    const { secure, sound, codec, voice } = this.check;
    if (voice) {
      return this.#step('browser', 'browser', 'done',
        h('p', {}, t(codec === 'opus' ? 'preflight.browser.good' : 'preflight.browser.uncompressed')));
    }
    const why = secure ? (sound ? 'no_microphone' : 'no_sound') : 'insecure';
    return this.#step('browser', 'alert', 'problem', h('p', {}, t(`preflight.browser.${why}`)),
      h('p', {}, t('preflight.browser.in_writing')));
  }

  #microphoneStep() {
    if (!this.trial.stream) {
      return this.#step('microphone', 'mic', this.refusal ? 'problem' : 'open',
        h('p', {}, t(this.refusal ? `preflight.microphone.${this.refusal}` : 'preflight.microphone.intro')),
        h('div', { class: 'actions' },
          h('button', { class: 'button', type: 'button', id: 'try-microphone', onclick: () => this.openMicrophone() },
            icon('mic'), t(this.refusal ? 'preflight.microphone.again' : 'preflight.microphone.open')),
          this.refusal && h('button', { class: 'button button-quiet', type: 'button', onclick: () => this.#writeInstead() },
            t('preflight.microphone.write'))));
    }
    this.meter = document.createElement('level-meter');
    const options = this.trial.devices.map((device, index) => h('option',
      { value: device.deviceId, selected: device.deviceId === this.trial.deviceID },
      device.label || t('preflight.microphone.nameless', { number: index + 1 })));
    return this.#step('microphone', 'mic', 'done',
      h('p', {}, t('preflight.microphone.speak')),
      h('div', { role: 'status' }, this.meter),
      h('label', { class: 'field' }, h('span', {}, t('preflight.microphone.choose')),
        h('select', { id: 'microphone', onchange: (event) => this.openMicrophone(event.target.value) }, options)));
  }

  async openMicrophone(deviceID) {
    try {
      await this.trial.open(deviceID);
      this.refusal = null;
    } catch (error) {
      this.refusal = refusalOf(error);
    }
    if (this.starting) return;
    this.render();
    this.element.querySelector(this.trial.stream ? '#microphone' : '#try-microphone')?.focus();
  }

  #writeInstead() {
    this.inWriting = true;
    this.render();
  }

  #speakerStep() {
    const play = async () => {
      this.speaker = 'playing';
      this.#updateSpeaker();
      await playTestSound();
      this.speaker = 'played';
      this.#updateSpeaker();
    };
    this.speakerStatus = h('p', { role: 'status' });
    const step = this.#step('speaker', 'speaker', this.speaker === 'played' ? 'done' : 'open',
      this.speakerStatus,
      h('div', { class: 'actions' }, h('button', { class: 'button', type: 'button', onclick: play },
        icon('speaker'), t('preflight.speaker.play'))));
    this.#updateSpeaker();
    return step;
  }

  #updateSpeaker() {
    this.speakerStatus.textContent = t(`preflight.speaker.${this.speaker}`);
  }

  #aboutStep() {
    return this.#step('about', 'person', 'open',
      h('label', { class: 'field' }, h('span', {}, t('preflight.about.name')),
        h('input', {
          type: 'text', name: 'name', autocomplete: 'name', maxlength: '80', value: this.form.name,
          oninput: (event) => { this.form.name = event.target.value; },
        })),
      h('label', { class: 'check' },
        h('input', {
          type: 'checkbox', name: 'patience', checked: this.form.patience,
          onchange: (event) => { this.form.patience = event.target.checked; },
        }),
        h('span', {}, t('preflight.about.patience'), h('small', {}, t('preflight.about.patience_hint')))));
  }

  #consentStep() {
    const days = this.about.retention_days;
    const part = (name, iconName, values) => h('li', {}, icon(iconName),
      h('div', {}, h('strong', {}, t(`consent.${name}.title`, values)), h('p', {}, t(`consent.${name}.text`, values))));
    const wanting = this.askedToAgree && !this.form.agreed;
    return this.#step('consent', 'shield', 'open',
      h('ul', { class: 'consent' },
        part('machine', 'mark', {}),
        part(`recorded_${this.purpose}`, 'record', {}),
        part('kept', 'clock', { count: days })),
      h('label', { class: 'check check-strong' },
        h('input', {
          type: 'checkbox', name: 'agreed', id: 'agreed', required: true, checked: this.form.agreed,
          'aria-invalid': wanting ? 'true' : null, 'aria-describedby': wanting ? 'agree-first' : null,
          onchange: (event) => { this.form.agreed = event.target.checked; },
        }),
        h('span', {}, t('consent.agree'))),
      wanting && h('p', { class: 'field-problem', id: 'agree-first', role: 'alert' }, icon('alert'), t('consent.needed')));
  }

  #startStep() {
    return h('div', { class: 'start-step' },
      h('button', { class: 'button button-primary button-large', type: 'submit', id: 'start', disabled: this.starting },
        this.starting ? t('preflight.starting') : t(this.inWriting ? 'preflight.start_writing' : 'preflight.start'), icon('arrow')),
      h('p', { class: 'quiet' }, t(this.inWriting ? 'preflight.start_hint_writing' : 'preflight.start_hint')));
  }

  #continueNotice() {
    if (!this.running) return null;
    return notice('info', t('preflight.running.title'), t('preflight.running.text'),
      h('button', { class: 'button button-primary', type: 'button', id: 'continue', onclick: () => this.#begin(this.running) },
        t('preflight.running.continue')));
  }

  #summary() {
    const { scenario } = this;
    const transcribed = isTranscribed(scenario.language, this.about.recognizer_languages ?? []);
    const row = (key, value) => value && h('div', {}, h('dt', {}, t(`summary.${key}`)), h('dd', {}, value));
    return h('aside', { class: 'summary-card', 'aria-label': t('summary.title') },
      h('dl', {},
        row('language', languageName(scenario.language)),
        row('persona', scenario.persona),
        row('length', t('home.minutes', { count: scenario.minutes })),
        row('questions', t('home.questions', { count: scenario.questions })),
        row('purpose', t(`purpose.${this.purpose}`))),
      h('p', { class: 'quiet' }, t(`purpose.${this.purpose}.text`)),
      !transcribed && h('p', { class: 'hint' }, icon('info'),
        h('span', {}, t('home.untranscribed', { language: languageName(scenario.language) }))));
  }

  #submit(event) {
    event.preventDefault();
    if (!this.form.agreed) {
      this.askedToAgree = true;
      this.render();
      this.element.querySelector('#agreed').focus();
      return;
    }
    this.#begin(null);
  }

  async #begin(resume) {
    if (this.starting) return;
    this.starting = true;
    this.failure = null;
    if (!this.inWriting && !this.trial.stream) await this.openMicrophone();
    if (!this.inWriting && !this.trial.stream) {
      this.starting = false;
      this.render();
      this.element.querySelector('#try-microphone')?.focus();
      return;
    }
    this.render();
    this.onStart({ stream: this.trial.take(), inWriting: this.inWriting, form: this.form, resume });
  }
}
