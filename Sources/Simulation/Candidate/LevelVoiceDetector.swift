public import VoiceEngine

/// Takes every chunk above −50 dBFS for a voice: enough for drawn speech in a silent room.
public struct LevelVoiceDetector: VoiceDetector {
  /// Creates a detector.
  public init() {}

  /// Judges a chunk by nothing but its level.
  public mutating func process(_ samples: [Float]) -> VoiceVerdict {
    let power = samples.reduce(0) { $0 + $1 * $1 } / Float(max(samples.count, 1))
    let isVoice = power > 1e-5
    return VoiceVerdict(isVoice: isVoice, levelDecibels: isVoice ? -20 : -100)
  }

  /// A level tells nothing of how a phrase ends.
  public func phraseEnding(silence: Duration) -> PhraseEnding? { nil }

  /// Keeps nothing from one chunk to the next.
  public mutating func reset() {}
}
