/// What is known about a peak of the syllable bands' level when it is judged.
struct SyllableCue: Equatable, Sendable {
  /// Depth of the dip before it, in decibels: under the lower of the highest levels within 150 ms
  /// on both sides of the dip, so that what begins after a silence has a shallow one.
  var dipBefore: Float
  /// Height over the dip before it, in decibels.
  var rise: Float
  /// Height over the dip after it, in decibels.
  var dipAfter: Float
  /// Blocks since the peak before.
  var spacing: Float
  /// Standard deviation over the bands of the change of level since the peak before, in decibels.
  var spectralChange: Float
  /// Level against the running speech level, in decibels.
  var level: Float
  /// Level against the loudest block from 0.95 s before to 0.3 s after it, in decibels.
  var prominence: Float
  /// Blocks around it that are less than 3 dB weaker.
  var width: Float
}

/// How strongly each cue says that a peak is a syllable of a language: one logistic function.
///
/// Fitted so that the shares of an utterance's peaks add up to its syllables, on English read by
/// learners and natives and on French, at natural tempo and up to 1.6 times faster. A deeper dip
/// and a higher level may only speak for a syllable; the other signs are as they were found: a
/// broad peak, far from the one before, is a drawn-out or trailing sound more often than
/// a syllable.
struct SyllableCalibration: Sendable {
  let dipBefore: Float
  let dipAfter: Float
  let spacing: Float
  let spectralChange: Float
  let level: Float
  let prominence: Float
  let width: Float
  let constant: Float

  init(_ language: SpokenLanguage) {
    switch language {
    case .english:
      dipBefore = 0.36
      dipAfter = 0.13
      spacing = -0.33
      spectralChange = 0.56
      level = 1.76
      prominence = 0.0
      width = -1.07
      constant = 0.98
    case .french:
      dipBefore = 0.0
      dipAfter = 0.4
      spacing = -0.75
      spectralChange = 0.07
      level = 0.26
      prominence = 1.15
      width = -0.17
      constant = 1.21
    }
  }

  /// The share of a syllable that a peak stands for, 0…1, in steps of 1/64 so that sums are exact.
  ///
  /// A loud peak between deep dips is a whole one, whatever else is odd about it, and so is a long
  /// vowel that follows one.
  func evidence(_ cue: SyllableCue) -> Float {
    let endsClearly = cue.dipAfter >= 8 || cue.width >= 24
    guard cue.rise < 8 || !endsClearly || cue.prominence < -6 else { return 1 }
    let dips = dipBefore * Self.root(cue.dipBefore) + dipAfter * Self.root(cue.dipAfter)
    let shape =
      spacing * Self.octaves(min(cue.spacing, 20), over: 15)
      + width * Self.octaves(min(cue.width, 24), over: 8)
    let sound =
      spectralChange * min(cue.spectralChange, 10) / 3 + level * min(max(cue.level, -32), 5) / 10
      + prominence * max(cue.prominence, -32) / 10
    let sum = Double(dips + shape + sound + constant)
    let probability = 1 / (1 + binaryExponential(-1.442_695_040_888_963_4 * sum))
    return Float((min(max(1.2 * probability - 0.1, 0), 1) * 64).rounded() / 64)
  }

  private static func root(_ decibels: Float) -> Float {
    min(max(decibels, 0), 25).squareRoot()
  }

  private static func octaves(_ blocks: Float, over usual: Double) -> Float {
    Float(binaryLogarithm(Double(blocks) / usual))
  }
}
