public import Scoring

/// How fluently somebody spoke, as a candidate reads it; for coaching only.
///
/// A band, the bands between which the experts' judgement may lie, and the two measures behind it:
/// never a number of its own, which would say more than is known.
public struct FluencyLine: Codable, Equatable, Sendable {
  /// The band of the estimate.
  public var band: FluencyEstimate.Band
  /// The lowest and the highest band of the interval in which four of five experts' means lie.
  public var low: FluencyEstimate.Band
  /// The highest of these.
  public var high: FluencyEstimate.Band
  /// What it was estimated from.
  public var measures: FluencyMeasures
  /// Name and version of the model.
  public var model: String
  /// All of this in the report's language.
  public var sentence: String

  /// The line of a session, or `nil` where an estimate would be a guess: too little speech, a poor
  /// recording, older definitions, or a language other than the English that experts were heard on.
  init?(
    _ measures: DeliveryMeasures?,
    featureSet: String?,
    spoken: LexiconLanguage?,
    in language: ReportLanguage
  ) {
    guard spoken == .english, featureSet == FeatureSet.name, let measures,
      measures.hasLowCertainty != true, measures.isTooQuiet != true,
      let estimate = measures.fluency, !estimate.hasLowCertainty
    else { return nil }
    band = estimate.band
    low = FluencyEstimate.Band(estimate.low)
    high = FluencyEstimate.Band(estimate.high)
    self.measures = estimate.measures
    model = estimate.model
    sentence = language(
      low == high ? .fluencySure : .fluency,
      [
        "band": language(band.sentence),
        "low": language(low.sentence),
        "high": language(high.sentence),
        "rate": language.decimal(estimate.measures.speechRateSyllablesPerSecond),
        "share": "\(Int((100 * estimate.measures.pauseShare).rounded()))",
      ]
    )
  }
}

extension FluencyEstimate.Band {
  fileprivate var sentence: ReportSentence {
    switch self {
    case .halting: .fluencyHalting
    case .uneven: .fluencyUneven
    case .steady: .fluencySteady
    case .flowing: .fluencyFlowing
    }
  }
}
