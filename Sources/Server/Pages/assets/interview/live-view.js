// The screen during the interview. It shows a model and reports what was pressed; it decides
// nothing.

import { fill, h, notice } from '../page/dom.js';
import { t } from '../words/words.js';
import './captions.js';
import { endDialog, shortcutDialog } from './dialogs.js';
import { LiveBar } from './live-bar.js';
import { LiveControls } from './live-controls.js';
import { QuestionStage } from './question-stage.js';
import { floorOf } from './session-model.js';
import { TypeAnswer } from './type-answer.js';

/** What stands in the way of the conversation, the worst first, or null. */
function obstacle({ link, suspended, microphoneLost }) {
  if (link.state === 'reconnecting') return 'reconnecting';
  if (suspended) return 'suspended';
  return microphoneLost ? 'microphone' : null;
}

/** The live screen; `act(name, …)` is called for what goes to the interview. */
export class LiveView {
  constructor({ scenario, isDemonstration, shortcuts, hasMicrophone, act }) {
    Object.assign(this, { scenario, isDemonstration, shortcuts, hasMicrophone, act });
    this.element = h('div', { class: 'live' });
    this.now = null;
    this.isTyping = !hasMicrophone;
    // The persona's first words only, for "Ada is speaking".
    this.persona = scenario.persona?.split(',')[0].trim() || null;
  }

  /** Builds everything again, in the language that is shown. */
  render() {
    const { scenario, hasMicrophone, persona, isTyping } = this;
    this.bar = new LiveBar(scenario, hasMicrophone);
    this.stage = new QuestionStage({ scenario, hasMicrophone, persona });
    this.captions ??= document.createElement('live-captions');
    this.captions.setAttribute('content-language', scenario.language);
    this.captions.interviewer = persona;
    this.captions.isDemonstration = this.isDemonstration;
    this.form = new TypeAnswer({
      draft: this.form?.draft ?? '',
      isOpen: isTyping,
      canClose: hasMicrophone,
      onSend: (text) => this.#sendText(text),
      onTyping: () => this.act('typing'),
      onClose: () => this.toggleTyping(false),
    });
    this.controls = new LiveControls({
      hasMicrophone,
      isTyping,
      isMenuOpen: this.controls?.isMenuOpen ?? false,
      press: (name) => this.#pressed(name),
    });
    this.banner = h('div', { class: 'banner-place' });
    this.shownObstacle = null;
    this.endDialog = endDialog(() => this.act('end'));
    this.shortcutDialog = shortcutDialog(this.shortcuts);
    fill(
      this.element,
      this.bar.element,
      this.banner,
      h('div', { class: 'live-grid' }, this.stage.element, this.captions),
      this.form.element,
      this.controls.element,
      this.endDialog,
      this.shortcutDialog,
    );
    if (this.now) this.show(this.now);
  }

  /** Shows how things stand: `{model, link, muted, paused, suspended, elapsedMs}`. */
  show(now) {
    this.now = now;
    const { model, link } = now;
    const talks = link.state === 'open' && !now.suspended && !now.paused;
    this.element.dataset.floor = talks ? floorOf(model.state) : 'nobody';
    this.bar.show(now);
    this.stage.show(now);
    this.controls.show(now);
    this.captions.show(model.lines, model.disclosure);
    this.#showObstacle(obstacle(now));
  }

  /** Moves the meter with the candidate's voice. */
  level(decibels) {
    this.stage?.level(decibels);
  }

  /** Shows the time that went by. */
  tick(elapsedMs) {
    this.bar?.tick(elapsedMs);
  }

  /** Does what a key stands for. */
  pressKey(name) {
    if (name === 'captions') this.captions.showOwn(!this.captions.showsOwn);
    else this.controls.pressKey(name);
  }

  /** Opens or closes the field for a typed answer. */
  toggleTyping(isTyping = !this.isTyping) {
    this.isTyping = isTyping;
    this.form.open(isTyping);
    this.controls.showTyping(isTyping);
    if (!isTyping) this.controls.buttons.type.focus();
  }

  #pressed(name) {
    if (name === 'type') this.toggleTyping();
    else if (name === 'keys') this.shortcutDialog.showModal();
    else if (name === 'end') this.endDialog.showModal();
    else this.act(name);
  }

  #sendText(text) {
    this.act('text', text);
    if (this.hasMicrophone) this.toggleTyping(false);
  }

  #showObstacle(kind) {
    if (kind === this.shownObstacle) return;
    this.shownObstacle = kind;
    const button = (attributes, words) =>
      h('button', { class: 'button button-primary', type: 'button', ...attributes }, words);
    const actions = {
      suspended: () =>
        button(
          { id: 'resume-audio', onclick: () => this.act('resumeAudio') },
          t('banner.suspended.action'),
        ),
      microphone: () => button({ onclick: () => this.toggleTyping(true) }, t('live.type')),
    };
    const action = actions[kind]?.();
    const words = kind && [t(`banner.${kind}.title`), t(`banner.${kind}.text`)];
    fill(this.banner, kind && notice('problem', ...words, ...(action ? [action] : [])));
  }
}
