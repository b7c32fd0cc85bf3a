// The field for an answer in writing.

import { h } from '../page/dom.js';
import { t } from '../words/words.js';

const typingIntervalMs = 3_000;
const longestAnswer = 8_000;

/** A form that keeps its draft; `onTyping` is called now and then while somebody types. */
export class TypeAnswer {
  constructor({ draft, isOpen, canClose, onSend, onTyping, onClose }) {
    Object.assign(this, { onSend, onTyping, toldAt: 0 });
    this.answer = h('textarea', {
      id: 'typed-answer',
      rows: '3',
      maxlength: longestAnswer,
      oninput: () => this.#typed(),
    });
    this.answer.value = draft;
    const close = h(
      'button',
      { class: 'button button-quiet', type: 'button', onclick: onClose },
      t('type.cancel'),
    );
    this.element = h(
      'form',
      { class: 'type-answer', hidden: !isOpen, onsubmit: (event) => this.#send(event) },
      h('label', { for: 'typed-answer' }, t('type.label')),
      this.answer,
      h(
        'div',
        { class: 'actions' },
        h('button', { class: 'button button-primary', type: 'submit' }, t('type.send')),
        canClose && close,
      ),
    );
  }

  /** What is written and not sent. */
  get draft() {
    return this.answer.value;
  }

  /** Shows or hides the field. */
  open(isOpen) {
    this.element.hidden = !isOpen;
    if (isOpen) this.answer.focus();
  }

  /** The server must not take the silence of somebody who types for no answer. */
  #typed() {
    if (performance.now() - this.toldAt < typingIntervalMs) return;
    this.toldAt = performance.now();
    this.onTyping();
  }

  #send(event) {
    event.preventDefault();
    const text = this.answer.value.trim();
    if (!text) return;
    this.answer.value = '';
    this.onSend(text);
  }
}
