/// Tells a voice from the room, chunk by chunk, on the lane that read the packet.
///
/// A role to be filled from outside, because the detector is the analyser's own: what is measured
/// as speech and what is answered as speech are one thing. One value per interview; it is stepped
/// with contiguous 16 kHz samples, must not wait, and must not look ahead.
public protocol VoiceDetector: Sendable {
  /// Judges the next chunk.
  ///
  /// - Parameter samples: `[n]` samples at 16 kHz, −1…1; what is not finite counts as silence.
  mutating func process(_ samples: [Float]) -> VoiceVerdict

  /// How the speech ended that was followed by the silence of now.
  ///
  /// Asked once a pause, so it may cost what a few seconds of analysis cost.
  ///
  /// - Parameter silence: from the end of that speech to the end of the newest sample.
  /// - Returns: `nil` where too little was heard to say anything.
  func phraseEnding(silence: Duration) -> PhraseEnding?

  /// What comes next does not follow on what came: a break, or a lost connection.
  /// The room is still the same.
  mutating func reset()
}

/// One chunk's verdict.
public struct VoiceVerdict: Equatable, Sendable {
  /// Whether the chunk holds voice.
  public var isVoice: Bool
  /// Root mean square level of the chunk as it came, dB relative to full scale, −100…0.
  public var levelDecibels: Float

  /// Creates a verdict.
  public init(isVoice: Bool, levelDecibels: Float) {
    self.isVoice = isVoice
    self.levelDecibels = levelDecibels
  }
}
