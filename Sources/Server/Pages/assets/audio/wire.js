// The binary message of `vivavoce.v1`: a 12-byte little-endian header, then one audio packet.
//
// 0 u8 version · 1 u8 flags · 2 u16 utterance · 4 u32 sequence · 8 u32 timestamp (48 kHz)

export const headerBytes = 12;
export const wireVersion = 1;
export const ticksPerSecond = 48_000;
export const ticksPerPacket = 960;

const gapFlag = 0b01;
const lastFlag = 0b10;

/** A binary message that is not of this protocol. */
export class WireError extends Error {}

/** Puts the header before a packet. Numbers wrap as their fields do. */
export function writePacket(
  { gap = false, last = false, utterance = 0, sequence, timestamp },
  payload,
) {
  const message = new Uint8Array(headerBytes + payload.byteLength);
  const view = new DataView(message.buffer);
  view.setUint8(0, wireVersion);
  view.setUint8(1, (gap ? gapFlag : 0) | (last ? lastFlag : 0));
  view.setUint16(2, utterance % 0x1_0000, true);
  view.setUint32(4, sequence % 0x1_0000_0000, true);
  view.setUint32(8, timestamp % 0x1_0000_0000, true);
  message.set(
    new Uint8Array(payload.buffer ?? payload, payload.byteOffset ?? 0, payload.byteLength),
    headerBytes,
  );
  return message;
}

/** Takes a message apart; the payload is a view of it, not a copy. */
export function readPacket(buffer) {
  if (buffer.byteLength <= headerBytes) {
    throw new WireError(`a message of ${buffer.byteLength} bytes holds no packet`);
  }
  const view = new DataView(buffer);
  const version = view.getUint8(0);
  if (version !== wireVersion) throw new WireError(`header version ${version} is unknown`);
  const flags = view.getUint8(1);
  return {
    gap: (flags & gapFlag) !== 0,
    last: (flags & lastFlag) !== 0,
    utterance: view.getUint16(2, true),
    sequence: view.getUint32(4, true),
    timestamp: view.getUint32(8, true),
    payload: new Uint8Array(buffer, headerBytes),
  };
}

/** Whether utterance `a` is `b` or came before it, on a number that wraps at 65,536. */
export function isUpTo(a, b) {
  return ((b - a) & 0xffff) < 0x8000;
}

/** Float samples −1…1 as little-endian PCM16 bytes. */
export function encodePCM16(samples) {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < samples.length; index += 1) {
    const value = Math.max(-1, Math.min(1, samples[index]));
    view.setInt16(index * 2, Math.round(value * 32_767), true);
  }
  return bytes;
}

/** Little-endian PCM16 bytes as float samples; an odd last byte is ignored. */
export function decodePCM16(bytes) {
  const samples = new Float32Array(bytes.byteLength >> 1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = view.getInt16(index * 2, true) / 32_768;
  }
  return samples;
}
