import VoiceEngine

/// What a candidate's client sends for one character of a diagram, encoded once for all tests.
enum CandidateVoice {
  /// Opus packets of 20 ms, five a character: a voice whose syllables rise and fall.
  static let speech = packets { part in syllable[part % syllable.count] }
  /// The same of silence.
  static let silence = packets { _ in 0 }

  private static let syllable: [Float] = [0.2, 0.5, 1, 1, 1, 1, 0.8, 0.5, 0.25, 0.15]

  private static func packets(_ gain: (Int) -> Float) -> [[UInt8]] {
    guard var encoder = try? OpusEncoder(sampleRate: 16_000) else { return [] }
    let voice = SyntheticVoice.vowel(hertz: 150, seconds: 0.12, amplitude: 0.4).dropFirst(160)
    return (0..<50).compactMap { part in
      try? encoder.encode(voice.prefix(320).map { $0 * gain(part) })
    }
  }
}
