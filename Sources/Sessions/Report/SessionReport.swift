public import Scoring

/// What every report says of its session.
public struct ReportHeader: Codable, Equatable, Sendable {
  /// The session's id.
  public var sessionID: String
  /// The scenario's id.
  public var scenario: String
  /// The scenario's title.
  public var scenarioTitle: String
  /// The scenario's revision; compare reports within one.
  public var scenarioRevision: Int
  /// BCP-47 tag.
  public var language: String
  /// What the session was for.
  public var purpose: Purpose
  /// ISO 8601, UTC.
  public var createdAt: String
  /// Length in milliseconds.
  public var durationMilliseconds: Int64
  /// Whether a recognizer for the language was configured.
  public var isRecognized: Bool
  /// What was not measured, and why.
  public var notes: [ReportNote]

  private enum CodingKeys: String, CodingKey {
    case sessionID = "session_id"
    case scenario
    case scenarioTitle = "scenario_title"
    case scenarioRevision = "scenario_revision"
    case language, purpose
    case createdAt = "created_at"
    case durationMilliseconds = "duration_ms"
    case isRecognized = "recognized"
    case notes
  }
}

/// A report for the candidate or a trainer: what was said, and how.
public struct CoachingReport: Codable, Equatable, Sendable {
  /// What every report says.
  public var header: ReportHeader
  /// Version of the definitions of delivery; absent where nothing was measured.
  public var featureSet: String?
  /// Delivery over all answers, where it was measured.
  public var delivery: DeliveryMeasures?
  /// The answers in order.
  public var answers: [CoachedAnswer]

  private enum CodingKeys: String, CodingKey {
    case featureSet = "feature_set"
    case delivery, answers
  }

  /// Creates a report.
  public init(
    header: ReportHeader,
    featureSet: String?,
    delivery: DeliveryMeasures?,
    answers: [CoachedAnswer]
  ) {
    self.header = header
    self.featureSet = featureSet
    self.delivery = delivery
    self.answers = answers
  }

  /// Decodes the flat form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    header = try ReportHeader(from: decoder)
    featureSet = try container.decodeIfPresent(String.self, forKey: .featureSet)
    delivery = try container.decodeIfPresent(DeliveryMeasures.self, forKey: .delivery)
    answers = try container.decode([CoachedAnswer].self, forKey: .answers)
  }

  /// Encodes the flat form.
  public func encode(to encoder: any Encoder) throws {
    try header.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(featureSet, forKey: .featureSet)
    try container.encodeIfPresent(delivery, forKey: .delivery)
    try container.encode(answers, forKey: .answers)
  }
}

/// A report for a hiring evaluation: what was said, and no field that could hold how.
public struct HiringReport: Codable, Equatable, Sendable {
  /// What every report says.
  public var header: ReportHeader
  /// The answers in order.
  public var answers: [ReportAnswer]

  private enum CodingKeys: String, CodingKey { case answers }

  /// Creates a report.
  public init(header: ReportHeader, answers: [ReportAnswer]) {
    self.header = header
    self.answers = answers
  }

  /// Decodes the flat form.
  public init(from decoder: any Decoder) throws {
    header = try ReportHeader(from: decoder)
    answers = try decoder.container(keyedBy: CodingKeys.self)
      .decode([ReportAnswer].self, forKey: .answers)
  }

  /// Encodes the flat form.
  public func encode(to encoder: any Encoder) throws {
    try header.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(answers, forKey: .answers)
  }
}

/// The report of a session; its purpose decides which one.
public enum SessionReport: Codable, Equatable, Sendable {
  /// Of practice or training.
  case coaching(CoachingReport)
  /// Of hiring.
  case hiring(HiringReport)

  private enum CodingKeys: String, CodingKey { case purpose }

  /// Decodes the report that its `purpose` names.
  public init(from decoder: any Decoder) throws {
    let purpose = try decoder.container(keyedBy: CodingKeys.self)
      .decode(Purpose.self, forKey: .purpose)
    self =
      purpose.mayReportDelivery
      ? .coaching(try CoachingReport(from: decoder)) : .hiring(try HiringReport(from: decoder))
  }

  /// Encodes the report itself, without a word of which case it is.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .coaching(let report): try report.encode(to: encoder)
    case .hiring(let report): try report.encode(to: encoder)
    }
  }
}
