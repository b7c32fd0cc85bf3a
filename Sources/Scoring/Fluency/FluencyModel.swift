/// A frozen additive model: each measure adds a piecewise linear function that never turns.
///
/// Each step of a measure between two knots has a weight that is not negative, so a higher rate
/// never lowers the estimate, and beyond the last knot adds nothing; longer and more pauses never
/// raise it. The ends of a sentence are drawn out and cost a short one more than a long one; the
/// model gives it three syllables for them, and to answers of 5 s and more, which may be as long
/// as they like, nothing that hangs on their length.
///
/// Fitted by `script/fit-fluency`, non-negative least squares on the means of four to five experts
/// for 2,500 English sentences read by learners (speechocean762), each alone and joined with others
/// of its speaker to answers.
struct FluencyModel: Sendable {
  /// A measure's part of the estimate.
  struct Part: Sendable {
    /// Values between which a step goes from nothing to all of its weight, one more than weights.
    var knots: [Double]
    /// What each step adds, ≥ 0.
    var weights: [Double]

    func value(_ x: Double) -> Double {
      weights.indices.reduce(0) { sum, step in
        let share = (x - knots[step]) / (knots[step + 1] - knots[step])
        return sum + weights[step] * min(max(share, 0), 1)
      }
    }
  }

  /// Name and version.
  var name: String
  /// The estimate without syllables and without pauses.
  var constant: Double
  /// What the speech rate in syllables per second adds, the ends of short answers allowed for.
  var rate: Part
  /// What the share of silent pauses takes away.
  var pauses: Part
  /// From the estimate to the 10th and 90th percentile of what experts gave to speakers who were
  /// left out of the fit.
  var interval: ClosedRange<Double>

  /// Lengths of answers that the model is meant for, in seconds.
  static let answerSeconds = 5.0...180
  /// Syllables that the drawn-out ends of a short answer are worth.
  static let endSyllables = 3.0

  /// From sound alone.
  ///
  /// Speakers left out, r with the mean expert: 0.720, adults 0.799; answers of ten sentences
  /// 0.773, adults 0.891.
  static let audio = FluencyModel(
    name: "fluency-audio-v1",
    constant: 4.97,
    rate: Part(knots: rateKnots, weights: [2.18, 0.55, 0.47, 0.15, 0.14, 0.23]),
    pauses: Part(knots: pauseKnots, weights: [0.23, 0.77, 0.26]),
    interval: -1.30...1.08
  )

  /// With the syllables of a transcript.
  ///
  /// Speakers left out: 0.790, adults 0.856; answers of ten sentences 0.833, adults 0.919.
  static let text = FluencyModel(
    name: "fluency-text-v1",
    constant: 4.83,
    rate: Part(knots: rateKnots, weights: [2.23, 0.61, 0.48, 0.31, 0.10, 0.24]),
    pauses: Part(knots: pauseKnots, weights: [0, 0.51, 0.06]),
    interval: -1.16...0.96
  )

  private static let rateKnots = [1, 2, 2.6, 3.2, 3.8, 4.4, 5.6]
  private static let pauseKnots = [0, 0.05, 0.1, 0.2]

  /// The estimate for measures.
  func estimate(_ measures: FluencyMeasures) -> FluencyEstimate {
    let shortest = Self.answerSeconds.lowerBound
    let length = min(max(measures.answerLengthSeconds, 0.5), shortest)
    let ends = Self.endSyllables / length - Self.endSyllables / shortest
    let sum =
      constant + rate.value(measures.speechRateSyllablesPerSecond + ends)
      - pauses.value(measures.pauseShare)
    let value = min(max(sum, 0), 10)
    return FluencyEstimate(
      estimate: value,
      band: FluencyEstimate.Band(value),
      low: min(max(value + interval.lowerBound, 0), 10),
      high: min(max(value + interval.upperBound, 0), 10),
      model: name,
      hasLowCertainty: !Self.answerSeconds.contains(measures.answerLengthSeconds),
      measures: measures
    )
  }
}
