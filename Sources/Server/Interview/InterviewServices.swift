import Sessions
import VoiceEngine

/// What every interview of a server shares.
struct InterviewServices: Sendable {
  /// Where sessions are kept.
  var store: SessionStore
  /// What may be asked.
  var scenarios: ScenarioLibrary
  /// Who hears, words and speaks.
  var ports: EnginePorts
  /// Every limit and delay of an interview.
  var engine = EngineConfiguration()
  /// What is counted.
  var metrics: ServerMetrics
  /// What is written for an operator.
  var log: Log
  /// The version of the notice that a candidate must have agreed to.
  var noticeVersion: String
  /// Days after which a session is erased.
  var retentionDays: Int
  /// Most interviews at a time.
  var sessionLimit: Int
  /// Judges what has ended; `nil` where only the embedded judge is there, which needs no time.
  var evaluations: EvaluationQueue?
}
