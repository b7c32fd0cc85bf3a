// Before the interview: can this browser, is the microphone loud enough, is the loudspeaker on, and
// does the candidate agree? Nothing is recorded or sent until *Start*.

import { fill, h, icon, notice } from '../page/dom.js';
import { foreign, t } from '../words/words.js';
import { aboutStep, consentStep } from './consent-step.js';
import './level-meter.js';
import { MicrophoneTrial, refusalOf } from './microphone.js';
import { browserStep } from './preflight-step.js';
import { scenarioSummary } from './scenario-summary.js';
import { microphoneStep, SpeakerStep } from './sound-steps.js';

/** The page before *Start*; survives a change of language with all that was filled in. */
export class Preflight {
  /**
   * @param {{scenario: object, purpose: string, about: object, check: object,
   *   running: object | null, onStart: (choice: object) => void}} options
   *   `check` of `checkBrowser`, `running` of `runningSession`
   */
  constructor(options) {
    Object.assign(this, options);
    this.trial = new MicrophoneTrial((decibels) => {
      this.element.querySelector('level-meter')?.show(decibels);
    });
    this.speaker = new SpeakerStep();
    this.form = { name: '', patience: false, agreed: false };
    this.refusal = null;
    this.failure = null;
    this.askedToAgree = false;
    this.inWriting = !this.check.voice;
    this.starting = false;
    this.element = h('div', { class: 'preflight' });
  }

  /** Builds the page, in the language that is shown. */
  render() {
    const { scenario, purpose, about } = this;
    fill(
      this.element,
      h(
        'div',
        { class: 'page-head' },
        h('p', { class: 'eyebrow' }, t('preflight.eyebrow')),
        h('h1', { tabindex: '-1', lang: foreign(scenario.language) }, scenario.title),
      ),
      this.failure &&
        notice('problem', t(`refused.${this.failure}.title`), t(`refused.${this.failure}.text`)),
      this.#continueNotice(),
      h(
        'div',
        { class: 'preflight-grid' },
        h(
          'form',
          { class: 'steps', novalidate: true, onsubmit: (event) => this.#submit(event) },
          this.#steps(),
        ),
        scenarioSummary(scenario, purpose, about),
      ),
    );
  }

  /** Shows why the interview did not start; the candidate can try again. */
  fail(reason) {
    this.starting = false;
    this.failure = reason;
    this.render();
    this.element.querySelector('.notice')?.scrollIntoView({ block: 'center' });
  }

  #steps() {
    return [
      browserStep(this.check),
      !this.inWriting &&
      microphoneStep(this.trial, {
        refusal: this.refusal,
        open: (deviceID) => this.#openMicrophone(deviceID),
        write: () => this.#writeInstead(),
      }),
      this.check.sound && this.speaker.render(),
      aboutStep(this.form),
      consentStep(this.form, {
        purpose: this.purpose,
        retentionDays: this.about.retention_days,
        voiceHosts: this.about.recognizer_hosts ?? [],
        wordHosts: this.about.interviewer_hosts ?? [],
        isWanting: this.askedToAgree && !this.form.agreed,
      }),
      this.#startStep(),
    ];
  }

  #startStep() {
    const words = this.inWriting ? 'preflight.start_writing' : 'preflight.start';
    const hint = this.inWriting ? 'preflight.start_hint_writing' : 'preflight.start_hint';
    const start = h(
      'button',
      {
        class: 'button button-primary button-large',
        type: 'submit',
        id: 'start',
        disabled: this.starting,
      },
      t(this.starting ? 'preflight.starting' : words),
      icon('arrow'),
    );
    return h('div', { class: 'start-step' }, start, h('p', { class: 'quiet' }, t(hint)));
  }

  #continueNotice() {
    if (!this.running) return null;
    const goOn = h(
      'button',
      {
        class: 'button button-primary',
        type: 'button',
        id: 'continue',
        onclick: () => this.#begin(this.running),
      },
      t('preflight.running.continue'),
    );
    return notice('info', t('preflight.running.title'), t('preflight.running.text'), goOn);
  }

  async #openMicrophone(deviceID) {
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
    this.element.querySelector('#start').focus();
  }

  #submit(event) {
    event.preventDefault();
    if (this.form.agreed) {
      this.#begin(null);
      return;
    }
    this.askedToAgree = true;
    this.render();
    this.element.querySelector('#agreed').focus();
  }

  async #begin(resume) {
    if (this.starting) return;
    this.starting = true;
    this.failure = null;
    if (!this.inWriting && !this.trial.stream) await this.#openMicrophone();
    if (!this.inWriting && !this.trial.stream) {
      this.starting = false;
      this.render();
      this.element.querySelector('#try-microphone')?.focus();
      return;
    }
    this.render();
    this.onStart({ stream: this.trial.take(), form: this.form, resume });
  }
}
