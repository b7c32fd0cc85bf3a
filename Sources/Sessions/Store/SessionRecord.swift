public import VoiceEngine

/// What is known of a session when it is created.
public struct SessionRecord: Equatable, Sendable {
  /// Unguessable name: 1…64 letters, digits, `-` or `_`.
  public var id: String
  /// The scenario's id.
  public var scenario: String
  /// The scenario's title.
  public var scenarioTitle: String
  /// The scenario's revision.
  public var scenarioRevision: Int
  /// BCP-47 tag of the interview.
  public var language: String
  /// What the session is for; it never changes.
  public var purpose: Purpose
  /// Seconds since 1970.
  public var createdAt: Double
  /// Seconds since 1970 after which the session is erased, or `nil` for never.
  public var expiresAt: Double?
  /// What the candidate wishes to be called.
  public var candidateName: String?
  /// Whether a recognizer for the language was configured.
  public var isRecognized: Bool
  /// What the interviewer was to ask.
  public var plan: InterviewPlan
  /// What answers are judged by, or `nil` for a scenario without a rubric.
  public var rubric: Rubric?
  /// The kind of interview within which sessions of one person are compared; `nil` for a scenario
  /// that is compared with itself only.
  public var family: String?
  /// Keys of the delivery measures that the scenario has reported; empty for all.
  public var deliveryMeasures: [String]
  /// SHA-256 of what the scenario holds, see `Scenario.content`; `nil` in older sessions.
  public var scenarioHash: [UInt8]?
  /// Digest of the token that opens the session's API; the token itself is never kept.
  public var accessTokenHash: [UInt8]
  /// Digest of the token that resumes the session.
  public var resumeTokenHash: [UInt8]?

  /// Creates a record.
  public init(
    id: String,
    scenario: String,
    scenarioTitle: String,
    scenarioRevision: Int,
    language: String,
    purpose: Purpose,
    createdAt: Double,
    expiresAt: Double? = nil,
    candidateName: String? = nil,
    isRecognized: Bool,
    plan: InterviewPlan,
    rubric: Rubric? = nil,
    family: String? = nil,
    deliveryMeasures: [String] = [],
    scenarioHash: [UInt8]? = nil,
    accessTokenHash: [UInt8],
    resumeTokenHash: [UInt8]? = nil
  ) {
    self.id = id
    self.scenario = scenario
    self.scenarioTitle = scenarioTitle
    self.scenarioRevision = scenarioRevision
    self.language = language
    self.purpose = purpose
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.candidateName = candidateName
    self.isRecognized = isRecognized
    self.plan = plan
    self.rubric = rubric
    self.family = family
    self.deliveryMeasures = deliveryMeasures
    self.scenarioHash = scenarioHash
    self.accessTokenHash = accessTokenHash
    self.resumeTokenHash = resumeTokenHash
  }
}

/// What the candidate agreed to, before the first audio.
public struct ConsentRecord: Equatable, Sendable {
  /// Version of the notice that was shown.
  public var noticeVersion: String
  /// The purpose that the notice named.
  public var purpose: Purpose
  /// Whether the candidate agreed to be recorded; without it no audio is kept.
  public var recording: Bool
  /// Seconds since 1970.
  public var wall: Double

  /// Creates a record.
  public init(noticeVersion: String, purpose: Purpose, recording: Bool, wall: Double) {
    self.noticeVersion = noticeVersion
    self.purpose = purpose
    self.recording = recording
    self.wall = wall
  }
}
