// The microphone, cut into 20 ms chunks on a clock that never stops.
//
// Chunks go straight to the media worker's port, so a busy page loses nothing. A muted or missing
// microphone yields silence: the server measures pauses on this clock, so it has to run on. A
// suspended context stops it; the page says how long that was (`skip`), and the chunk after it
// carries the gap flag.

import { levelDecibels } from './level.js';
import { Resampler } from './resampler.js';
import { ticksPerPacket, ticksPerSecond } from './wire.js';

const levelIntervalSeconds = 0.1;

class CaptureProcessor extends AudioWorkletProcessor {
  /** `processorOptions`: `outputRate` of the chunks in hertz, `firstTick` of the clock. */
  constructor(options) {
    super();
    const { outputRate, firstTick } = options.processorOptions;
    this.resampler = new Resampler(sampleRate, outputRate);
    this.chunkLength = (outputRate * ticksPerPacket) / ticksPerSecond;
    this.chunk = new Float32Array(this.chunkLength);
    this.filled = 0;
    this.tick = firstTick;
    this.gap = false;
    this.muted = false;
    this.sink = null;
    this.level = new Float32Array(Math.round(sampleRate * levelIntervalSeconds));
    this.levelFilled = 0;
    this.port.onmessage = ({ data }) => this.obey(data);
  }

  obey(message) {
    if (message.type === 'sink') this.sink = message.port;
    if (message.type === 'mute') this.muted = message.muted;
    if (message.type === 'skip') {
      const skipped = Math.round(message.ticks / ticksPerPacket) * ticksPerPacket;
      this.tick += skipped;
      this.gap ||= skipped > 0;
    }
  }

  process(inputs) {
    const heard = inputs[0]?.[0] ?? new Float32Array(128);
    this.measure(heard);
    this.collect(this.resampler.process(this.muted ? new Float32Array(heard.length) : heard));
    return true;
  }

  collect(samples) {
    let taken = 0;
    while (taken < samples.length) {
      const count = Math.min(samples.length - taken, this.chunkLength - this.filled);
      this.chunk.set(samples.subarray(taken, taken + count), this.filled);
      this.filled += count;
      taken += count;
      if (this.filled === this.chunkLength) this.deliver();
    }
  }

  deliver() {
    const samples = this.chunk;
    this.sink?.postMessage({ samples, tick: this.tick, gap: this.gap }, [samples.buffer]);
    this.chunk = new Float32Array(this.chunkLength);
    this.filled = 0;
    this.tick += ticksPerPacket;
    this.gap = false;
  }

  measure(samples) {
    const count = Math.min(samples.length, this.level.length - this.levelFilled);
    this.level.set(samples.subarray(0, count), this.levelFilled);
    this.levelFilled += count;
    if (this.levelFilled < this.level.length) return;
    this.port.postMessage({ type: 'level', decibels: levelDecibels(this.level) });
    this.levelFilled = 0;
  }
}

registerProcessor('capture', CaptureProcessor);
