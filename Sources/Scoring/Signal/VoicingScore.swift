/// How much speaks for voicing in a window, in nats of odds: above 0 more than against it.
///
/// A sum of three rising terms, each held within a range, so that no evidence alone decides: how
/// periodic the 10 ms around the centre are, how far they lie under the running speech level, and
/// how far they stand out of the noise. In quiet rooms the floor says nothing and the speech level
/// finds the ends of words; among other talkers, who are periodic too, the floor rules them out.
///
/// The weights were fitted on laryngograph recordings (P. Bagshaw's evaluation database), clean and
/// in white noise and babble of 10 and 20 dB, one setting for all, and rounded.
enum VoicingScore {
  /// The sum where each of the terms is 0.
  private static let bias: Float = -0.35

  /// Weight of an octave of harmonics against noise: −log2(1 − periodicity).
  private static let periodicityWeight: Float = 0.9
  private static let mostPeriodicOctaves: Float = 4.5

  /// Weight of the height of the autocorrelation's peak: hiss, too, is periodic for 10 ms.
  private static let peakWeight: Float = 10
  private static let peakRange: ClosedRange<Float> = 0.45...0.7

  /// Weight of a decibel under the speech level.
  private static let speechWeight: Float = 0.2
  private static let speechRange: ClosedRange<Float> = -33 ... -6

  /// Weight of a decibel over the noise floor.
  private static let floorWeight: Float = 0.16
  private static let floorRange: ClosedRange<Float> = 2.5...13

  /// Until speech has been heard its level is taken to be at least this far over the floor.
  private static let leastContrast = 10.5
  /// Where no pause has been heard the floor is taken to be at least this far under the speech.
  private static let leastDepth = 2.0

  /// Where the score is this low whatever the periodicity, no pitch is looked for.
  static let hopeless: Float = -2

  /// The score of a window.
  ///
  /// - Parameters:
  ///   - periodicity: of the 10 ms around the window's centre, at most 1.
  ///   - peak: height of the strongest peak of the window's autocorrelation.
  ///   - level: of the 10 ms, in the low band, in decibels.
  ///   - noiseFloor: running floor of the low band, in decibels.
  ///   - speechLevel: running level of speech in the low band, in decibels.
  static func score(
    periodicity: Float,
    peak: Float,
    level: Double,
    noiseFloor: Double,
    speechLevel: Double
  ) -> Float {
    let floor = min(noiseFloor, speechLevel - leastDepth)
    let speech = max(speechLevel, noiseFloor + leastContrast)
    let octaves = min(-singleBinaryLogarithm(max(1 - periodicity, 0.01)), mostPeriodicOctaves)
    let belowSpeech = held(Float(level - speech), speechRange) - speechRange.upperBound
    let aboveFloor = held(Float(level - floor), floorRange) - floorRange.upperBound
    return bias + periodicityWeight * max(octaves, 0) + speechWeight * belowSpeech
      + floorWeight * aboveFloor + peakWeight * (held(peak, peakRange) - peakRange.upperBound)
  }

  private static func held(_ value: Float, _ range: ClosedRange<Float>) -> Float {
    min(max(value, range.lowerBound), range.upperBound)
  }
}
