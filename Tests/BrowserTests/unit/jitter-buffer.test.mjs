import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JitterBuffer } from '../../../Sources/Server/Pages/assets/audio/jitter-buffer.js';

// 1,000 samples a second, so that a sample is a millisecond: pre-roll 80, fade 5, packets of 20.
function make() {
  const log = [];
  const buffer = new JitterBuffer({
    sampleRate: 1_000,
    onFinished: (utterance, played) => log.push(['finished', utterance, played]),
    onFlushed: (utterance, played) => log.push(['flushed', utterance, played]),
  });
  return { buffer, log };
}

const packet = (value = 1, length = 20) => new Float32Array(length).fill(value);

function pull(buffer, length) {
  const out = new Float32Array(length);
  const written = buffer.pull(out);
  return { out: [...out], written };
}

test('nothing is heard before the pre-roll is there', () => {
  const { buffer } = make();
  for (let count = 0; count < 3; count += 1) buffer.push(1, packet());
  assert.equal(pull(buffer, 10).written, 0);
  assert.equal(buffer.position, null);
  buffer.push(1, packet());
  assert.equal(pull(buffer, 10).written, 10);
  assert.deepEqual(buffer.position, { utterance: 1, played: 10 });
});

test('an utterance shorter than the pre-roll plays when its last packet came', () => {
  const { buffer, log } = make();
  buffer.push(1, packet(), true);
  assert.equal(pull(buffer, 30).written, 20);
  assert.deepEqual(log, [['finished', 1, 20]]);
});

test('a buffer that ran dry waits for a new pre-roll and goes on where it was', () => {
  const { buffer, log } = make();
  for (let count = 0; count < 4; count += 1) buffer.push(1, packet());
  assert.equal(pull(buffer, 100).written, 80);
  assert.equal(buffer.underruns, 1);
  buffer.push(1, packet());
  assert.equal(pull(buffer, 20).written, 0);
  buffer.push(1, packet(), true);
  assert.equal(pull(buffer, 60).written, 40);
  assert.deepEqual(log, [['finished', 1, 120]]);
});

test('a last flag that comes alone and late ends an utterance that ran dry', () => {
  const { buffer, log } = make();
  for (let count = 0; count < 4; count += 1) buffer.push(1, packet());
  pull(buffer, 100);
  buffer.push(1, new Float32Array(0), true);
  pull(buffer, 10);
  assert.deepEqual(log, [['finished', 1, 80]]);
});

test('a cleared utterance fades within 5 ms and then is silent', () => {
  const { buffer, log } = make();
  for (let count = 0; count < 10; count += 1) buffer.push(1, packet());
  pull(buffer, 30);
  buffer.clear(1);
  const { out } = pull(buffer, 20);
  assert.deepEqual(out.slice(0, 5).map((value) => Number(value.toFixed(3))), [
    1,
    0.8,
    0.6,
    0.4,
    0.2,
  ]);
  assert.deepEqual(out.slice(5), new Array(15).fill(0));
  assert.deepEqual(log, [['flushed', 1, 35]]);
});

test('a fade that spans two pulls has no step', () => {
  const { buffer, log } = make();
  for (let count = 0; count < 10; count += 1) buffer.push(1, packet());
  pull(buffer, 30);
  buffer.clear(1);
  const heard = [...pull(buffer, 2).out, ...pull(buffer, 2).out, ...pull(buffer, 2).out];
  assert.deepEqual(heard.map((value) => Number(value.toFixed(3))), [1, 0.8, 0.6, 0.4, 0.2, 0]);
  assert.deepEqual(log, [['flushed', 1, 35]]);
});

test('late packets of a cleared or an older utterance are never heard, those of a newer one are', () => {
  const { buffer } = make();
  buffer.clear(7);
  buffer.push(7, packet(), true);
  buffer.push(6, packet(), true);
  assert.equal(pull(buffer, 40).written, 0);
  buffer.push(8, packet(0.5), true);
  assert.equal(pull(buffer, 40).written, 20);
});

test('clearing what was not heard yet reports that nothing was played', () => {
  const { buffer, log } = make();
  buffer.push(3, packet());
  buffer.clear(3);
  assert.deepEqual(log, [['flushed', 3, 0]]);
  assert.equal(buffer.depth, 0);
});

test('utterances follow each other without a gap and in their order', () => {
  const { buffer, log } = make();
  buffer.push(1, packet(0.25), true);
  buffer.push(2, packet(0.5), true);
  assert.deepEqual(pull(buffer, 40).out, [...new Array(20).fill(0.25), ...new Array(20).fill(0.5)]);
  assert.deepEqual(log, [['finished', 1, 20], ['finished', 2, 20]]);
});

test('whatever the sizes of packets and pulls, each sample is heard once and in order', () => {
  for (let round = 0; round < 50; round += 1) {
    const { buffer, log } = make();
    const samples = Float32Array.from({ length: 500 }, (_, index) => index + 1);
    const heard = [];
    let pushed = 0;
    while (log.length === 0) {
      const size = 1 + Math.floor(Math.random() * 60);
      buffer.push(1, samples.slice(pushed, pushed + size), pushed + size >= 500);
      pushed = Math.min(500, pushed + size);
      heard.push(
        ...pull(buffer, 1 + Math.floor(Math.random() * 40)).out.filter((value) => value !== 0),
      );
    }
    assert.deepEqual(heard, [...samples]);
    assert.deepEqual(log, [['finished', 1, 500]]);
  }
});
