// The buttons of the live screen; on a small one *Done*, *Mute* and a menu with the others.

import { fill, h, icon } from '../page/dom.js';
import { t } from '../words/words.js';
import { floorOf } from './session-model.js';

/** Shows the buttons; `press(name)` is called for each. */
export class LiveControls {
  constructor({ hasMicrophone, isMenuOpen, isTyping, press }) {
    Object.assign(this, { press, isMenuOpen, buttons: {} });
    const typing = { 'aria-expanded': String(isTyping), 'aria-controls': 'typed-answer' };
    this.menu = h(
      'div',
      { class: 'control-menu', id: 'more-controls' },
      this.#button('repeat', 'repeat'),
      this.#button('type', 'keyboard', typing),
      this.#button('pause', 'pause'),
      this.#button('keys', 'keys'),
      this.#button('end', 'end'),
    );
    this.element = h(
      'div',
      { class: 'controls', role: 'group', 'aria-label': t('live.controls') },
      this.#button('done', 'check'),
      hasMicrophone && this.#button('mute', 'mic'),
      this.#button('more', 'more', { 'aria-controls': 'more-controls' }),
      this.menu,
    );
    this.#openMenu(isMenuOpen);
  }

  /** Shows how things stand. */
  show({ model, link, muted, paused }) {
    const { done, repeat, mute, pause, type } = this.buttons;
    const isOpen = link.state === 'open' && !paused;
    done.disabled = !isOpen || floorOf(model.state) !== 'candidate';
    repeat.disabled = !isOpen || !model.question;
    type.disabled = !isOpen;
    pause.disabled = link.state !== 'open';
    this.#label(pause, paused ? 'play' : 'pause', t(paused ? 'live.resume' : 'live.pause'));
    if (mute) this.#label(mute, muted ? 'mic-off' : 'mic', t(muted ? 'live.unmute' : 'live.mute'));
  }

  /** Presses a button as a key does: a button that is off does nothing. */
  pressKey(name) {
    if (this.buttons[name] && !this.buttons[name].disabled) this.press(name);
  }

  /** Says whether the field for a typed answer is open. */
  showTyping(isTyping) {
    this.buttons.type.setAttribute('aria-expanded', String(isTyping));
  }

  #button(name, iconName, attributes = {}) {
    const onclick = () => {
      this.#openMenu(name === 'more' && !this.isMenuOpen);
      if (name !== 'more') this.press(name);
    };
    const element = h(
      'button',
      { class: `control control-${name}`, type: 'button', onclick, ...attributes },
      icon(iconName),
      h('span', {}, t(`live.${name}`)),
    );
    this.buttons[name] = element;
    return element;
  }

  #openMenu(isOpen) {
    this.isMenuOpen = isOpen;
    this.menu.classList.toggle('open', isOpen);
    this.buttons.more.setAttribute('aria-expanded', String(isOpen));
  }

  #label(button, iconName, words) {
    if (button.textContent !== words) fill(button, icon(iconName), h('span', {}, words));
  }
}
