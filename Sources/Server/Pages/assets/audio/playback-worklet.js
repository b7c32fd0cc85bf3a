// The interviewer's voice, from decoded chunks to the sound card, and how much of it was played.

import { JitterBuffer } from './jitter-buffer.js';

const positionIntervalSeconds = 0.2;

class PlaybackProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.sink = null;
    this.sinceReport = 0;
    this.buffer = new JitterBuffer({
      sampleRate,
      onFinished: (utterance, played) => this.report('finished', utterance, played),
      onFlushed: (utterance, played) => this.report('flushed', utterance, played),
    });
    this.port.onmessage = ({ data }) => {
      if (data.type !== 'sink') return;
      this.sink = data.port;
      this.sink.onmessage = ({ data: message }) => this.obey(message);
    };
  }

  obey(message) {
    if (message.type === 'clear') this.buffer.clear(message.utterance);
    else this.buffer.push(message.utterance, message.samples, message.last);
  }

  process(_inputs, outputs) {
    const out = outputs[0][0];
    this.buffer.pull(out);
    for (const channel of outputs[0].slice(1)) channel.set(out);
    const position = this.buffer.position;
    this.sinceReport = position ? this.sinceReport + out.length : 0;
    if (position && this.sinceReport >= sampleRate * positionIntervalSeconds) {
      this.sinceReport = 0;
      this.report('position', position.utterance, position.played);
    }
    return true;
  }

  report(type, utterance, played) {
    this.sink?.postMessage({ type, utterance, playedMs: (played * 1000) / sampleRate });
  }
}

registerProcessor('playback', PlaybackProcessor);
