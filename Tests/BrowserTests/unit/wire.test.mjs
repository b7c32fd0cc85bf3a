import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodePCM16,
  encodePCM16,
  headerBytes,
  isUpTo,
  readPacket,
  WireError,
  writePacket,
} from '../../../Sources/Server/Pages/assets/audio/wire.js';

test('the header has the bytes that the protocol names', () => {
  const message = writePacket(
    { gap: true, last: false, utterance: 0x0102, sequence: 0x03040506, timestamp: 0x0708090a },
    new Uint8Array([0xaa, 0xbb]),
  );
  assert.deepEqual([...message], [
    1,
    1,
    0x02,
    0x01,
    0x06,
    0x05,
    0x04,
    0x03,
    0x0a,
    0x09,
    0x08,
    0x07,
    0xaa,
    0xbb,
  ]);
});

test('what is written is read again, for random fields', () => {
  for (let round = 0; round < 200; round += 1) {
    const below = (limit) => Math.floor(Math.random() * limit);
    const header = {
      gap: round % 2 === 0,
      last: round % 3 === 0,
      utterance: below(65_536),
      sequence: below(2 ** 32),
      timestamp: below(2 ** 32),
    };
    const payload = Uint8Array.from({ length: 1 + below(100) }, () => below(256));
    const { payload: read, ...rest } = readPacket(writePacket(header, payload).buffer);
    assert.deepEqual({ ...rest, payload: [...read] }, { ...header, payload: [...payload] });
  }
});

test('numbers wrap as their fields do', () => {
  const packet = readPacket(
    writePacket(
      { utterance: 65_537, sequence: 2 ** 32 + 5, timestamp: 2 ** 33 + 960 },
      new Uint8Array(1),
    ).buffer,
  );
  assert.deepEqual([packet.utterance, packet.sequence, packet.timestamp], [1, 5, 960]);
});

test('a payload that is a part of a larger buffer is written alone', () => {
  const large = new Uint8Array([9, 9, 1, 2, 9]);
  const message = writePacket({ sequence: 0, timestamp: 0 }, large.subarray(2, 4));
  assert.deepEqual([...message.subarray(headerBytes)], [1, 2]);
});

test('an empty or a foreign message is refused', () => {
  assert.throws(() => readPacket(new ArrayBuffer(0)), WireError);
  assert.throws(() => readPacket(new ArrayBuffer(headerBytes)), WireError);
  const foreign = writePacket({ sequence: 0, timestamp: 0 }, new Uint8Array(4));
  foreign[0] = 9;
  assert.throws(() => readPacket(foreign.buffer), WireError);
});

test('the order of utterances survives the wrap', () => {
  assert.ok(isUpTo(5, 5));
  assert.ok(isUpTo(4, 5));
  assert.ok(!isUpTo(6, 5));
  assert.ok(isUpTo(65_535, 0));
  assert.ok(!isUpTo(0, 65_535));
});

test('PCM16 keeps samples within a step and clips what is too loud', () => {
  const samples = Float32Array.from([0, 0.5, -0.5, 1, -1, 1.5, -1.5]);
  const back = decodePCM16(encodePCM16(samples));
  const expected = [0, 0.5, -0.5, 1, -1, 1, -1];
  back.forEach((value, index) =>
    assert.ok(Math.abs(value - expected[index]) < 1 / 16_000, `${index}: ${value}`)
  );
  assert.equal(decodePCM16(new Uint8Array([1, 0, 7])).length, 1);
});
