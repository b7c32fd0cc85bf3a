// Packets of the socket → samples for the playback worklet. Each utterance has a decoder of its
// own, so the end of one never colours the start of the next, and a cut one is simply closed.

import { decoderConfig } from '../audio/opus-trial.js';
import { Resampler } from '../audio/resampler.js';
import { decodePCM16, isUpTo, readPacket, ticksPerPacket, ticksPerSecond } from '../audio/wire.js';

const pcm16Rate = 24_000;

/** Decodes interviewer packets and says how much of an utterance there was. */
export class Downlink {
  /**
   * @param {'opus' | 'pcm16'} codec
   * @param {number} playbackRate rate of the samples that `deliver` gets
   * @param {(utterance: number, samples: Float32Array, last: boolean) => void} deliver
   */
  constructor(codec, playbackRate, deliver) {
    this.codec = codec;
    this.playbackRate = playbackRate;
    this.deliver = deliver;
    this.current = null;
    this.cleared = null;
    this.lengths = new Map();
  }

  /** Takes one binary message; throws `WireError` if it is none of ours. */
  take(buffer) {
    const packet = readPacket(buffer);
    if (this.cleared !== null && isUpTo(packet.utterance, this.cleared)) return;
    this.lengths.set(packet.utterance, (this.lengths.get(packet.utterance) ?? 0) + ticksPerPacket);
    if (this.current?.utterance !== packet.utterance) this.#begin(packet.utterance);
    const { current } = this;
    if (this.codec === 'pcm16') {
      this.#output(current, decodePCM16(packet.payload), packet.last);
      return;
    }
    current.lasts.push(packet.last);
    current.decoder.decode(
      new EncodedAudioChunk({
        type: 'key',
        timestamp: current.count * 20_000,
        duration: 20_000,
        data: packet.payload,
      }),
    );
    current.count += 1;
  }

  /** Drops an utterance and all before it, and what may still come of them. */
  clear(utterance) {
    this.cleared = utterance;
    if (this.current && isUpTo(this.current.utterance, utterance)) {
      this.#close(this.current);
      this.current = null;
    }
  }

  /** All of an utterance that came, in milliseconds; forgets it. */
  takeLength(utterance) {
    const ticks = this.lengths.get(utterance) ?? 0;
    this.lengths.delete(utterance);
    return (ticks * 1000) / ticksPerSecond;
  }

  #begin(utterance) {
    const finished = this.current;
    if (finished?.decoder?.state === 'configured') {
      finished.decoder.flush().catch(() => {}).then(() => this.#close(finished));
    }
    const rate = this.codec === 'pcm16' ? pcm16Rate : ticksPerSecond;
    const entry = {
      utterance,
      count: 0,
      lasts: [],
      resampler: new Resampler(rate, this.playbackRate),
      decoder: null,
    };
    if (this.codec === 'opus') entry.decoder = this.#makeDecoder(entry);
    this.current = entry;
  }

  #makeDecoder(entry) {
    const decoder = new AudioDecoder({
      output: (data) => {
        const samples = new Float32Array(data.numberOfFrames);
        data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        data.close();
        this.#output(entry, samples, entry.lasts.shift() ?? false);
      },
      // One damaged packet must not end the interview: the rest gets a new decoder.
      error: () => {
        const lost = entry.lasts.splice(0);
        entry.decoder = this.#makeDecoder(entry);
        if (lost.includes(true)) this.#output(entry, new Float32Array(0), true);
      },
    });
    decoder.configure(decoderConfig);
    return decoder;
  }

  #output(entry, samples, last) {
    if (this.cleared !== null && isUpTo(entry.utterance, this.cleared)) return;
    this.deliver(entry.utterance, entry.resampler.process(samples), last);
  }

  #close(entry) {
    if (entry.decoder && entry.decoder.state !== 'closed') entry.decoder.close();
  }
}
