import Foundation
import VoiceEngine

/// One interview led by a headless candidate against a running server.
struct CandidateRun: Sendable {
  /// The server's address, `http://HOST:PORT` or `ws://HOST:PORT`.
  var server: String
  /// Id of the scenario.
  var scenario: String
  /// BCP-47 tag, or `nil` for the scenario's own.
  var language: String?
  /// What the session is for.
  var purpose = "practice"
  /// The answers, spoken in turn.
  var answers: [AnswerAudio]

  /// The language of a scenario on a server, or `nil` where it is not offered.
  static func language(of scenario: String, on server: String) throws -> String? {
    let catalogue: Catalogue = try fetch("\(base(server))/api/v1/scenarios")
    return catalogue.scenarios.first { $0.id == scenario }?.language
  }

  private struct Notice: Decodable { var notice_version: String }

  private struct Catalogue: Decodable {
    struct Entry: Decodable {
      var id: String
      var language: String
    }
    var scenarios: [Entry]
  }

  private struct Start: Encodable {
    struct Consent: Encodable {
      var notice_version: String
      var recording = true
    }
    struct Audio: Encodable {
      var codec = "opus"
      var sample_rate = 48_000
    }
    var type = "session.start"
    var scenario: String
    var language: String
    var purpose: String
    var consent: Consent
    var audio = Audio()
  }

  /// Holds the interview from the first to the last word.
  ///
  /// - Parameter report: called on another thread with each thing that happens.
  /// - Throws: `TransportError`, `EngineError`.
  func hold(
    report: @escaping @Sendable (CandidateClient.Report) -> Void
  ) async throws -> CandidateClient.Outcome {
    let base = CandidateRun.base(server)
    let handler = CandidateClient(
      start: try startMessage(),
      candidate: HeadlessCandidate(answers: answers, silence: try AnswerAudio.silence()),
      report: report
    )
    let target = try ClientTarget("\(base)/ws/interview", subprotocol: "vivavoce.v1")
    let client = try WebSocketClient(target)
    let ending = await withCheckedContinuation { continuation in
      do {
        try client.connect(handler: handler) { continuation.resume(returning: $0) }
      } catch {
        continuation.resume(
          returning: WebSocketClient.Ending(code: CloseCode.abnormal, reason: "\(error)")
        )
      }
    }
    client.stop()
    var outcome = handler.result
    if outcome.reason == nil, outcome.problem == nil {
      outcome.problem = ending.reason.isEmpty ? "the connection broke" : ending.reason
    }
    return outcome
  }

  /// The message that begins the interview, with consent to the server's notice.
  ///
  /// - Throws: `TransportError`, or `DecodingError` for a server of another kind.
  func startMessage() throws -> String {
    let notice: Notice = try CandidateRun.fetch("\(CandidateRun.base(server))/api/v1/notice")
    let own = try CandidateRun.language(of: scenario, on: server)
    return try json(
      Start(
        scenario: scenario,
        language: language ?? own ?? "en",
        purpose: purpose,
        consent: Start.Consent(notice_version: notice.notice_version)
      )
    )
  }

  private static func base(_ server: String) -> String {
    let base = server.hasSuffix("/") ? String(server.dropLast()) : server
    return base.replacingOccurrences(of: "ws://", with: "http://")
  }

  private static func fetch<Value: Decodable>(_ url: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(try HTTPClient.get(url).body))
  }

  private func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }
}
