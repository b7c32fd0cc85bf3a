import Foundation
import Speech
public import VoiceEngine

/// A stretch of a session that belongs to one core question.
///
/// As JSON: `{"question_id", "text", "start_ms", "end_ms"}`.
public struct Chapter: Codable, Equatable, Sendable {
  /// The core question's id.
  public var questionID: String
  /// The question as it was asked.
  public var text: String
  /// Start of the question's utterance, in milliseconds of the session.
  public var startMilliseconds: Int64
  /// Start of the next question or of the closing line, or the end of the session.
  public var endMilliseconds: Int64

  private enum CodingKeys: String, CodingKey {
    case questionID = "question_id"
    case text
    case startMilliseconds = "start_ms"
    case endMilliseconds = "end_ms"
  }
}

/// A session in a few lines: what the API's `/sessions/{id}` answers.
public struct SessionSummary: Codable, Equatable, Sendable {
  /// The session's id.
  public var id: String
  /// The scenario's id.
  public var scenario: String
  /// The scenario's title.
  public var scenarioTitle: String
  /// The scenario's revision.
  public var scenarioRevision: Int
  /// BCP-47 tag.
  public var language: String
  /// What the session is for.
  public var purpose: Purpose
  /// How far it came.
  public var status: SessionStatus
  /// Why it ended.
  public var endReason: Ended.Reason?
  /// ISO 8601, UTC.
  public var createdAt: String
  /// Length in milliseconds; of a session that runs, as far as the journal knows.
  public var durationMilliseconds: Int64
  /// What the candidate wishes to be called.
  public var candidateName: String?
  /// Whether the report is complete.
  public var isReportReady: Bool
  /// Chapters for replay; empty in a list of sessions.
  public var questions: [Chapter]

  private enum CodingKeys: String, CodingKey {
    case id, scenario
    case scenarioTitle = "scenario_title"
    case scenarioRevision = "scenario_revision"
    case language, purpose, status
    case endReason = "end_reason"
    case createdAt = "created_at"
    case durationMilliseconds = "duration_ms"
    case candidateName = "candidate_name"
    case isReportReady = "report_ready"
    case questions
  }

  /// Creates a summary.
  ///
  /// - Parameter fold: the journal's fold, or `nil` for a line in a list.
  public init(_ session: StoredSession, fold: SessionFold?) {
    let isRunning = session.status == .running
    let end = isRunning ? fold?.lastEvent ?? .zero : .zero + session.duration
    id = session.record.id
    scenario = session.record.scenario
    scenarioTitle = session.record.scenarioTitle
    scenarioRevision = session.record.scenarioRevision
    language = session.record.language
    purpose = session.record.purpose
    status = session.status
    endReason = session.endReason
    createdAt = ISODate.text(of: session.record.createdAt)
    durationMilliseconds = end.milliseconds
    candidateName = session.record.candidateName
    isReportReady = !isRunning
    questions = fold?.chapters(until: end) ?? []
  }
}

/// A wall-clock time as the API writes it.
enum ISODate {
  /// ISO 8601 in UTC with whole seconds.
  static func text(of wall: Double) -> String {
    Date(timeIntervalSince1970: wall).formatted(.iso8601)
  }
}

extension SessionReader {
  /// What a session's journal amounts to; empty for an id that is not kept.
  public func fold(_ id: String) throws(StoreError) -> SessionFold {
    var fold = SessionFold()
    try events(id).forEach { fold.add($0) }
    return fold
  }

  /// A session in a few lines with its chapters, or `nil` for an id that is not kept.
  public func summary(_ id: String) throws(StoreError) -> SessionSummary? {
    guard let session = try session(id) else { return nil }
    return SessionSummary(session, fold: try fold(id))
  }
}

extension SessionStore {
  /// What a session's journal amounts to; empty for an id that is not kept.
  public func fold(_ id: String) throws(StoreError) -> SessionFold { try reader.fold(id) }

  /// A session in a few lines with its chapters, or `nil` for an id that is not kept.
  public func summary(_ id: String) throws(StoreError) -> SessionSummary? {
    try reader.summary(id)
  }
}
