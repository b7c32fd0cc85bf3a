// The line above the conversation: is it recorded, is it connected, how long has it been.

import { fill, h, icon } from '../page/dom.js';
import { clock } from '../words/format.js';
import { t } from '../words/words.js';

/** Why nothing of the candidate is recorded at the moment, or that it is. */
export function recordingState({ link, suspended, paused, muted }, hasMicrophone) {
  if (link.state !== 'open' || suspended) return 'recording_none';
  if (paused) return 'recording_paused';
  return muted || !hasMicrophone ? 'recording_silence' : 'recording';
}

const linkWords = { open: 'connected', connecting: 'connecting', reconnecting: 'disconnected' };

/** Shows the facts of the connection. */
export class LiveBar {
  constructor(scenario, hasMicrophone) {
    this.hasMicrophone = hasMicrophone;
    this.recording = h('span', { class: 'live-fact' });
    this.connection = h('span', { class: 'live-fact' });
    this.elapsed = h('span');
    const planned = t('live.time', { minutes: scenario.minutes });
    this.element = h(
      'div',
      { class: 'live-bar' },
      this.recording,
      this.connection,
      h(
        'span',
        { class: 'live-fact live-time' },
        icon('clock'),
        this.elapsed,
        h('span', { class: 'live-planned' }, planned),
      ),
    );
  }

  /** Shows how things stand. */
  show(now) {
    const state = recordingState(now, this.hasMicrophone);
    const dot = h('span', {
      class: `dot dot-${state === 'recording' ? 'recording' : 'idle'}`,
      'aria-hidden': 'true',
    });
    this.#say(this.recording, dot, t(`live.${state}`));
    const isOpen = now.link.state === 'open';
    const words = t(`live.${linkWords[now.link.state] ?? 'disconnected'}`);
    this.#say(this.connection, icon(isOpen ? 'signal' : 'signal-off'), words);
    this.tick(now.elapsedMs);
  }

  /** Shows the time that went by. */
  tick(elapsedMs) {
    this.elapsed.textContent = clock(elapsedMs);
  }

  #say(place, mark, words) {
    if (place.textContent !== words) fill(place, mark, words);
  }
}
