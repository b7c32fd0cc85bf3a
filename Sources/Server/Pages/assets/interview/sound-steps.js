// Trying out the microphone and the loudspeaker.

import { h, icon } from '../page/dom.js';
import { t } from '../words/words.js';
import { playTestSound } from './microphone.js';
import { step } from './preflight-step.js';

/**
 * The microphone's step: a button to try it, or its level and a choice of microphones.
 *
 * @param {import('./microphone.js').MicrophoneTrial} trial
 * @param {{refusal: string | null, open: (deviceID?: string) => void, write: () => void}} actions
 */
export function microphoneStep(trial, { refusal, open, write }) {
  return trial.stream
    ? openMicrophoneStep(trial, open)
    : closedMicrophoneStep(refusal, open, write);
}

function closedMicrophoneStep(refusal, open, write) {
  const tryIt = h(
    'button',
    { class: 'button', type: 'button', id: 'try-microphone', onclick: () => open() },
    icon('mic'),
    t(refusal ? 'preflight.microphone.again' : 'preflight.microphone.open'),
  );
  const writeInstead = refusal &&
    h(
      'button',
      { class: 'button button-quiet', type: 'button', onclick: write },
      t('preflight.microphone.write'),
    );
  return step(
    { name: 'microphone', iconName: 'mic', state: refusal ? 'problem' : 'open' },
    h('p', {}, t(refusal ? `preflight.microphone.${refusal}` : 'preflight.microphone.intro')),
    h('div', { class: 'actions' }, tryIt, writeInstead),
  );
}

function openMicrophoneStep(trial, open) {
  const options = trial.devices.map((device, index) =>
    h(
      'option',
      { value: device.deviceId, selected: device.deviceId === trial.deviceID },
      device.label || t('preflight.microphone.nameless', { number: index + 1 }),
    )
  );
  return step(
    { name: 'microphone', iconName: 'mic', state: 'done' },
    h('p', {}, t('preflight.microphone.speak')),
    h('div', { role: 'status' }, document.createElement('level-meter')),
    h(
      'label',
      { class: 'field' },
      h('span', {}, t('preflight.microphone.choose')),
      h('select', { id: 'microphone', onchange: (event) => open(event.target.value) }, options),
    ),
  );
}

/** The loudspeaker's step; remembers over a change of language whether it was tried. */
export class SpeakerStep {
  constructor() {
    this.state = 'untried';
  }

  /** Builds the step, in the language that is shown. */
  render() {
    this.status = h('p', { role: 'status' });
    this.#say(this.state);
    return step(
      { name: 'speaker', iconName: 'speaker', state: this.state === 'played' ? 'done' : 'open' },
      this.status,
      h(
        'div',
        { class: 'actions' },
        h(
          'button',
          { class: 'button', type: 'button', onclick: () => this.#play() },
          icon('speaker'),
          t('preflight.speaker.play'),
        ),
      ),
    );
  }

  async #play() {
    this.#say('playing');
    await playTestSound();
    this.#say('played');
  }

  #say(state) {
    this.state = state;
    this.status.textContent = t(`preflight.speaker.${state}`);
  }
}
