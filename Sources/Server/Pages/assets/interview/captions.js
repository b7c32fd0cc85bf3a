// What both voices said, newest last. Words that the recognizer still changes look provisional.

import { fill, h } from '../page/dom.js';
import { preference } from '../page/storage.js';
import { t } from '../words/words.js';

/** The words of a candidate's line, or why there are none. */
export function candidateText(line) {
  if (line.text !== null) return { text: line.text, note: false };
  return {
    text: t(line.reason === 'silence' ? 'captions.no_answer' : 'captions.not_transcribed'),
    note: true,
  };
}

class LiveCaptions extends HTMLElement {
  connectedCallback() {
    this.showsOwn = preference.get('own-captions') !== 'off';
    this.lines ??= [];
    this.render();
  }

  /** Draws the frame again, in the language that is shown. */
  render() {
    const toggle = h('input', {
      type: 'checkbox',
      role: 'switch',
      checked: this.showsOwn,
      onchange: (event) => this.showOwn(event.target.checked),
    });
    this.toggle = toggle;
    this.list = h('ol', { class: 'caption-lines', lang: this.getAttribute('content-language') });
    this.scroller = h('div', {
      class: 'caption-scroller',
      tabindex: '0',
      role: 'region',
      'aria-label': t('captions.title'),
    }, this.list);
    fill(
      this,
      h(
        'div',
        { class: 'caption-head' },
        h('h2', {}, t('captions.title')),
        h('label', { class: 'switch' }, toggle, h('span', {}, t('captions.own'))),
      ),
      this.scroller,
    );
    this.draw();
  }

  /** Shows or hides the candidate's own words. */
  showOwn(shows) {
    this.showsOwn = shows;
    this.toggle.checked = shows;
    preference.set('own-captions', shows ? 'on' : 'off');
    this.draw();
  }

  /** Shows these lines; only those that changed are drawn again. */
  show(lines, disclosure) {
    if (lines === this.lines && disclosure === this.disclosure) return;
    Object.assign(this, { lines, disclosure });
    this.draw();
  }

  draw() {
    const shown = this.lines.filter((line) => this.showsOwn || line.party === 'interviewer');
    if (shown.length === 0) {
      fill(
        this.list,
        this.opening(),
        h(
          'li',
          { class: 'caption-empty', lang: document.documentElement.lang },
          t('captions.empty'),
        ),
      );
      return;
    }
    const { scroller } = this;
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
    fill(this.list, this.opening(), shown.map((line) => this.line(line)));
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  }

  /** Before everything else: that the interviewer is no person, and what the words are worth. */
  opening() {
    return [
      this.disclosure && h('li', { class: 'caption-disclosure' }, this.disclosure),
      this.isDemonstration &&
      h(
        'li',
        { class: 'caption-disclosure', lang: document.documentElement.lang },
        t('captions.demonstration'),
      ),
    ];
  }

  line(line) {
    const mine = line.party === 'candidate';
    const { text, note } = mine ? candidateText(line) : { text: line.text, note: false };
    const classes = [
      'caption',
      mine ? 'caption-candidate' : 'caption-interviewer',
      line.interim && 'caption-interim',
      note && 'caption-note',
    ];
    const pageLanguage = document.documentElement.lang;
    return h(
      'li',
      { class: classes.filter(Boolean).join(' ') },
      h(
        'span',
        { class: 'caption-who', lang: pageLanguage },
        mine ? t('captions.you') : this.interviewer ?? t('captions.interviewer'),
      ),
      h(
        'span',
        { class: 'caption-text', lang: note ? pageLanguage : null },
        text,
        line.cut ? ' —' : '',
        line.interim ? ' …' : '',
      ),
    );
  }
}

customElements.define('live-captions', LiveCaptions);
