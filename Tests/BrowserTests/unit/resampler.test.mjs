import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Resampler } from '../../../Sources/Server/Pages/assets/audio/resampler.js';

function tone(hertz, rate, seconds) {
  return Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, n) => Math.sin((2 * Math.PI * hertz * n) / rate),
  );
}

function inBlocks(resampler, input, size) {
  const parts = [];
  for (let at = 0; at < input.length; at += size) {
    parts.push(...resampler.process(input.subarray(at, at + size)));
  }
  return Float32Array.from(parts);
}

/** Level of one frequency, 1 for a full tone; the ends are left out. */
function level(samples, hertz, rate) {
  const used = samples.subarray(Math.round(rate * 0.1), samples.length - Math.round(rate * 0.1));
  let [real, imaginary] = [0, 0];
  used.forEach((value, n) => {
    real += value * Math.cos((2 * Math.PI * hertz * n) / rate);
    imaginary += value * Math.sin((2 * Math.PI * hertz * n) / rate);
  });
  return (2 * Math.hypot(real, imaginary)) / used.length;
}

const rates = [
  [44_100, 48_000],
  [48_000, 16_000],
  [44_100, 16_000],
  [16_000, 48_000],
  [24_000, 48_000],
  [48_000, 44_100],
  [96_000, 48_000],
];

test('a tone keeps its frequency and level at every pair of rates', () => {
  for (const [from, to] of rates) {
    const output = inBlocks(new Resampler(from, to), tone(1_000, from, 1), 128);
    assert.ok(Math.abs(output.length - to) <= 2, `${from}→${to}: ${output.length} samples`);
    assert.ok(
      Math.abs(level(output, 1_000, to) - 1) < 0.01,
      `${from}→${to}: level ${level(output, 1_000, to)}`,
    );
  }
});

test('what lies above the lower rate is taken out, not folded back', () => {
  const output = inBlocks(new Resampler(48_000, 16_000), tone(11_000, 48_000, 1), 128);
  assert.ok(level(output, 5_000, 16_000) < 0.003);
});

test('the sizes of the blocks leave no trace', () => {
  const input = Float32Array.from({ length: 5_000 }, () => Math.random() - 0.5);
  for (const [from, to] of rates) {
    const whole = new Resampler(from, to).process(input);
    for (const size of [1, 128, 441, 960]) {
      assert.deepEqual(inBlocks(new Resampler(from, to), input, size), Float32Array.from(whole));
    }
  }
});

test('equal rates pass through untouched', () => {
  const resampler = new Resampler(48_000, 48_000);
  const input = tone(440, 48_000, 0.01);
  assert.equal(resampler.process(input), input);
  assert.equal(resampler.delaySamples, 0);
});

test('the delay is what it says', () => {
  const resampler = new Resampler(16_000, 48_000);
  const impulse = new Float32Array(400);
  impulse[100] = 1;
  const output = resampler.process(impulse);
  const peak = output.indexOf(Math.max(...output));
  assert.ok(Math.abs(peak / 3 - 100 - resampler.delaySamples) <= 1, `peak at ${peak / 3}`);
});
