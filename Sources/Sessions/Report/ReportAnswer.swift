public import Scoring
public import VoiceEngine

/// One answer in a report: what was asked and what was said, nothing of how it was said.
public struct ReportAnswer: Codable, Equatable, Sendable {
  /// What sort of question was answered.
  public enum Kind: String, Codable, Sendable {
    /// A question of the plan.
    case core
    /// A planned probe.
    case followUp = "follow_up"
  }

  /// Which points of the question an answer mentions.
  public struct Evidence: Codable, Equatable, Sendable {
    /// Points that are heard in this answer.
    public var heard: [String]
    /// Points that were heard neither in this nor in an earlier answer to the same question.
    public var missing: [String]
    /// What people are shown for a point; absent where the scenario has no such names.
    public var labels: [String: String]?
  }

  /// The core question's id.
  public var questionID: String
  /// What was asked, in the words that were used.
  public var question: String
  /// What sort of question it was.
  public var kind: Kind
  /// The follow-up's own id.
  public var followUpID: String?
  /// Number of the turn.
  public var turn: Int
  /// Why the turn ended.
  public var reason: TurnCommitted.Reason
  /// Onset of the first speech, in milliseconds of the session.
  public var startMilliseconds: Int64
  /// Offset of the last speech, in milliseconds of the session.
  public var endMilliseconds: Int64
  /// What was said; absent where it was not recognized.
  public var transcript: String?
  /// Which points were mentioned; absent without a transcript.
  public var evidence: Evidence?
  private enum CodingKeys: String, CodingKey {
    case questionID = "question_id"
    case question, kind
    case followUpID = "follow_up_id"
    case turn, reason
    case startMilliseconds = "start_ms"
    case endMilliseconds = "end_ms"
    case transcript, evidence
  }
}

/// One answer in a coaching report: the answer, and how it was said.
///
/// As JSON the answer's keys and, where there are such, `expected_s`, `length_verdict` and
/// `delivery`. How long somebody talks is delivery too.
public struct CoachedAnswer: Codable, Equatable, Sendable {
  /// The answer length that the trainer expects, in seconds.
  public struct ExpectedLength: Codable, Equatable, Sendable {
    /// Shorter than this is short.
    public var minimum: Double
    /// Longer than this is long.
    public var maximum: Double
  }

  /// The answer's length against the expected one.
  public enum LengthVerdict: String, Codable, Sendable {
    /// Shorter than expected.
    case short
    /// As expected.
    case within
    /// Longer than expected.
    case long
  }

  /// What was asked and said.
  public var answer: ReportAnswer
  /// What the trainer expects; only of a core question.
  public var expectedLength: ExpectedLength?
  /// The length against what is expected; absent for a typed answer and for silence.
  public var lengthVerdict: LengthVerdict?
  /// How it was said, where it was measured.
  public var delivery: DeliveryMeasures?

  private enum CodingKeys: String, CodingKey {
    case expectedLength = "expected_s"
    case lengthVerdict = "length_verdict"
    case delivery
  }

  /// Creates an answer.
  public init(
    answer: ReportAnswer,
    expectedLength: ExpectedLength?,
    lengthVerdict: LengthVerdict?,
    delivery: DeliveryMeasures?
  ) {
    self.answer = answer
    self.expectedLength = expectedLength
    self.lengthVerdict = lengthVerdict
    self.delivery = delivery
  }

  /// Decodes the flat form.
  public init(from decoder: any Decoder) throws {
    answer = try ReportAnswer(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    expectedLength = try container.decodeIfPresent(ExpectedLength.self, forKey: .expectedLength)
    lengthVerdict = try container.decodeIfPresent(LengthVerdict.self, forKey: .lengthVerdict)
    delivery = try container.decodeIfPresent(DeliveryMeasures.self, forKey: .delivery)
  }

  /// Encodes the flat form.
  public func encode(to encoder: any Encoder) throws {
    try answer.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(expectedLength, forKey: .expectedLength)
    try container.encodeIfPresent(lengthVerdict, forKey: .lengthVerdict)
    try container.encodeIfPresent(delivery, forKey: .delivery)
  }
}
