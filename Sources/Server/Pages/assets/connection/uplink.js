// Chunks of the microphone → packets of the socket. Sequence and timestamp come from the capture
// clock, never from the encoder, which closes gaps in its own timestamps.

import { audioData, encoderConfig } from '../audio/opus-trial.js';
import { encodePCM16, writePacket } from '../audio/wire.js';

/** Audio that may wait in the socket, in bytes: about three seconds of what is sent. */
const backlogLimit = { opus: 12_000, pcm16: 98_000 };

/** Encodes chunks and sends them while the server wants them. */
export class Uplink {
  /** @param {'opus' | 'pcm16'} codec  @param {() => void} onFailure the encoder cannot go on */
  constructor(codec, onFailure) {
    this.codec = codec;
    this.onFailure = onFailure;
    this.socket = null;
    this.sequence = 0;
    this.gapPending = false;
    this.inFlight = [];
    this.encoder = codec === 'opus' ? this.#makeEncoder() : null;
  }

  /** Audio may go out on this socket from now on. */
  open(socket) {
    this.socket = socket;
  }

  /** No audio may go out. What was not sent is dropped; the next packet says so. */
  hold() {
    this.socket = null;
    this.gapPending = this.sequence > 0;
    for (const entry of this.inFlight) entry.dropped = true;
  }

  /** Takes 20 ms of samples that begin at `tick` of the capture clock. */
  take({ samples, tick, gap }) {
    if (gap) this.gapPending = true;
    if (!this.socket || this.socket.bufferedAmount > backlogLimit[this.codec]) {
      this.gapPending = this.sequence > 0;
      return;
    }
    if (this.codec === 'pcm16') {
      this.#send(tick, this.gapPending, encodePCM16(samples));
    } else if (this.encoder) {
      this.inFlight.push({ tick, gap: this.gapPending, dropped: false });
      const data = audioData(samples, tick);
      this.encoder.encode(data);
      data.close();
    }
    this.gapPending = false;
  }

  #encoded(chunk) {
    const entry = this.inFlight.shift();
    if (!entry || entry.dropped) return;
    const payload = new Uint8Array(chunk.byteLength);
    chunk.copyTo(payload);
    this.#send(entry.tick, entry.gap, payload);
  }

  #send(tick, gap, payload) {
    if (!this.socket) return;
    this.socket.send(writePacket({ gap, sequence: this.sequence, timestamp: tick }, payload));
    this.sequence += 1;
  }

  #makeEncoder() {
    const encoder = new AudioEncoder({
      output: (chunk) => this.#encoded(chunk),
      error: () => {
        this.encoder = null;
        this.inFlight = [];
        this.onFailure();
      },
    });
    encoder.configure(encoderConfig);
    return encoder;
  }
}
