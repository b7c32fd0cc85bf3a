import Speech
import TestKit
import VoiceEngine

/// Packets that sound like a voice to the detector.
enum TestVoice {
  /// Twelve seconds of which no packet is like another, so that a recording can be compared.
  static let packets: [[UInt8]] = {
    let hum = SyntheticVoice.vowel(hertz: 140, seconds: 12)
    let noise = SyntheticVoice.noise(seconds: 12, amplitude: 0.05)
    let encoder = try? OpusEncoder(sampleRate: PCMChunk.sampleRate)
    guard var encoder else { return [] }
    return (try? encoder.encodeAll(zip(hum, noise).map { $0 + $1 })) ?? []
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
