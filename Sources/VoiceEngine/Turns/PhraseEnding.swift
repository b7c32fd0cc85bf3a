/// How the last words before a pause sounded: what tells an end from a halt without the words.
///
/// Each is `nil` where it could not be measured. Nothing of it is kept: it decides how long a
/// silence is waited out, and never reaches a report or an evaluation.
public struct PhraseEnding: Equatable, Sendable {
  /// Movement of pitch over the last voiced stretch, against what preceded it, in semitones;
  /// negative for a fall.
  public var pitchMovementSemitones: Double?
  /// Length of the last syllable over the mean of those before it; above 1 for a lengthened one.
  public var finalLengthening: Double?
  /// Level of the last syllable against the mean of those before it, in dB; negative for a decay.
  public var levelMovementDecibels: Double?

  /// Creates cues.
  public init(
    pitchMovementSemitones: Double? = nil,
    finalLengthening: Double? = nil,
    levelMovementDecibels: Double? = nil
  ) {
    self.pitchMovementSemitones = pitchMovementSemitones
    self.finalLengthening = finalLengthening
    self.levelMovementDecibels = levelMovementDecibels
  }
}
