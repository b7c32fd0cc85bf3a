// Does this browser really speak Opus? `isConfigSupported` says yes to settings that fail, so one
// packet is encoded and decoded for real before an interview depends on it.

import { ticksPerPacket, ticksPerSecond } from './wire.js';

/** The encoder settings of the uplink: 24 kb/s, 20 ms packets, no DTX (it would cut the clock). */
export const encoderConfig = {
  codec: 'opus',
  sampleRate: ticksPerSecond,
  numberOfChannels: 1,
  bitrate: 24_000,
  opus: {
    frameDuration: 20_000,
    application: 'voip',
    signal: 'voice',
    complexity: 5,
    usedtx: false,
  },
};

/** The decoder settings; always 48 kHz, because Safari refuses other rates. */
export const decoderConfig = { codec: 'opus', sampleRate: ticksPerSecond, numberOfChannels: 1 };

/** 20 ms of samples as the encoder wants them. */
export function audioData(samples, tick) {
  return new AudioData({
    format: 'f32-planar',
    sampleRate: ticksPerSecond,
    numberOfChannels: 1,
    numberOfFrames: samples.length,
    timestamp: Math.round((tick * 1_000_000) / ticksPerSecond),
    data: samples,
  });
}

async function encodeOnce() {
  const packets = [];
  let failure = null;
  const encoder = new AudioEncoder({
    output: (chunk) => packets.push(chunk),
    error: (error) => {
      failure = error;
    },
  });
  encoder.configure(encoderConfig);
  for (let index = 0; index < 3; index += 1) {
    const tone = Float32Array.from({ length: ticksPerPacket }, (_, n) => Math.sin(n / 20) / 4);
    const data = audioData(tone, index * ticksPerPacket);
    encoder.encode(data);
    data.close();
  }
  await encoder.flush();
  encoder.close();
  if (failure) throw failure;
  return packets;
}

async function decode(packets) {
  let samples = 0;
  let failure = null;
  const decoder = new AudioDecoder({
    output: (data) => {
      samples += data.numberOfFrames;
      data.close();
    },
    error: (error) => {
      failure = error;
    },
  });
  decoder.configure(decoderConfig);
  for (const packet of packets) decoder.decode(packet);
  await decoder.flush();
  decoder.close();
  if (failure) throw failure;
  return samples;
}

/** Whether one Opus round trip works here, within two seconds. */
export async function opusWorks() {
  if (!('AudioEncoder' in globalThis) || !('AudioDecoder' in globalThis)) return false;
  const deadline = new Promise((resolve) => {
    setTimeout(() => resolve(0), 2_000);
  });
  const roundTrip = encodeOnce().then(decode).catch(() => 0);
  return (await Promise.race([roundTrip, deadline])) >= ticksPerPacket;
}
