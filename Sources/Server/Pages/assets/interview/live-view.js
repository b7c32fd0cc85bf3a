// The screen during the interview. It shows a model and reports what was pressed; it decides
// nothing.

import { fill, h, icon, notice } from '../page/dom.js';
import { clock } from '../words/format.js';
import { language, t } from '../words/words.js';
import { endDialog, shortcutDialog } from './dialogs.js';
import { floorOf } from './session-model.js';
import './captions.js';
import './level-meter.js';

const typingIntervalMs = 3_000;

/** The live screen; `act(name, …)` is called for each press. */
export class LiveView {
  constructor({ scenario, shortcuts, hasMicrophone, act }) {
    Object.assign(this, { scenario, shortcuts, hasMicrophone, act });
    this.element = h('div', { class: 'live' });
    this.now = null;
    this.typing = false;
    this.menuOpen = false;
  }

  /** Builds everything again, in the language that is shown. */
  render() {
    const draft = this.answer?.value ?? '';
    this.question = h('h1', { class: 'question', tabindex: '-1' });
    this.progressText = h('p', { class: 'progress-text' });
    this.progress = h('ol', { class: 'progress', 'aria-hidden': 'true' });
    this.stateWords = h('p', { class: 'state-words' });
    this.stateHint = h('p', { class: 'state-hint' });
    this.mark = h('span', { class: 'voice-mark', 'aria-hidden': 'true' }, [1, 2, 3, 4, 5].map(() => h('i')));
    this.meter = this.hasMicrophone ? document.createElement('level-meter') : null;
    this.captions ??= document.createElement('live-captions');
    this.captions.setAttribute('content-language', this.scenario.language);
    this.captions.interviewer = this.#persona();
    this.recording = h('span', { class: 'live-fact' });
    this.connection = h('span', { class: 'live-fact' });
    this.elapsed = h('span');
    const planned = h('span', { class: 'live-planned' }, t('live.time', { minutes: this.scenario.minutes }));
    this.time = h('span', { class: 'live-fact live-time' }, icon('clock'), this.elapsed, planned);
    this.banner = h('div', { class: 'banner-place' });
    this.bannerKind = null;
    this.warning = h('div', { class: 'warning-place', role: 'status', lang: this.scenario.language });
    this.endDialog = endDialog(() => this.act('end'));
    this.shortcutDialog = shortcutDialog(this.shortcuts);
    fill(this.element,
      h('div', { class: 'live-bar' }, this.recording, this.connection, this.time),
      this.banner,
      h('div', { class: 'live-grid' },
        // Focusable, because it scrolls where a screen is small and a question long.
        h('section', { class: 'stage', tabindex: '0', 'aria-label': t('live.stage') },
          h('div', { class: 'progress-line' }, this.progressText, this.progress),
          this.question,
          h('div', { class: 'state' }, this.mark, h('div', { role: 'status' }, this.stateWords, this.stateHint)),
          this.meter, this.warning),
        this.captions),
      this.#typeForm(draft), this.#controls(), this.endDialog, this.shortcutDialog);
    if (this.now) this.show(this.now);
  }

  /** Shows how things stand: `{model, link, muted, paused, suspended, elapsedMs}`. */
  show(now) {
    this.now = now;
    const { model, link } = now;
    const floor = link.state === 'open' && !now.suspended ? floorOf(model.state) : 'nobody';
    this.element.dataset.floor = now.paused ? 'nobody' : floor;
    this.#showQuestion(model);
    this.#setText(this.stateWords, t(`state.${this.#stateName(now)}`, { name: this.#persona() ?? t('state.nameless') }));
    this.#setText(this.stateHint, t(`state.${this.#stateName(now)}.hint`));
    this.#showBar(now);
    this.#showBanner(now);
    this.#showControls(now);
    if (this.meter) this.meter.muted = now.muted || now.paused;
    this.captions.show(model.lines, model.disclosure);
    this.#setText(this.warning, model.warning ?? '');
  }

  /** Moves the meter and the mark with the candidate's voice. */
  level(decibels) {
    this.meter?.show(decibels);
    this.mark.style.setProperty('--voice', this.meter?.style.getPropertyValue('--level') || '0');
  }

  /** Shows the time that went by. */
  tick(elapsedMs) {
    this.#setText(this.elapsed, clock(elapsedMs));
  }

  /** Opens or closes the field for a typed answer. */
  toggleTyping(open = !this.typing) {
    this.typing = open;
    this.form.hidden = !open;
    this.buttons.type.setAttribute('aria-expanded', String(open));
    if (open) this.answer.focus();
    else this.buttons.type.focus();
  }

  /** The persona's first name or title, for "Ada is speaking". */
  #persona() {
    return this.scenario.persona?.split(',')[0].trim() || null;
  }

  #stateName({ model, link, muted, paused, suspended }) {
    if (link.state === 'reconnecting') return 'reconnecting';
    if (suspended) return 'suspended';
    if (paused || model.state === 'paused') return 'paused';
    if (muted && floorOf(model.state) === 'candidate') return 'muted';
    if (!this.hasMicrophone && floorOf(model.state) === 'candidate') return 'write';
    return model.state;
  }

  #showQuestion({ question }) {
    const text = question?.text ?? '';
    const foreign = this.scenario.language.split('-')[0] === language() ? null : this.scenario.language;
    if (foreign && text) this.question.setAttribute('lang', foreign);
    this.#setText(this.question, text || this.scenario.title);
    this.question.classList.toggle('question-long', text.length > 110);
    const asked = question && question.kind !== 'closing';
    const kind = question?.kind === 'follow_up' ? ` · ${t('live.follow_up')}` : '';
    const words = asked ? t('live.progress', { index: question.index, of: question.of }) + kind
      : t(question ? 'live.closing' : 'live.welcome');
    this.#setText(this.progressText, words);
    const count = question?.of ?? this.scenario.questions ?? 0;
    if (this.progress.childElementCount !== count) fill(this.progress, Array.from({ length: count }, () => h('li')));
    [...this.progress.children].forEach((item, index) => {
      const place = asked ? question.index - 1 : question ? count : -1;
      item.dataset.place = index < place ? 'past' : index === place ? 'now' : 'next';
    });
  }

  #showBar({ link, muted, paused, suspended, elapsedMs }) {
    const stopped = link.state !== 'open' || suspended;
    const silent = muted || paused || !this.hasMicrophone || stopped;
    const recordingWord = t(stopped ? 'live.recording_none' : paused ? 'live.recording_paused' : silent ? 'live.recording_silence' : 'live.recording');
    const mark = (name) => h('span', { class: `dot dot-${name}`, 'aria-hidden': 'true' });
    if (this.recording.textContent !== recordingWord) fill(this.recording, mark(silent ? 'idle' : 'recording'), recordingWord);
    const connected = link.state === 'open';
    const linkWord = t(connected ? 'live.connected' : link.state === 'connecting' ? 'live.connecting' : 'live.disconnected');
    if (this.connection.textContent !== linkWord) fill(this.connection, icon(connected ? 'signal' : 'signal-off'), linkWord);
    this.tick(elapsedMs);
  }

  #showBanner({ link, suspended, microphoneLost }) {
    const kind = link.state === 'reconnecting' ? 'reconnecting' : suspended ? 'suspended' : microphoneLost ? 'microphone' : null;
    if (kind === this.bannerKind) return;
    this.bannerKind = kind;
    const action = {
      suspended: () => h('button', { class: 'button button-primary', type: 'button', id: 'resume-audio', onclick: () => this.act('resumeAudio') }, t('banner.suspended.action')),
      microphone: () => h('button', { class: 'button', type: 'button', onclick: () => this.toggleTyping(true) }, t('live.type')),
    }[kind];
    fill(this.banner, kind && notice('problem', t(`banner.${kind}.title`), t(`banner.${kind}.text`), ...(action ? [action()] : [])));
  }

  #typeForm(draft) {
    this.answer = h('textarea', { id: 'typed-answer', rows: '3', maxlength: '8000' });
    this.answer.value = draft;
    let told = 0;
    this.answer.addEventListener('input', () => {
      // The server must not take the silence of somebody who types for no answer.
      if (performance.now() - told < typingIntervalMs) return;
      told = performance.now();
      this.act('typing');
    });
    this.form = h('form', {
      class: 'type-answer', hidden: !this.typing,
      onsubmit: (event) => {
        event.preventDefault();
        const text = this.answer.value.trim();
        if (!text) return;
        this.act('text', text);
        this.answer.value = '';
        if (this.hasMicrophone) this.toggleTyping(false);
      },
    },
    h('label', { for: 'typed-answer' }, t('type.label')), this.answer,
    h('div', { class: 'actions' },
      h('button', { class: 'button button-primary', type: 'submit' }, t('type.send')),
      this.hasMicrophone && h('button', { class: 'button button-quiet', type: 'button', onclick: () => this.toggleTyping(false) }, t('type.cancel'))));
    return this.form;
  }

  #controls() {
    const button = (name, iconName, action, extra = {}) => {
      const element = h('button', { class: `control control-${name}`, type: 'button', onclick: action, ...extra }, icon(iconName), h('span', {}, t(`live.${name}`)));
      this.buttons[name] = element;
      return element;
    };
    this.buttons = {};
    const close = (action) => () => { this.#openMenu(false); action(); };
    this.menu = h('div', { class: 'control-menu', id: 'more-controls' },
      button('repeat', 'repeat', close(() => this.act('repeat'))),
      button('type', 'keyboard', close(() => this.toggleTyping()), { 'aria-expanded': String(this.typing), 'aria-controls': 'typed-answer' }),
      button('pause', 'pause', close(() => this.act('pause'))),
      button('keys', 'keys', close(() => this.shortcutDialog.showModal())),
      button('end', 'end', close(() => this.endDialog.showModal())));
    this.menu.classList.toggle('open', this.menuOpen);
    return h('div', { class: 'controls', role: 'group', 'aria-label': t('live.controls') },
      button('done', 'check', () => this.act('done')),
      this.hasMicrophone && button('mute', 'mic', () => this.act('mute')),
      button('more', 'more', () => this.#openMenu(!this.menuOpen), { 'aria-expanded': String(this.menuOpen), 'aria-controls': 'more-controls' }),
      this.menu);
  }

  #openMenu(open) {
    this.menuOpen = open;
    this.menu.classList.toggle('open', open);
    this.buttons.more.setAttribute('aria-expanded', String(open));
  }

  #showControls({ model, link, muted, paused }) {
    const { done, repeat, mute, pause, type } = this.buttons;
    const open = link.state === 'open' && !paused;
    done.disabled = !open || floorOf(model.state) !== 'candidate';
    repeat.disabled = !open || !model.question;
    type.disabled = !open;
    pause.disabled = link.state !== 'open';
    this.#label(pause, paused ? 'play' : 'pause', t(paused ? 'live.resume' : 'live.pause'));
    if (mute) this.#label(mute, muted ? 'mic-off' : 'mic', t(muted ? 'live.unmute' : 'live.mute'));
  }

  #label(button, iconName, words) {
    if (button.textContent !== words) fill(button, icon(iconName), h('span', {}, words));
  }

  #setText(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }
}
