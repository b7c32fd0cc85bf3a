/// Levels below which no nucleus and no pitch is looked for, from the running noise floor and
/// speech level.
struct SpeechThresholds: Equatable, Sendable {
  /// The noise floor that is believed, in decibels.
  var noiseFloor: Float
  /// The speech level, in decibels.
  var speechLevel: Float
  /// No pitch is looked for below this level, in decibels.
  var pitch: Float

  /// Speech is at least this far over the floor, whatever the floor seems to be: in sound that
  /// begins in the middle of a word the quietest moment is still a word.
  private static let leastContrast = 15.0
  /// Quieter sound is never speech, in decibels relative to full scale.
  private static let quietestSpeech = -72.0

  /// Derives the thresholds from a noise floor and a speech level in decibels.
  init(noiseFloor: Double, speechLevel: Double) {
    let floor = min(noiseFloor, speechLevel - Self.leastContrast)
    self.noiseFloor = Float(floor)
    self.speechLevel = Float(speechLevel)
    pitch = Float(max(floor + 2, speechLevel - 45, Self.quietestSpeech - 6))
  }
}
