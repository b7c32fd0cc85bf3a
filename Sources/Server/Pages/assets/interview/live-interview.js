// One interview from *Start* to its end: audio, connection, model and screen, tied together.

import { AudioRoom, closeMicrophone } from '../audio/audio-room.js';
import { InterviewLink } from '../connection/interview-link.js';
import { isTranscribed } from '../home/scenario-card.js';
import { getSessionEvents } from '../page/api.js';
import { rememberSession } from '../page/session-keys.js';
import { Shortcuts } from '../page/shortcuts.js';
import { liveKeys } from './dialogs.js';
import { LiveView } from './live-view.js';
import { newModel, reduce } from './session-model.js';
import { firstTick, forgetRunning, keepRunning } from './running-session.js';

const redirectDelayMs = 2_500;

/** The word for a connection that was refused before the session began. */
export function refusalReason(code, errorCode) {
  const byCode = {
    1013: 'busy',
    1012: 'busy',
    4001: 'consent',
    4002: 'scenario',
    4003: 'expired',
    4004: 'taken_over',
    1008: 'protocol',
    1011: 'failed',
  };
  return byCode[code] ?? (errorCode ? 'protocol' : 'unreachable');
}

/** Runs an interview and reports where it stands by `onLive`, `onRefused`, `onEnd`. */
export class LiveInterview {
  constructor(options, handlers) {
    Object.assign(this, options, handlers);
    this.model = newModel();
    this.link = { state: 'connecting' };
    this.flags = { muted: false, suspended: false, microphoneLost: false };
    this.epoch = this.choice.resume?.epoch ?? Date.now();
    this.over = false;
  }

  /** Opens the sound, the connection and, when the server agrees, the screen. Called in a click. */
  async start() {
    const { choice, check } = this;
    try {
      const outputRate = check.codec === 'opus' ? 48_000 : 16_000;
      this.room = check.sound && (check.secure || check.codec === 'opus')
        ? await AudioRoom.open({
          stream: choice.stream,
          outputRate,
          firstTick: firstTick(this.epoch),
        })
        : null;
    } catch {
      closeMicrophone(choice.stream);
      this.onRefused('sound');
      return;
    }
    this.#wireRoom();
    this.connection = new InterviewLink({
      onEvent: (event) => this.#received(event),
      onLink: (link) => this.#linkChanged(link),
      onFailure: (code) => this.#failed(code),
    });
    const codec = this.room ? check.codec : 'pcm16';
    this.connection.open({
      start: this.#startMessage(codec),
      codec,
      room: this.room,
      firstTick: firstTick(this.epoch),
      resumeToken: choice.resume?.token ?? null,
    });
  }

  #startMessage(codec) {
    const { choice, scenario, purpose, about } = this;
    const name = choice.form.name.trim();
    return {
      scenario: scenario.id,
      language: scenario.language,
      purpose,
      candidate: name ? { name } : {},
      consent: { notice_version: about.notice_version, recording: true },
      audio: { codec, sample_rate: codec === 'opus' ? 48_000 : 16_000 },
      ...(choice.form.patience ? { accommodations: { patience: 'think' } } : {}),
    };
  }

  #wireRoom() {
    if (!this.room) return;
    this.room.onLevel = (decibels) => this.view?.level(decibels);
    this.room.onSuspended = (suspended) => this.#flag({ suspended });
    this.room.onMicrophoneLost = () => this.#flag({ microphoneLost: true });
    this.room.resume();
  }

  #received(event) {
    if (event.type === 'session.created') this.#created(event);
    this.model = reduce(this.model, event);
    if (this.model.ended) this.#ended(this.model.ended);
    else this.#show();
  }

  #created(event) {
    const at = new Date(this.epoch).toISOString();
    if (event.access_token) {
      rememberSession({
        id: event.session_id,
        key: event.access_token,
        title: this.scenario.title,
        at,
      });
    }
    const token = event.resume_token ?? this.choice.resume?.token;
    clearInterval(this.keeping);
    const keep = () =>
      keepRunning({
        id: event.session_id,
        token,
        scenario: this.scenario.id,
        purpose: this.purpose,
        epoch: this.epoch,
      });
    keep();
    this.keeping = setInterval(keep, 5_000);
    if (this.view) return;
    this.#goLive();
    if (this.choice.resume) this.#catchUp(event.session_id);
  }

  /** After a reload: what was said before it, from the journal. */
  async #catchUp(sessionID) {
    try {
      const journal = await getSessionEvents(sessionID);
      const { state, disclosure } = this.model;
      const events = journal.map(({ event }) => event).filter(({ type }) =>
        type !== 'session.ended'
      );
      const past = events.reduce(reduce, { ...newModel(), sessionID, disclosure });
      this.model = { ...past, state: state === 'connecting' ? past.state : state };
      this.#show();
    } catch {
      // The conversation goes on without its past on the screen.
    }
  }

  #goLive() {
    const key = (name) => () => this.view.pressKey(name);
    this.shortcuts = new Shortcuts(Object.fromEntries(liveKeys.map(([k, name]) => [k, key(name)])));
    this.view = new LiveView({
      scenario: this.scenario,
      isDemonstration: this.about.recognizer_is_demonstration &&
        isTranscribed(this.scenario.language, this.about.recognizer_languages ?? []),
      shortcuts: this.shortcuts,
      hasMicrophone: Boolean(this.choice.stream),
      act: (name, value) => this.#act(name, value),
    });
    this.began = performance.now() - (Date.now() - this.epoch);
    this.ticking = setInterval(() => this.view.tick(performance.now() - this.began), 1_000);
    this.warnBeforeLeaving = (event) => event.preventDefault();
    addEventListener('beforeunload', this.warnBeforeLeaving);
    this.flags.suspended = this.room ? this.room.context.state !== 'running' : false;
    this.onLive();
    this.#show();
  }

  #show() {
    if (!this.view) return;
    const elapsedMs = performance.now() - this.began;
    const paused = this.model.state === 'paused';
    this.room?.mute(this.flags.muted || paused);
    this.view.show({ model: this.model, link: this.link, elapsedMs, paused, ...this.flags });
  }

  #flag(change) {
    Object.assign(this.flags, change);
    this.#show();
  }

  #act(name, value) {
    const { connection } = this;
    if (name === 'done') connection.send('answer.done');
    if (name === 'repeat') connection.send('question.repeat');
    if (name === 'end') connection.send('session.end');
    if (name === 'mute') this.#flag({ muted: !this.flags.muted });
    if (name === 'resumeAudio') this.room?.resume();
    if (name === 'pause') {
      connection.send(this.model.state === 'paused' ? 'session.resume' : 'session.pause');
    }
    if (name === 'typing') connection.send('answer.typing');
    if (name === 'text') {
      this.model = reduce(this.model, { type: 'local.typed', text: value });
      connection.send('answer.text', { text: value });
    }
  }

  #linkChanged(link) {
    this.link = link;
    if (link.state !== 'closed') {
      this.#show();
    } else if (this.over) {
      this.#letGo();
    } else if (this.view) {
      this.#ended(link.code === 4004 ? 'taken_over' : 'lost');
    } else {
      this.#letGo();
      forgetRunning();
      this.onRefused(refusalReason(link.code, this.model.error?.code));
    }
  }

  #failed(code) {
    if (code === 'worker_failed' && !this.view) {
      this.#letGo();
      this.onRefused('sound');
    }
    if (code === 'encoder_failed') this.#flag({ microphoneLost: true });
  }

  #ended(reason) {
    const { sessionID, reportReady: ready } = this.model;
    if (!this.over) {
      this.over = true;
      forgetRunning();
      this.#stopAudio();
    }
    this.onEnd({ sessionID, reason, ready });
    if (!ready || !sessionID || this.leaving) return;
    this.leaving = setTimeout(() => {
      location.assign(`/report?session=${encodeURIComponent(sessionID)}`);
    }, redirectDelayMs);
  }

  #stopAudio() {
    clearInterval(this.keeping);
    clearInterval(this.ticking);
    this.shortcuts?.close();
    removeEventListener('beforeunload', this.warnBeforeLeaving);
    if (this.room) this.room.close();
    else closeMicrophone(this.choice.stream);
    this.room = null;
  }

  #letGo() {
    this.#stopAudio();
    this.connection?.close();
    this.connection?.worker.terminate();
  }
}
