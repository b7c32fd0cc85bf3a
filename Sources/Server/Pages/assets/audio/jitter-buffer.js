// What stands between packets that arrive when they can and a sound card that asks when it must.
//
// Utterances play in the order in which they came. One begins when the pre-roll is there (or all of
// it, if it is shorter), waits for a new pre-roll after it ran dry, and reports what was played of
// it, in samples. A cleared utterance fades out and nothing of it, or of an older one, comes back.

import { isUpTo } from './wire.js';

/** Plays utterances from chunks of samples. */
export class JitterBuffer {
  /**
   * @param {{sampleRate: number, preRollMs?: number, fadeMs?: number,
   *   onFinished?: (utterance: number, played: number) => void,
   *   onFlushed?: (utterance: number, played: number) => void}} options
   */
  constructor({ sampleRate, preRollMs = 80, fadeMs = 5, onFinished, onFlushed }) {
    this.preRoll = Math.round((sampleRate * preRollMs) / 1000);
    this.fadeLength = Math.max(1, Math.round((sampleRate * fadeMs) / 1000));
    this.onFinished = onFinished ?? (() => {});
    this.onFlushed = onFlushed ?? (() => {});
    this.queue = [];
    this.cleared = null;
    this.underruns = 0;
  }

  /** The utterance that is heard now and how many of its samples were played, or null. */
  get position() {
    const head = this.queue[0];
    return head?.started ? { utterance: head.utterance, played: head.played } : null;
  }

  /** Samples that wait. */
  get depth() {
    return this.queue.reduce((sum, entry) => sum + entry.queued, 0);
  }

  /** Whether packets of this utterance are still wanted. */
  accepts(utterance) {
    return this.cleared === null || !isUpTo(utterance, this.cleared);
  }

  /** Takes a chunk; `last` says that no more of this utterance will come. */
  push(utterance, samples, last = false) {
    if (!this.accepts(utterance)) return;
    let entry = this.queue.find((candidate) => candidate.utterance === utterance);
    if (!entry) {
      entry = {
        utterance,
        chunks: [],
        offset: 0,
        queued: 0,
        played: 0,
        started: false,
        running: false,
        complete: false,
        fade: null,
      };
      this.queue.push(entry);
    }
    if (samples.length > 0) entry.chunks.push(samples);
    entry.queued += samples.length;
    entry.complete ||= last;
  }

  /** Drops an utterance and all before it; what is heard now fades out. */
  clear(utterance) {
    this.cleared = utterance;
    const dropped = this.queue.filter((entry) => isUpTo(entry.utterance, utterance));
    this.queue = this.queue.filter((entry) => !isUpTo(entry.utterance, utterance));
    for (const entry of dropped) {
      if (entry.running && entry.fade === null) {
        entry.fade = this.fadeLength;
        this.queue.unshift(entry);
      } else if (entry.fade === null) {
        this.onFlushed(entry.utterance, entry.played);
      } else {
        this.queue.unshift(entry);
      }
    }
  }

  /** Fills `out` with what is to be heard next, silence where there is nothing. */
  pull(out) {
    out.fill(0);
    let written = 0;
    while (written < out.length && this.queue.length > 0) {
      const head = this.queue[0];
      if (!head.running && !this.#begin(head)) break;
      written += head.fade === null
        ? this.#play(head, out, written)
        : this.#fade(head, out, written);
      if (head.fade === 0 || (head.fade !== null && head.queued === 0)) {
        this.queue.shift();
        this.onFlushed(head.utterance, head.played);
      } else if (head.queued === 0 && head.complete) {
        this.queue.shift();
        this.onFinished(head.utterance, head.played);
      } else if (head.queued === 0) {
        head.running = false;
        this.underruns += 1;
        break;
      }
    }
    return written;
  }

  #begin(entry) {
    if (!entry.complete && entry.queued < this.preRoll) return false;
    entry.running = true;
    entry.started = true;
    return true;
  }

  #play(entry, out, from) {
    let written = 0;
    while (entry.queued > 0 && from + written < out.length) {
      const chunk = entry.chunks[0];
      const count = Math.min(chunk.length - entry.offset, out.length - from - written);
      out.set(chunk.subarray(entry.offset, entry.offset + count), from + written);
      this.#consume(entry, count);
      written += count;
    }
    return written;
  }

  #fade(entry, out, from) {
    const count = Math.min(entry.fade, entry.queued, out.length - from);
    const written = this.#play(entry, out.subarray(0, from + count), from);
    for (let index = 0; index < written; index += 1) {
      out[from + index] *= (entry.fade - index) / this.fadeLength;
    }
    entry.fade -= written;
    return written;
  }

  #consume(entry, count) {
    entry.offset += count;
    entry.played += count;
    entry.queued -= count;
    if (entry.offset === entry.chunks[0].length) {
      entry.chunks.shift();
      entry.offset = 0;
    }
  }
}
