import VoiceEngine

/// What a candidate's microphone may hear for 100 ms; the character stands in diagrams for it.
public enum CandidateSound: Character, Sendable {
  /// A voice.
  case speech = "S"
  /// Silence.
  case silence = "."
  /// A noise without a voice, such as a keyboard or a passing car.
  case noise = "N"
  /// No packets at all.
  case nothing = "_"
}

/// What a candidate's client sends, encoded once for all interviews.
public enum CandidateVoice {
  /// Opus packets of 20 ms: a voice whose syllables rise and fall.
  public static let speech = packets { part in
    let gain = syllable[part % syllable.count]
    return buzz.map { $0 * gain }
  }
  /// The same of silence.
  public static let silence = packets { _ in [Float](repeating: 0, count: 320) }
  /// The same of a hiss.
  public static let noise = packets { part in
    SyntheticVoice.noise(seconds: 0.02, amplitude: 0.05, seed: UInt64(part))
  }

  /// The packet of a sound that follows so many others; none for no sound.
  public static func packet(_ sound: CandidateSound, _ part: Int) -> [UInt8]? {
    let packets =
      switch sound {
      case .speech: speech
      case .silence: silence
      case .noise: noise
      case .nothing: [[UInt8]]()
      }
    return packets.isEmpty ? nil : packets[part % packets.count]
  }

  private static let syllable: [Float] = [0.2, 0.5, 1, 1, 1, 1, 0.8, 0.5, 0.25, 0.15]
  private static let buzz = Array(
    SyntheticVoice.vowel(hertz: 150, seconds: 0.12, amplitude: 0.4).dropFirst(160).prefix(320)
  )

  private static func packets(_ samples: (Int) -> [Float]) -> [[UInt8]] {
    guard var encoder = try? OpusEncoder(sampleRate: 16_000) else { return [] }
    return (0..<50).compactMap { try? encoder.encode(samples($0)) }
  }
}
