/// What the levels of the bands tell about speech: log-odds gained from knot to knot of two
/// piecewise linear curves for each band.
///
/// Fitted by logistic regression over ticks of read English with planted silences, half of its
/// speakers: clean, through Opus at 16 kb/s, in white noise and in babble at 20 and 10 dB, with the
/// means led by the fit's own evidence, in three rounds.
enum EvidenceWeights {
  /// Knots of the level over the mean of the noise, in standard deviations of the noise.
  static let noiseKnots: [Float] = [-3, -1, 0, 1, 2, 3, 4, 6, 10, 20]
  /// Knots of the speech level over the level, in decibels.
  static let speechKnots: [Float] = [-10, -4, 0, 5, 10, 15, 22, 30, 40]
  /// Log-odds of speech below the first knots.
  static let bias: Float = 4.2
  /// Gains between the noise knots, a row for each band from the lowest.
  static let noiseGains: [[Float]] = [
    [-0.45, 0.08, 0.42, 2.06, 1.59, 0.61, 0.08, -0.79, 0.06],
    [-0.50, 0.09, 0.19, 0.68, 0.73, -0.64, -0.70, -0.28, 0.13],
    [-0.44, 0.05, 0.04, 0.51, 0.50, -0.01, -0.25, -0.67, -0.54],
    [-0.42, 0.21, 0.12, 0.53, 0.40, 0.59, -0.10, -0.95, -0.59],
    [-0.42, -0.30, 0.50, 0.54, 0.61, 0.69, 0.44, 0.77, 0.11],
  ]
  /// Gains between the speech knots, a row for each band from the lowest.
  static let speechGains: [[Float]] = [
    [0.17, -2.18, 0.14, -0.21, -0.70, -1.20, -1.46, -0.78],
    [-0.72, -0.33, 0.36, 0.28, 0.02, -0.18, -0.14, -0.62],
    [-0.15, 0.36, -0.01, -0.18, -0.41, -0.25, -0.34, -0.24],
    [-0.12, 0.58, -0.10, 0.28, -0.03, -0.31, 0.05, 0.23],
    [-0.64, -0.69, -0.09, -0.24, -0.27, -0.31, 0.32, 0.58],
  ]
}
