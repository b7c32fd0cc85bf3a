import Foundation
import Speech
import Synchronization
import VoiceEngine

/// A headless candidate on a real connection: sends in real time, tells what happens.
// Safety: every stored variable is touched on the client's lane only, apart from `done`.
final class CandidateClient: WebSocketHandler, @unchecked Sendable {
  /// What is told of the conversation.
  enum Report: Sendable {
    /// A JSON message of the server, as it came.
    case message(String)
    /// An event of the interview.
    case event(EngineEvent)
    /// An answer begins.
    case answering(String)
    /// A packet was sent, without its header.
    case sent([UInt8])
    /// A packet of the interviewer came, without its header.
    case received([UInt8])
  }

  /// How it ended.
  struct Outcome: Sendable {
    var sessionID: String?
    var accessToken: String?
    var reason: Ended.Reason?
    /// The server's last error, or why the connection broke.
    var problem: String?
  }

  private struct Header: Decodable {
    var type: String
    var session_id: String?
    var access_token: String?
    var code: String?
    var message: String?
  }

  private let start: String
  private let report: @Sendable (Report) -> Void
  private var candidate: HeadlessCandidate
  private var connection: WebSocketConnection?
  private var isRunning = false
  private var sendFrom: Duration?
  private var sentTicks = 0
  private let outcome = Mutex(Outcome())

  /// Creates a handler for a connection.
  ///
  /// - Parameter start: the `session.start` message.
  init(
    start: String,
    candidate: HeadlessCandidate,
    report: @escaping @Sendable (Report) -> Void
  ) {
    self.start = start
    self.candidate = candidate
    self.report = report
  }

  /// How it ended, or how far it came.
  var result: Outcome { outcome.withLock { $0 } }

  func opened(_ connection: WebSocketConnection) {
    self.connection = connection
    connection.send(text: start)
  }

  func received(text: String) {
    report(.message(text))
    let data = Data(text.utf8)
    if let event = try? JSONDecoder().decode(EngineEvent.self, from: data) {
      return take(event)
    }
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else { return }
    switch header.type {
    case "session.created":
      outcome.withLock { outcome in
        outcome.sessionID = header.session_id
        outcome.accessToken = header.access_token
      }
      isRunning = true
    case "error":
      outcome.withLock { $0.problem = header.message ?? header.code }
    default: break
    }
  }

  func received(binary: [UInt8]) {
    guard let (header, packet) = try? PacketHeader.decode(binary) else { return }
    report(.received(Array(packet)))
    candidate.take(utterance: header.utterance, isLast: header.isLast)
  }

  func closed() {
    isRunning = false
    connection = nil
  }

  /// Sends as many packets as time has passed for: ticks come late now and then, never early.
  func tick(at now: Duration) {
    guard isRunning, let connection else { return }
    let from = sendFrom ?? now
    sendFrom = from
    let due = Int((now - from).inMilliseconds / 20) + 1
    while sentTicks < due {
      sentTicks += 1
      for output in candidate.tick() { send(output, over: connection) }
    }
  }

  private func take(_ event: EngineEvent) {
    report(.event(event))
    if case .ended(let ended) = event {
      outcome.withLock { $0.reason = ended.reason }
      isRunning = false
    }
    if let answer = candidate.take(event) { report(.answering(answer.name)) }
  }

  private func send(_ output: HeadlessCandidate.Output, over connection: WebSocketConnection) {
    switch output {
    case .packet(let packet, let sequence, let timestamp):
      let header = PacketHeader(sequence: sequence, timestamp: timestamp)
      if connection.send(binary: header.encode(packet)) { report(.sent(packet)) }
    case .position(let utterance, let played):
      connection.send(
        text: #"{"type":"playback.position","utterance":\#(utterance),"played_ms":\#(played)}"#
      )
    case .text(let text):
      connection.send(text: #"{"type":"answer.text","text":\#(JSONText.quote(text))}"#)
    }
  }
}
