public import Scoring

/// Proof that a session is one of coaching, where delivery may be kept and shown.
///
/// There is no way to make one for `hiring`, so nothing that asks for one can be reached by a
/// hiring session.
public struct CoachingPurpose: Equatable, Sendable {
  /// `practice` or `training`.
  public let purpose: Purpose

  /// The proof, or `nil` for a purpose that may not hold delivery.
  public init?(_ purpose: Purpose) {
    guard purpose.mayReportDelivery else { return nil }
    self.purpose = purpose
  }
}

/// Measures of delivery on their way into the store.
public struct DeliveryRecord: Equatable, Sendable {
  /// Proof that they may be kept.
  public let purpose: CoachingPurpose
  /// The turn that was measured, or `nil` for the whole session.
  public var turn: Int?
  /// The core question that was answered, or `nil` for the whole session.
  public var questionID: String?
  /// Version of the definitions by which it was measured, as `delivery-v0`.
  public var featureSet: String
  /// The measures.
  public var measures: DeliveryMeasures

  /// Creates a record.
  public init(
    purpose: CoachingPurpose,
    turn: Int?,
    questionID: String?,
    featureSet: String,
    measures: DeliveryMeasures
  ) {
    self.purpose = purpose
    self.turn = turn
    self.questionID = questionID
    self.featureSet = featureSet
    self.measures = measures
  }
}
