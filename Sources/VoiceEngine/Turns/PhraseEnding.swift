/// How the last words before a pause sounded: what tells an end from a halt without the words.
///
/// Each is `nil` where it could not be measured. Nothing of it is kept: it decides how long a
/// silence is waited out, and never reaches a report or an evaluation.
public struct PhraseEnding: Equatable, Sendable {
  /// Movement of pitch over the last 0.3 s of voice, in semitones; negative for a fall.
  public var pitchMovementSemitones: Double?
  /// Length of the last voiced stretch over the mean of those before it; above 1 for a lengthened
  /// one.
  public var finalLengthening: Double?
  /// Level of the last half second of speech against the speaker's loud moments, in dB.
  public var levelMovementDecibels: Double?
  /// From the last voice to the end of speech, in seconds.
  public var voicelessTailSeconds: Double?
  /// Syllables in the last three seconds.
  public var syllableCount: Int?

  /// Whether nothing in it was voiced, as in a cough or a knock; no where that was not measured.
  public var isVoiceless: Bool {
    syllableCount == 0 && voicelessTailSeconds == nil && pitchMovementSemitones == nil
  }

  /// Creates cues.
  public init(
    pitchMovementSemitones: Double? = nil,
    finalLengthening: Double? = nil,
    levelMovementDecibels: Double? = nil,
    voicelessTailSeconds: Double? = nil,
    syllableCount: Int? = nil
  ) {
    self.pitchMovementSemitones = pitchMovementSemitones
    self.finalLengthening = finalLengthening
    self.levelMovementDecibels = levelMovementDecibels
    self.voicelessTailSeconds = voicelessTailSeconds
    self.syllableCount = syllableCount
  }
}
