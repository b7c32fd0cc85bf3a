/// How fluent speech sounds to experts, estimated from its timing alone: coaching for the speaker,
/// never part of a hiring evaluation.
///
/// Shown as a band beside its measures, never as a decimal.
public struct FluencyEstimate: Codable, Equatable, Sendable {
  /// A range of estimates, named for how the speech runs.
  public enum Band: String, Codable, CaseIterable, Sendable {
    case halting, uneven, steady, flowing

    /// The band of an estimate.
    public init(_ estimate: Double) {
      self = estimate < 5 ? .halting : estimate < 7 ? .uneven : estimate < 8.2 ? .steady : .flowing
    }
  }

  /// The estimate on the experts' scale, 0…10.
  public var estimate: Double
  /// The band that the estimate lies in.
  public var band: Band
  /// Lower end of the interval in which four of five experts' means lie.
  public var low: Double
  /// Upper end of that interval.
  public var high: Double
  /// Name and version of the model.
  public var model: String
  /// Whether the answer was shorter or longer than the model is meant for: 5 s to 3 min.
  public var hasLowCertainty: Bool
  /// What the estimate was made of.
  public var measures: FluencyMeasures

  private enum CodingKeys: String, CodingKey {
    case estimate, band, low, high, model, measures
    case hasLowCertainty = "has_low_certainty"
  }
}
