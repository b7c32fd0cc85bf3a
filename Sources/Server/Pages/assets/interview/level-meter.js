// A bar that moves with the voice, and a word that says whether it is loud enough.

import { LevelJudge, meterHeight } from '../audio/level.js';
import { fill, h, icon } from '../page/dom.js';
import { t } from '../words/words.js';

class LevelMeter extends HTMLElement {
  connectedCallback() {
    this.judge = new LevelJudge();
    this.muted = false;
    this.verdict = '';
    this.render();
  }

  /** Draws everything again, in the language that is shown. */
  render() {
    this.word = h('span', { class: 'meter-word' });
    fill(
      this,
      icon('mic'),
      h(
        'span',
        { class: 'meter-track', 'aria-hidden': 'true' },
        h('span', { class: 'meter-fill' }),
      ),
      this.word,
    );
    const verdict = this.verdict;
    this.verdict = '';
    if (verdict) this.say(verdict);
  }

  /** Takes the level of the last tenth of a second. */
  show(decibels) {
    const verdict = this.judge.judge(decibels, this.muted);
    this.style.setProperty('--level', this.muted ? '0' : meterHeight(decibels).toFixed(3));
    this.say(verdict);
  }

  say(verdict) {
    if (verdict === this.verdict) return;
    this.verdict = verdict;
    this.dataset.verdict = verdict;
    this.word.textContent = t(`level.${verdict}`);
  }
}

customElements.define('level-meter', LevelMeter);
