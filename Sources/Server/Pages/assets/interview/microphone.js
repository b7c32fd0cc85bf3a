// The microphone before the interview: which one, and is it loud enough?

import { closeMicrophone, openMicrophone } from '../audio/audio-room.js';
import { levelDecibels } from '../audio/level.js';

/** The word for a refusal of the browser: `denied`, `missing`, `busy`. */
export function refusalOf(error) {
  if (error?.name === 'NotAllowedError' || error?.name === 'SecurityError') return 'denied';
  if (error?.name === 'NotFoundError' || error?.name === 'OverconstrainedError') return 'missing';
  return 'busy';
}

/** A microphone that is tried out. */
export class MicrophoneTrial {
  constructor(onLevel) {
    this.onLevel = onLevel;
    this.stream = null;
    this.devices = [];
    this.deviceID = '';
  }

  /** Opens a microphone and measures its level; throws what the browser throws. */
  async open(deviceID = '') {
    this.#stopMeasuring();
    closeMicrophone(this.stream);
    this.stream = null;
    this.stream = await openMicrophone(deviceID);
    const track = this.stream.getAudioTracks()[0];
    this.deviceID = track?.getSettings().deviceId ?? deviceID;
    const all = await navigator.mediaDevices.enumerateDevices();
    this.devices = all.filter((device) => device.kind === 'audioinput' && device.deviceId !== '');
    this.#measure();
  }

  /** Gives the open stream away; the trial is over. */
  take() {
    const { stream } = this;
    this.#stopMeasuring();
    this.stream = null;
    return stream;
  }

  /** Lets go of the microphone. */
  close() {
    closeMicrophone(this.take());
  }

  #measure() {
    this.context = new AudioContext();
    this.context.resume();
    const analyser = new AnalyserNode(this.context, { fftSize: 4096 });
    this.context.createMediaStreamSource(this.stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.onLevel(levelDecibels(samples));
    }, 100);
  }

  #stopMeasuring() {
    clearInterval(this.timer);
    this.context?.close();
    this.context = null;
  }
}

/** Two soft notes, to hear whether the loudspeaker works; resolves when they are over. */
export async function playTestSound() {
  const context = new AudioContext();
  await context.resume();
  const end = [[523, 0], [784, 0.35]].map(([hertz, at]) => {
    const gain = new GainNode(context, { gain: 0 });
    const note = new OscillatorNode(context, { frequency: hertz, type: 'sine' });
    const begin = context.currentTime + 0.05 + at;
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(0.2, begin + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.001, begin + 0.55);
    note.connect(gain).connect(context.destination);
    note.start(begin);
    note.stop(begin + 0.6);
    return new Promise((resolve) => {
      note.onended = resolve;
    });
  });
  await Promise.all(end);
  await context.close();
}
