// The transcript beside the sound: the word that is said is lit, a word that is clicked is played.
// It follows the sound until its reader scrolls.

import { fill, h, icon } from '../page/dom.js';
import { clock } from '../words/format.js';
import { t } from '../words/words.js';

const unsureBelow = 0.5;

function isUnsure(word) {
  return typeof word.confidence === 'number' && word.confidence < unsureBelow;
}

class SessionTranscript extends HTMLElement {
  /** Shows lines; `onSeek` gets milliseconds; `contentLanguage` is what was spoken. */
  show({ lines, contentLanguage, onSeek }) {
    Object.assign(this, { lines, onSeek, follows: true, lit: [], litLine: -1 });
    this.words = [];
    this.rows = lines.map((line, number) => this.row(line, number));
    this.again = h(
      'button',
      {
        class: 'button follow-again',
        type: 'button',
        hidden: true,
        onclick: () => this.follow(),
      },
      icon('down'),
      t('replay.follow'),
    );
    this.scroller = h(
      'div',
      {
        class: 'transcript-scroller',
        tabindex: '0',
        role: 'region',
        'aria-label': t('replay.transcript'),
      },
      lines.length > 0
        ? h('ol', { class: 'transcript-lines', lang: contentLanguage }, this.rows)
        : h('p', { class: 'quiet' }, t('replay.no_lines')),
    );
    const unsure = lines.some((line) => line.words.some(isUnsure));
    fill(
      this,
      unsure &&
        h(
          'p',
          { class: 'quiet transcript-legend' },
          h('span', { class: 'word-unsure' }, t('replay.unsure.word')),
          ' ',
          t('replay.unsure'),
        ),
      this.scroller,
      this.again,
    );
    for (const name of ['wheel', 'touchmove', 'keydown']) {
      this.scroller.addEventListener(name, (event) => this.#readerMoved(event), { passive: true });
    }
    this.scroller.addEventListener('click', (event) => {
      const word = event.target.closest('[data-ms]');
      if (word && getSelection().isCollapsed) this.onSeek(Number(word.dataset.ms));
    });
  }

  row(line, number) {
    const pageLanguage = document.documentElement.lang;
    const who = t(line.party === 'candidate' ? 'captions.you' : 'captions.interviewer');
    const spans = line.words.map((word) =>
      h('span', {
        class: isUnsure(word) ? 'word word-unsure' : 'word',
        'data-ms': word.start_ms,
      }, word.text)
    );
    this.words[number] = spans;
    const words = line.note
      ? h('span', { class: 'line-note', lang: pageLanguage }, t(`captions.${line.note}`))
      : spans.length > 0
      ? spans.flatMap((span) => [span, ' '])
      : line.text;
    return h(
      'li',
      { class: `line line-${line.party}` },
      h(
        'div',
        { class: 'line-head', lang: pageLanguage },
        h('span', { class: 'line-who' }, who),
        h('button', {
          class: 'line-time',
          type: 'button',
          'data-ms': line.start,
          'aria-label': t('replay.listen_from', { time: clock(line.start), who }),
        }, clock(line.start)),
        line.typed && h('span', { class: 'quiet' }, t('answer.typed')),
      ),
      h('p', { class: 'line-words' }, words, line.cut ? ' —' : ''),
    );
  }

  /** Lights the words and the line of a moment. */
  light(words, lineNumber) {
    const next = words.map(({ lineNumber: line, wordNumber }) => this.words[line]?.[wordNumber])
      .filter(Boolean);
    for (const span of this.lit) if (!next.includes(span)) span.classList.remove('word-now');
    for (const span of next) span.classList.add('word-now');
    this.lit = next;
    if (lineNumber === this.litLine) return;
    this.rows[this.litLine]?.classList.remove('line-now');
    this.rows[lineNumber]?.classList.add('line-now');
    this.litLine = lineNumber;
    if (this.follows) this.reveal(this.rows[lineNumber]);
  }

  /** Marks what a search found, and scrolls to the chosen hit. */
  markHits(hits, chosen) {
    for (const span of this.querySelectorAll('.word-hit')) {
      span.classList.remove('word-hit', 'word-hit-now');
    }
    hits.forEach((hit, index) => {
      for (let number = hit.from; number <= hit.to; number += 1) {
        this.words[hit.lineNumber]?.[number]?.classList.add(
          'word-hit',
          ...(index === chosen ? ['word-hit-now'] : []),
        );
      }
    });
    if (hits[chosen]) {
      this.#stopFollowing();
      this.reveal(this.rows[hits[chosen].lineNumber]);
    }
  }

  /** Follows the sound again. */
  follow() {
    this.follows = true;
    this.again.hidden = true;
    this.reveal(this.rows[this.litLine]);
    this.scroller.focus({ preventScroll: true });
  }

  reveal(row) {
    if (!row) return;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    const box = this.scroller;
    if (box.scrollHeight > box.clientHeight + 1) {
      box.scrollTo({ top: row.offsetTop - box.clientHeight / 3, behavior });
    } else {
      // On a small screen the page itself scrolls, under a deck that covers its upper third.
      const top = row.getBoundingClientRect().top + scrollY - innerHeight * 0.45;
      scrollTo({ top, behavior });
    }
  }

  #readerMoved(event) {
    const scrolling = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];
    if (event.type !== 'keydown' || scrolling.includes(event.key)) this.#stopFollowing();
  }

  #stopFollowing() {
    this.follows = false;
    this.again.hidden = false;
  }
}

customElements.define('session-transcript', SessionTranscript);
