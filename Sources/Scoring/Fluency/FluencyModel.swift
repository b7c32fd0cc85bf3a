/// A frozen additive model: each measure adds a piecewise linear function that never turns.
///
/// Each step of a measure between two knots has a weight that is not negative, so a higher rate
/// never lowers the estimate, and beyond the last knot adds nothing; longer and more pauses never
/// raise it. Fitted by `script/fit-fluency`, non-negative least squares on the means of four to
/// five experts for 2,500 English sentences read by learners (speechocean762).
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
  /// What the speech rate in syllables per second adds.
  var rate: Part
  /// What the share of brief pauses takes away.
  var pauses: Part
  /// From the estimate to the 10th and 90th percentile of what experts gave to speakers who were
  /// left out of the fit.
  var interval: ClosedRange<Double>

  /// Lengths of answers that the model is meant for, in seconds.
  static let answerSeconds = 5.0...180

  /// From sound alone.
  ///
  /// Speakers left out, r with the mean expert: 0.668, adults 0.784.
  static let audio = FluencyModel(
    name: "fluency-audio-v1",
    constant: 5.86,
    rate: Part(knots: [0.8, 1.6, 2.4, 3.2, 4, 4.8], weights: [1.45, 0.74, 0.22, 0.31, 0.13]),
    pauses: Part(knots: [0, 0.05, 0.1, 0.2, 0.3], weights: [0.29, 0.19, 1.03, 0.21]),
    interval: -1.33...1.23
  )

  /// With the syllables of a transcript.
  ///
  /// Speakers left out: 0.745, adults 0.851.
  static let text = FluencyModel(
    name: "fluency-text-v1",
    constant: 4.96,
    rate: Part(knots: [0.8, 1.6, 2.4, 3.2, 4, 4.8], weights: [1.96, 0.92, 0.51, 0.39, 0.13]),
    pauses: Part(knots: [0, 0.05, 0.1, 0.2, 0.3], weights: [0.12, 0.12, 0.65, 0.06]),
    interval: -1.14...1.13
  )

  /// The estimate for measures.
  func estimate(_ measures: FluencyMeasures) -> FluencyEstimate {
    let sum =
      constant + rate.value(measures.speechRateSyllablesPerSecond)
      - pauses.value(measures.briefPauseShare)
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

extension FluencyMeasures {
  /// The estimate from sound alone, `fluency-audio-v1`.
  public var estimateFromAudio: FluencyEstimate { FluencyModel.audio.estimate(self) }

  /// The estimate with a rate from the syllables of a transcript, `fluency-text-v1`.
  public var estimateFromText: FluencyEstimate { FluencyModel.text.estimate(self) }
}
