import Speech
import TestKit
import VoiceEngine

/// Packets that sound like a voice to the detector.
enum TestVoice {
  /// Twelve seconds of syllables of which no packet is like another, so that a recording can be
  /// compared.
  static let packets: [[UInt8]] = {
    let voice = SyntheticVoice.syllables(seconds: 12, amplitude: 0.3)
    // Breath that comes and goes with the voice: a steady noise would be the room's.
    let breath = zip(SyntheticVoice.noise(seconds: 12, amplitude: 0.2), voice).map { $0 * $1 }
    let encoder = try? OpusEncoder(sampleRate: PCMChunk.sampleRate)
    guard var encoder else { return [] }
    return (try? encoder.encodeAll(zip(voice, breath).map { $0 + $1 })) ?? []
  }()

  /// PCM16 packets of a voice that talks and then is silent.
  static func pcm(seconds: Double) -> [[UInt8]] {
    let samples = SyntheticVoice.vowel(hertz: 140, seconds: seconds)
    return stride(from: 0, to: samples.count - 319, by: 320).map { start in
      samples[start..<start + 320].flatMap { sample -> [UInt8] in
        let value = UInt16(bitPattern: Int16(sample * 32_767))
        return [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
      }
    }
  }

  /// A PCM16 packet of nothing.
  static let pcmSilence = [UInt8](repeating: 0, count: 640)
}
