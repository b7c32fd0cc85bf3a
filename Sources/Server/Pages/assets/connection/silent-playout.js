// An interview without sound: where the browser gives no audio at all, a timer plays the part of
// microphone and loudspeaker, so that the server's clock and its playout reports run as always and
// the candidate reads and types.

import { JitterBuffer } from '../audio/jitter-buffer.js';
import { ticksPerPacket, ticksPerSecond } from '../audio/wire.js';

const packetMs = 20;

/** Feeds silence up and swallows the interviewer's voice in real time. */
export class SilentPlayout {
  /**
   * @param {number} playbackRate rate of the chunks that `push` gets
   * @param {number} chunkLength samples of silence in 20 ms of the uplink's codec
   * @param {(chunk: object) => void} onChunk
   * @param {(report: object) => void} onReport
   */
  constructor({ playbackRate, chunkLength, firstTick, onChunk, onReport }) {
    const report = (type) => (utterance, played) =>
      onReport({ type, utterance, playedMs: (played * 1000) / playbackRate });
    this.buffer = new JitterBuffer({
      sampleRate: playbackRate,
      onFinished: report('finished'),
      onFlushed: report('flushed'),
    });
    const out = new Float32Array((playbackRate * ticksPerPacket) / ticksPerSecond);
    const began = performance.now();
    let packets = 0;
    this.timer = setInterval(() => {
      while (packets * packetMs < performance.now() - began) {
        const tick = firstTick + packets * ticksPerPacket;
        onChunk({ samples: new Float32Array(chunkLength), tick, gap: false });
        this.buffer.pull(out);
        packets += 1;
        const { position } = this.buffer;
        if (position && packets % 10 === 0) report('position')(position.utterance, position.played);
      }
    }, packetMs);
  }

  /** Takes a message as the playback worklet does. */
  postMessage(message) {
    if (message.type === 'clear') this.buffer.clear(message.utterance);
    else this.buffer.push(message.utterance, message.samples, message.last);
  }

  /** Ends the timer. */
  stop() {
    clearInterval(this.timer);
  }
}
