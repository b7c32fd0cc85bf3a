import Dispatch
import Foundation
import Speech
import Synchronization
import VoiceEngine

@testable import Server

/// A candidate on a real connection who talks in real time and remembers all that went over it.
// Safety: every stored variable is touched on the client's lane only, apart from `log`.
final class LiveCandidate: WebSocketHandler, @unchecked Sendable {
  /// What is sent.
  enum Voice {
    /// These packets, over and over, from the first moment on.
    case always([[UInt8]])
    /// An answer whenever the floor is given, silence otherwise.
    case answers(HeadlessCandidate)
  }

  /// Something with the moment at which it happened.
  struct Timed<Value: Sendable>: Sendable {
    var at: Duration
    var value: Value
  }

  private struct Log {
    var sent: [Timed<[UInt8]>] = []
    var messages: [Timed<String>] = []
    var received: [[UInt8]] = []
    var created: ServerNote?
    var ending: WebSocketClient.Ending?
  }

  private let start: String
  private let onTick: @Sendable (Int) -> String?
  private let log = Mutex(Log())
  private var voice: Voice
  private var client: WebSocketClient?
  private var connection: WebSocketConnection?
  private var isSending = false
  private var sendFrom: Duration?
  private var tickCount = 0
  private var voiceIndex = 0

  /// Creates a candidate.
  ///
  /// - Parameter onTick: a message to send beside each packet, or `nil`.
  init(
    start: String,
    voice: Voice,
    onTick: @escaping @Sendable (Int) -> String? = { _ in nil }
  ) {
    self.start = start
    self.voice = voice
    self.onTick = onTick
  }

  deinit {
    // The last reference may fall on the client's own lane, which cannot wait for itself.
    guard let client else { return }
    DispatchQueue.global().async { client.stop() }
  }

  /// Connects and begins.
  func connect(to address: String, subprotocol: String? = "vivavoce.v1") throws {
    let target = try ClientTarget("\(address)/ws/interview", subprotocol: subprotocol)
    let client = try WebSocketClient(target)
    self.client = client
    try client.connect(handler: Relay(self)) { ending in
      self.log.withLock { $0.ending = ending }
    }
  }

  /// Sends `session.end` after the last packet.
  func end() {
    client?.lane.async {
      self.isSending = false
      self.connection?.send(text: #"{"type":"session.end"}"#)
    }
  }

  /// Sends a message.
  func send(_ text: String) {
    client?.lane.async { self.connection?.send(text: text) }
  }

  // MARK: What happened

  var created: ServerNote? { log.withLock { $0.created } }
  var sessionID: String? { created?.session_id }
  var isClosed: Bool { ending != nil }
  var ending: WebSocketClient.Ending? { log.withLock { $0.ending } }
  var sent: [Timed<[UInt8]>] { log.withLock { $0.sent } }
  var sentPackets: [[UInt8]] { sent.map(\.value) }
  var receivedPackets: [[UInt8]] { log.withLock { $0.received } }
  var messages: [Timed<String>] { log.withLock { $0.messages } }
  var notes: [ServerNote] { messages.compactMap { try? ServerNote($0.value) } }

  /// Codes of errors and of warnings that say that audio was not taken.
  var problems: [String] {
    let faults = ["undecodable_audio", "timestamp_jump", "audio_too_fast"]
    return notes.compactMap { note in
      note.type == "error" || faults.contains(note.code ?? "") ? note.code : nil
    }
  }

  // MARK: On the lane

  func opened(_ connection: WebSocketConnection) {
    self.connection = connection
    connection.send(text: start)
  }

  func received(text: String) {
    let now = MonotonicClock.now
    let note = try? ServerNote(text)
    log.withLock { log in
      log.messages.append(Timed(at: now, value: text))
      if note?.type == "session.created" { log.created = note }
    }
    if note?.type == "session.created" { isSending = true }
    if note?.type == "session.ended" { isSending = false }
    guard case .answers(var candidate) = voice,
      let event = try? JSONDecoder().decode(EngineEvent.self, from: Data(text.utf8))
    else { return }
    _ = candidate.take(event)
    voice = .answers(candidate)
  }

  func received(binary: [UInt8]) {
    guard let (header, packet) = try? PacketHeader.decode(binary) else { return }
    log.withLock { $0.received.append(Array(packet)) }
    guard case .answers(var candidate) = voice else { return }
    candidate.take(utterance: header.utterance, isLast: header.isLast)
    voice = .answers(candidate)
  }

  func closed() {
    isSending = false
    connection = nil
  }

  func tick(at now: Duration) {
    guard isSending, let connection else { return }
    let from = sendFrom ?? now
    sendFrom = from
    let due = Int((now - from).inMilliseconds / 20) + 1
    while tickCount < due {
      if let text = onTick(tickCount) { connection.send(text: text) }
      for output in nextOutputs() { send(output, over: connection) }
      tickCount += 1
    }
  }

  private func nextOutputs() -> [HeadlessCandidate.Output] {
    switch voice {
    case .always(let packets):
      let sequence = UInt32(truncatingIfNeeded: tickCount)
      let packet = packets[tickCount % packets.count]
      return [.packet(packet, sequence: sequence, timestamp: sequence &* 960)]
    case .answers(var candidate):
      defer { voice = .answers(candidate) }
      return candidate.tick()
    }
  }

  private func send(_ output: HeadlessCandidate.Output, over connection: WebSocketConnection) {
    switch output {
    case .packet(let packet, let sequence, let timestamp):
      let header = PacketHeader(sequence: sequence, timestamp: timestamp)
      guard connection.send(binary: header.encode(packet)) else { return }
      let now = MonotonicClock.now
      log.withLock { $0.sent.append(Timed(at: now, value: packet)) }
    case .position(let utterance, let played):
      connection.send(
        text: #"{"type":"playback.position","utterance":\#(utterance),"played_ms":\#(played)}"#
      )
    case .text: break
    }
  }
}

/// Passes the connection's calls on without holding the candidate for ever.
private final class Relay: WebSocketHandler {
  private weak var candidate: LiveCandidate?

  init(_ candidate: LiveCandidate) { self.candidate = candidate }

  func opened(_ connection: WebSocketConnection) { candidate?.opened(connection) }
  func received(text: String) { candidate?.received(text: text) }
  func received(binary: [UInt8]) { candidate?.received(binary: binary) }
  func closed() { candidate?.closed() }
  func tick(at now: Duration) { candidate?.tick(at: now) }
}
