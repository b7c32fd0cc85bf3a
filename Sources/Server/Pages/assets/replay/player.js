// The sound of a session with controls of our own.

import { h, icon } from '../page/dom.js';
import { sessionAddress } from '../page/api.js';
import { clock } from '../words/format.js';
import { t } from '../words/words.js';

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
const stepSeconds = 5;

/** Plays `mix.opus`; survives a change of language without a break in the sound. */
export class Player {
  /**
   * @param {{sessionID: string, contentLanguage: string, durationMs: number,
   *   onTime: (ms: number) => void}} options
   */
  constructor({ sessionID, contentLanguage, durationMs, onTime }) {
    Object.assign(this, { durationMs, onTime, failed: false });
    this.track = h('track', {
      kind: 'captions',
      srclang: contentLanguage,
      label: contentLanguage,
      default: true,
      src: sessionAddress(sessionID, '/captions.vtt'),
    });
    this.audio = h('audio', {
      preload: 'metadata',
      src: sessionAddress(sessionID, '/audio/mix.opus'),
    }, this.track);
    this.audio.preservesPitch = true;
    this.track.track.mode = 'hidden';
    this.track.addEventListener('cuechange', () => this.#showCue());
    for (const name of ['play', 'pause', 'ended']) {
      this.audio.addEventListener(name, () => this.#changed());
    }
    for (const name of ['seeked', 'timeupdate']) {
      this.audio.addEventListener(name, () => this.#tick());
    }
    this.audio.addEventListener('error', () => {
      this.failed = true;
      this.#changed();
    });
    this.contentLanguage = contentLanguage;
    this.showsCaptions = false;
  }

  get timeMs() {
    return this.audio.currentTime * 1000;
  }

  /** Builds the controls, in the language that is shown. */
  controls({ previous, next }) {
    const button = (name, iconName, action, extra = '') =>
      h('button', {
        class: `round ${extra}`,
        type: 'button',
        onclick: action,
        'aria-label': t(`player.${name}`),
        title: t(`player.${name}`),
      }, icon(iconName));
    this.playButton = button('play', 'play', () => this.toggle(), 'round-play');
    this.timeText = h('span', { class: 'player-time' });
    this.caption = h('p', {
      class: 'player-caption',
      lang: this.contentLanguage,
      hidden: !this.showsCaptions,
    });
    this.problem = h('p', { class: 'field-problem', role: 'alert' });
    const speed = h(
      'select',
      {
        id: 'speed',
        onchange: (event) => {
          this.audio.playbackRate = Number(event.target.value);
        },
      },
      speeds.map((value) =>
        h('option', { value, selected: value === this.audio.playbackRate }, `${value}×`)
      ),
    );
    const captions = h('input', {
      type: 'checkbox',
      role: 'switch',
      checked: this.showsCaptions,
      onchange: (event) => this.showCaptions(event.target.checked),
    });
    const element = h(
      'div',
      { class: 'player' },
      h(
        'div',
        { class: 'player-row' },
        h(
          'div',
          { class: 'player-buttons' },
          button('previous', 'previous', previous),
          button('back', 'back', () => this.step(-stepSeconds)),
          this.playButton,
          button('forward', 'forward', () => this.step(stepSeconds)),
          button('next', 'next', next),
        ),
        this.timeText,
        h(
          'div',
          { class: 'player-options' },
          h('label', { class: 'switch' }, captions, h('span', {}, t('player.captions'))),
          h('label', { class: 'speed' }, h('span', {}, t('player.speed')), speed),
        ),
      ),
      this.caption,
      this.problem,
    );
    this.#changed();
    this.#tick();
    return element;
  }

  /** Plays or pauses. */
  toggle() {
    if (this.audio.paused) this.audio.play().catch(() => this.#changed());
    else this.audio.pause();
  }

  /** Goes to a moment; before the sound is known, as soon as it is. */
  seek(milliseconds) {
    const seconds = Math.max(0, Math.min(milliseconds, this.durationMs)) / 1000;
    if (this.audio.readyState >= HTMLMediaElement.HAVE_METADATA) {
      this.audio.currentTime = seconds;
    } else {
      this.audio.addEventListener('loadedmetadata', () => {
        this.audio.currentTime = seconds;
      }, { once: true });
    }
    this.onTime(seconds * 1000);
  }

  /** Goes on or back by seconds. */
  step(seconds) {
    this.seek(this.timeMs + seconds * 1000);
  }

  /** Shows the caption of the moment under the controls. */
  showCaptions(shows) {
    this.showsCaptions = shows;
    this.caption.hidden = !shows;
    this.#showCue();
  }

  #changed() {
    if (!this.playButton) return;
    const name = this.audio.paused ? 'play' : 'pause';
    this.playButton.replaceChildren(icon(name));
    this.playButton.setAttribute('aria-label', t(`player.${name}`));
    this.playButton.title = t(`player.${name}`);
    this.problem.textContent = this.failed ? t('player.unplayable') : '';
    cancelAnimationFrame(this.animation);
    const animate = () => {
      this.#tick();
      if (!this.audio.paused) this.animation = requestAnimationFrame(animate);
    };
    if (!this.audio.paused) animate();
  }

  #tick() {
    if (this.timeText) {
      this.timeText.textContent = `${clock(this.timeMs)} / ${clock(this.durationMs)}`;
    }
    this.onTime(this.timeMs);
  }

  #showCue() {
    const cues = [...(this.track.track.activeCues ?? [])];
    this.caption.textContent = cues.map((cue) => cue.text.replace(/<[^>]*>/g, '')).join('\n');
  }
}
