// Streaming change of sample rate by a polyphase windowed sinc.
//
// Browsers may ignore the rate that is asked of an AudioContext (44.1 kHz devices, Bluetooth at
// 16 kHz), while the wire always runs on 48 kHz, so both worklets resample for themselves.

const zeroCrossings = 12;

function greatestCommonDivisor(a, b) {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Hann-windowed sinc, `phases` rows of `taps` coefficients, each row of unity gain. */
function designFilter(phases, taps, cutoff) {
  const rows = new Float32Array(phases * taps);
  const centre = taps / 2;
  for (let phase = 0; phase < phases; phase += 1) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const distance = tap + phase / phases - centre;
      const angle = Math.PI * distance * cutoff;
      const sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / (centre + 1));
      rows[phase * taps + tap] = sinc * window;
      sum += rows[phase * taps + tap];
    }
    for (let tap = 0; tap < taps; tap += 1) rows[phase * taps + tap] /= sum;
  }
  return rows;
}

/** Resamples mono audio block by block; the blocks' edges leave no trace. */
export class Resampler {
  /** @param {number} from input rate in hertz  @param {number} to output rate in hertz */
  constructor(from, to) {
    const divisor = greatestCommonDivisor(from, to);
    this.up = to / divisor;
    this.down = from / divisor;
    const cutoff = Math.min(1, to / from) * 0.94;
    this.taps = 2 * Math.ceil(zeroCrossings / cutoff);
    this.filter = from === to ? null : designFilter(this.up, this.taps, cutoff);
    this.reset();
  }

  /** How far the output lags, in input samples. */
  get delaySamples() {
    return this.filter ? this.taps / 2 : 0;
  }

  /** Forgets what came before. */
  reset() {
    this.history = new Float32Array(this.taps - 1);
    this.phase = 0;
    this.next = 0;
  }

  /** Returns the output that `input` makes possible; about `input.length · to / from` samples. */
  process(input) {
    if (!this.filter) return input;
    const kept = this.history.length;
    const line = new Float32Array(kept + input.length);
    line.set(this.history);
    line.set(input, kept);
    const output = new Float32Array(Math.ceil((input.length * this.up) / this.down) + 1);
    let count = 0;
    while (this.next < input.length) {
      output[count] = this.#sample(line, kept + this.next);
      count += 1;
      this.phase += this.down;
      this.next += Math.floor(this.phase / this.up);
      this.phase %= this.up;
    }
    this.next -= input.length;
    this.history = line.slice(input.length);
    return output.subarray(0, count);
  }

  #sample(line, newest) {
    const row = this.phase * this.taps;
    let sum = 0;
    for (let tap = 0; tap < this.taps; tap += 1) sum += line[newest - tap] * this.filter[row + tap];
    return sum;
  }
}
