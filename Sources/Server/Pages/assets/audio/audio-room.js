// Microphone, loudspeaker and the two worklets between them. Made inside a click, because browsers
// let a page make sound only then.

import { ticksPerSecond } from './wire.js';

const voiceConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: 1,
};

/** Asks for a microphone; `deviceId` is one that the candidate chose, or empty. */
export function openMicrophone(deviceId) {
  const device = deviceId ? { deviceId: { exact: deviceId } } : {};
  return navigator.mediaDevices.getUserMedia({
    audio: { ...voiceConstraints, ...device },
    video: false,
  });
}

/** Ends a stream's use of the microphone. */
export function closeMicrophone(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

function connectSource(context, stream) {
  return stream ? context.createMediaStreamSource(stream) : null;
}

/** A context at 48 kHz if the browser can join the microphone to one, else at its own rate. */
function makeContext(stream) {
  const wished = new AudioContext({ sampleRate: ticksPerSecond, latencyHint: 'interactive' });
  try {
    return { context: wished, source: connectSource(wished, stream) };
  } catch {
    wished.close();
    const context = new AudioContext({ latencyHint: 'interactive' });
    return { context, source: connectSource(context, stream) };
  }
}

/** An open audio path; without a stream the candidate's side is silence. */
export class AudioRoom {
  /**
   * @param {{stream: MediaStream | null, outputRate: number, firstTick: number}} options
   *   `outputRate`: rate of the chunks that go up, 48,000 for Opus, 16,000 for PCM16.
   */
  static async open({ stream, outputRate, firstTick }) {
    const { context, source } = makeContext(stream);
    await Promise.all([
      context.audioWorklet.addModule('/assets/audio/capture-worklet.js'),
      context.audioWorklet.addModule('/assets/audio/playback-worklet.js'),
    ]);
    return new AudioRoom(context, source, stream, { outputRate, firstTick });
  }

  constructor(context, source, stream, { outputRate, firstTick }) {
    this.context = context;
    this.stream = stream;
    this.onLevel = () => {};
    this.onLatency = () => {};
    this.onSuspended = () => {};
    this.onMicrophoneLost = () => {};
    this.capture = new AudioWorkletNode(context, 'capture', {
      numberOfInputs: 1,
      numberOfOutputs: 1,
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions: { outputRate, firstTick },
    });
    this.playback = new AudioWorkletNode(context, 'playback', {
      numberOfInputs: 0,
      numberOfOutputs: 1,
      outputChannelCount: [1],
    });
    source?.connect(this.capture);
    // A node that leads nowhere is not run; its output is silence.
    this.capture.connect(context.destination);
    this.playback.connect(context.destination);
    this.capture.port.onmessage = ({ data }) => this.onLevel(data.decibels);
    this.#watch();
  }

  /** The ports on which audio leaves and enters; they can be taken once. */
  takePorts() {
    const up = new MessageChannel();
    const down = new MessageChannel();
    this.capture.port.postMessage({ type: 'sink', port: up.port1 }, [up.port1]);
    this.playback.port.postMessage({ type: 'sink', port: down.port1 }, [down.port1]);
    return { capturePort: up.port2, playbackPort: down.port2 };
  }

  /** Sends silence instead of the microphone. */
  mute(muted) {
    this.capture.port.postMessage({ type: 'mute', muted });
  }

  /** Starts sound again after the system stopped it; needs a click in some browsers. */
  resume() {
    return this.context.resume();
  }

  /** Lets go of microphone and loudspeaker. */
  close() {
    clearInterval(this.latencyTimer);
    closeMicrophone(this.stream);
    this.context.onstatechange = null;
    return this.context.close();
  }

  #watch() {
    let stoppedAt = this.context.state === 'running' ? null : performance.now();
    this.context.onstatechange = () => {
      if (this.context.state !== 'running') {
        stoppedAt ??= performance.now();
        this.onSuspended(true);
        return;
      }
      if (stoppedAt !== null) {
        const ticks = ((performance.now() - stoppedAt) * ticksPerSecond) / 1000;
        this.capture.port.postMessage({ type: 'skip', ticks });
      }
      stoppedAt = null;
      this.onSuspended(false);
    };
    for (const track of this.stream?.getAudioTracks() ?? []) {
      track.onended = () => this.onMicrophoneLost();
    }
    // It is known only once sound flows, and changes with the output device.
    this.latencyTimer = setInterval(() => {
      const seconds = (this.context.baseLatency || 0) + (this.context.outputLatency || 0);
      this.onLatency(seconds * 1000);
    }, 250);
  }
}
