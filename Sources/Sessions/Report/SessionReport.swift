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
  /// What the candidate asked and a person has to answer; absent where there is nothing.
  public var passedOn: [PassedOnQuestion]?

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
    case passedOn = "passed_on"
  }
}

/// A report for the candidate or a trainer: what was said, and how.
public struct CoachingReport: Codable, Equatable, Sendable {
  /// What every report says.
  public var header: ReportHeader
  /// At most two things that worked.
  public var strengths: [ReportHighlight]
  /// At most two things to try.
  public var changes: [ReportHighlight]
  /// One question to answer again; absent where nothing was answered.
  public var drill: RetryDrill?
  /// Who judged, in the report's language.
  public var judge: String
  /// What the candidate thought before seeing the report; absent where nothing was said.
  public var selfRating: SelfRating?
  /// One a competency of the rubric.
  public var competencies: [CompetencySection]
  /// The mean that the scenario declares; absent without levels.
  public var total: Double?
  /// The form of each reply with words.
  public var stories: [StoryCoverage]
  /// How long each question's answer took.
  public var time: [TimeUse]
  /// Version of the definitions of delivery; absent where nothing was measured.
  public var featureSet: String?
  /// Keys of the measures that the scenario has shown; empty for all.
  public var reportedMeasures: [String]
  /// Delivery over all answers, where it was measured.
  public var delivery: DeliveryMeasures?
  /// The same as it is read: what is shown, and why something is not.
  public var deliveryLines: [DeliveryLine]
  /// How fluent it was; absent where an estimate would be a guess.
  public var fluency: FluencyLine?
  /// The answers in order.
  public var answers: [CoachedAnswer]

  private enum CodingKeys: String, CodingKey {
    case strengths, changes, drill, judge
    case selfRating = "self_rating"
    case competencies, total, stories, time
    case featureSet = "feature_set"
    case reportedMeasures = "reported_measures"
    case delivery
    case deliveryLines = "delivery_lines"
    case fluency
    case answers
  }

  /// Decodes the flat form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    header = try ReportHeader(from: decoder)
    strengths = try container.decode([ReportHighlight].self, forKey: .strengths)
    changes = try container.decode([ReportHighlight].self, forKey: .changes)
    drill = try container.decodeIfPresent(RetryDrill.self, forKey: .drill)
    judge = try container.decode(String.self, forKey: .judge)
    selfRating = try container.decodeIfPresent(SelfRating.self, forKey: .selfRating)
    competencies = try container.decode([CompetencySection].self, forKey: .competencies)
    total = try container.decodeIfPresent(Double.self, forKey: .total)
    stories = try container.decode([StoryCoverage].self, forKey: .stories)
    time = try container.decode([TimeUse].self, forKey: .time)
    featureSet = try container.decodeIfPresent(String.self, forKey: .featureSet)
    reportedMeasures =
      try container.decodeIfPresent([String].self, forKey: .reportedMeasures) ?? []
    delivery = try container.decodeIfPresent(DeliveryMeasures.self, forKey: .delivery)
    deliveryLines = try container.decode([DeliveryLine].self, forKey: .deliveryLines)
    fluency = try container.decodeIfPresent(FluencyLine.self, forKey: .fluency)
    answers = try container.decode([CoachedAnswer].self, forKey: .answers)
  }

  init(
    header: ReportHeader,
    strengths: [ReportHighlight],
    changes: [ReportHighlight],
    drill: RetryDrill?,
    judge: String,
    selfRating: SelfRating?,
    competencies: [CompetencySection],
    total: Double?,
    stories: [StoryCoverage],
    time: [TimeUse],
    featureSet: String?,
    reportedMeasures: [String],
    delivery: DeliveryMeasures?,
    deliveryLines: [DeliveryLine],
    fluency: FluencyLine?,
    answers: [CoachedAnswer]
  ) {
    self.header = header
    self.strengths = strengths
    self.changes = changes
    self.drill = drill
    self.judge = judge
    self.selfRating = selfRating
    self.competencies = competencies
    self.total = total
    self.stories = stories
    self.time = time
    self.featureSet = featureSet
    self.reportedMeasures = reportedMeasures
    self.delivery = delivery
    self.deliveryLines = deliveryLines
    self.fluency = fluency
    self.answers = answers
  }

  /// Encodes the flat form.
  public func encode(to encoder: any Encoder) throws {
    try header.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(strengths, forKey: .strengths)
    try container.encode(changes, forKey: .changes)
    try container.encodeIfPresent(drill, forKey: .drill)
    try container.encode(judge, forKey: .judge)
    try container.encodeIfPresent(selfRating, forKey: .selfRating)
    try container.encode(competencies, forKey: .competencies)
    try container.encodeIfPresent(total, forKey: .total)
    try container.encode(stories, forKey: .stories)
    try container.encode(time, forKey: .time)
    try container.encodeIfPresent(featureSet, forKey: .featureSet)
    try container.encode(reportedMeasures, forKey: .reportedMeasures)
    try container.encodeIfPresent(delivery, forKey: .delivery)
    try container.encode(deliveryLines, forKey: .deliveryLines)
    try container.encodeIfPresent(fluency, forKey: .fluency)
    try container.encode(answers, forKey: .answers)
  }
}

/// A report for a hiring evaluation: what was said, and no field that could hold how.
///
/// Until a person has rated, no computed level and nothing that it rests on is in it.
public struct HiringReport: Codable, Equatable, Sendable {
  /// What every report says.
  public var header: ReportHeader
  /// Who judged, in the report's language.
  public var judge: String
  /// Whether computed levels are withheld because no person has rated yet.
  public var isWithheld: Bool
  /// One a competency of the rubric.
  public var competencies: [CompetencySection]
  /// The mean that the scenario declares; absent without levels and while they are withheld.
  public var total: Double?
  /// The answers in order.
  public var answers: [ReportAnswer]

  private enum CodingKeys: String, CodingKey {
    case judge
    case isWithheld = "levels_withheld"
    case competencies, total, answers
  }

  /// Decodes the flat form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    header = try ReportHeader(from: decoder)
    judge = try container.decode(String.self, forKey: .judge)
    isWithheld = try container.decode(Bool.self, forKey: .isWithheld)
    competencies = try container.decode([CompetencySection].self, forKey: .competencies)
    total = try container.decodeIfPresent(Double.self, forKey: .total)
    answers = try container.decode([ReportAnswer].self, forKey: .answers)
  }

  init(
    header: ReportHeader,
    judge: String,
    isWithheld: Bool,
    competencies: [CompetencySection],
    total: Double?,
    answers: [ReportAnswer]
  ) {
    self.header = header
    self.judge = judge
    self.isWithheld = isWithheld
    self.competencies = competencies
    self.total = total
    self.answers = answers
  }

  /// Encodes the flat form.
  public func encode(to encoder: any Encoder) throws {
    try header.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(judge, forKey: .judge)
    try container.encode(isWithheld, forKey: .isWithheld)
    try container.encode(competencies, forKey: .competencies)
    try container.encodeIfPresent(total, forKey: .total)
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
