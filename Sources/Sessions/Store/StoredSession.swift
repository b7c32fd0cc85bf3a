public import VoiceEngine

/// How far a session came.
public enum SessionStatus: String, Codable, CaseIterable, Sendable {
  /// It goes on, or the process died and has not started again.
  case running
  /// It came to its end.
  case ended
  /// The process died in the middle of it.
  case interrupted
}

/// A session as it is kept.
public struct StoredSession: Equatable, Sendable {
  /// What was known at its creation.
  public var record: SessionRecord
  /// What the candidate agreed to.
  public var consent: ConsentRecord
  /// How far it came.
  public var status: SessionStatus
  /// Why it ended; `nil` unless `status` is `ended`.
  public var endReason: Ended.Reason?
  /// Its length on its own clock; zero while it runs.
  public var duration: Duration

  /// Creates a stored session.
  public init(
    record: SessionRecord,
    consent: ConsentRecord,
    status: SessionStatus,
    endReason: Ended.Reason?,
    duration: Duration
  ) {
    self.record = record
    self.consent = consent
    self.status = status
    self.endReason = endReason
    self.duration = duration
  }
}
