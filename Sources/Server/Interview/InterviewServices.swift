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
  /// Cost at which an interview comes to its closing line, or `nil` for no limit.
  var costLimit: Double?
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

extension InterviewServices {
  /// Counts what a session used of its providers, and writes it down for whoever pays.
  func noteUse(_ ledger: ProviderLedger, of session: String) {
    metrics.noteUse(ledger, of: session, in: log)
  }
}

extension ServerMetrics {
  /// Counts what a session, or its evaluation, used of its providers, and writes it to a log.
  func noteUse(_ ledger: ProviderLedger, of session: String, in log: Log) {
    for entry in ledger.entries {
      countUse(entry.name, entry.usage)
      log.write(
        .info,
        "a session used a provider",
        [
          ("session_id", .text(session)), ("provider", .text(entry.name)),
          ("requests", .integer(Int64(entry.usage.requests))),
          ("input_tokens", .integer(Int64(entry.usage.inputTokens))),
          ("output_tokens", .integer(Int64(entry.usage.outputTokens))),
          ("audio_seconds", .number(entry.usage.audioSeconds)),
          ("characters", .integer(Int64(entry.usage.characters))), ("cost", .number(entry.cost)),
        ]
      )
    }
  }
}
