/// A stretch of voice that changes little in pitch, level and timbre: what a filled pause may be.
struct SteadyVowel: Equatable, Sendable {
  /// Number of its first window.
  var start: Int
  /// Windows.
  var count: Int
  /// Mean F0, in semitones over 60 Hz.
  var meanSemitones: Double
  /// Standard deviation of F0, in semitones.
  var deviationSemitones: Double
  /// Mean level, in dB relative to full scale.
  var meanDecibels: Double
  /// Standard deviation of the level, in decibels.
  var deviationDecibels: Double
  /// Standard deviation of the syllable band's level against the whole band's, in decibels.
  var deviationOfTimbreDecibels: Double
  /// Windows between the last silence and its beginning, at most `SteadyVowel.farthest`.
  var windowsAfterSilence: Int
  /// Windows between its end and the next silence, at most `SteadyVowel.farthest`.
  var windowsBeforeSilence: Int

  /// A silence further away is none, in windows.
  static let farthest = 15

  /// How surely it is a filled pause, 0…1: a logistic function of what tells filled pauses from the
  /// long vowels of fluent speech.
  ///
  /// The weights were fitted to read English with filled pauses planted into it; deviations under
  /// those of a natural voice gain nothing.
  ///
  /// - Parameters:
  ///   - medianSemitones: the speaker's median F0, in semitones over 60 Hz.
  ///   - speechDecibels: level of the speaker's speech.
  func certainty(medianSemitones: Double, speechDecibels: Double) -> Double {
    let near = min(windowsAfterSilence, windowsBeforeSilence)
    let evidence =
      6.14 + 5.9 * min(0.6, Double(count) * AnalysisGrid.blockSeconds)
      - 4.1 * min(max(deviationSemitones, 0.4), 2)
      - 0.84 * min(max(deviationDecibels, 1.5), 5)
      - 2.51 * min(max(deviationOfTimbreDecibels, 0.8), 3)
      - 0.62 * min(max(meanSemitones - medianSemitones, -4), 4)
      - 0.15 * min(max(meanDecibels - speechDecibels, -8), 4)
      - 0.351 * Double(windowsBeforeSilence) - 0.1195 * Double(near)
      + (windowsAfterSilence < 6 ? 2.55 : 0)
    return 1 / (1 + binaryExponential(-evidence * 1.442_695_040_888_963_4))
  }
}

/// Mean and deviation of what comes one by one.
struct RunningMoments: Equatable, Sendable {
  private var count = 0.0
  private(set) var mean = 0.0
  private var squares = 0.0

  /// Standard deviation over all values, 0 for none.
  var deviation: Double { count > 0 ? max(0, squares / count).squareRoot() : 0 }

  /// Takes the next value (Welford's update).
  mutating func add(_ value: Double) {
    count += 1
    let before = value - mean
    mean += before / count
    squares += before * (value - mean)
  }
}
