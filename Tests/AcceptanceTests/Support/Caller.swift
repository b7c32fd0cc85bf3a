import TestKit

@testable import Server

/// A client that a test plays by hand, byte by byte if need be.
final class Caller {
  struct Unexpected: Error, CustomStringConvertible {
    var description: String
  }

  let socket: RawWebSocket
  /// What the server said of the session.
  private(set) var created: ServerNote?
  private(set) var notes: [ServerNote] = []
  private(set) var packets = 0
  private var sequence: UInt32 = 0

  init(
    _ port: UInt16,
    subprotocol: String? = "vivavoce.v1",
    receiveBuffer: Int32? = nil
  ) throws {
    socket = try RawWebSocket(
      port: port,
      path: "/ws/interview",
      subprotocol: subprotocol,
      receiveBuffer: receiveBuffer
    )
  }

  /// Begins a session and waits until it is there.
  func begin(_ start: StartMessage) throws {
    send(start.text)
    created = try next("session.created")
  }

  func send(_ text: String) { socket.send(text: text) }

  /// Sends audio behind a sound header, 20 ms after the packet before.
  func send(packet: [UInt8], at timestamp: UInt32? = nil) {
    let header = PacketHeader(sequence: sequence, timestamp: timestamp ?? sequence &* 960)
    socket.send(binary: header.encode(packet))
    sequence &+= 1
  }

  /// Types an answer.
  func type(_ answer: String) { send(#"{"type":"answer.text","text":"\#(answer)"}"#) }

  /// The next message of a type; what comes before it is kept in `notes`.
  func next(
    _ type: String,
    within seconds: Double = 5,
    where matches: (ServerNote) -> Bool = { _ in true }
  ) throws -> ServerNote {
    let end = MonotonicClock.now + .seconds(seconds)
    while MonotonicClock.now < end {
      switch try socket.next(timeout: seconds) {
      case .text(let text):
        let note = try ServerNote(text)
        notes.append(note)
        if note.type == type, matches(note) { return note }
      case .binary(let bytes): take(bytes)
      case .close(let code, let reason):
        throw Unexpected(description: "closed with \(code) \(reason) before \(type)")
      case .ping: break
      }
    }
    throw Unexpected(description: "no \(type) within \(seconds) s")
  }

  /// Says that an utterance was heard as soon as all of it is there: tests need not listen.
  private func take(_ bytes: [UInt8]) {
    packets += 1
    guard let (header, _) = try? PacketHeader.decode(bytes), header.isLast else { return }
    send(
      #"{"type":"playback.position","utterance":\#(header.utterance),"played_ms":60000}"#
    )
  }

  /// Waits for a state of the interview.
  func reach(_ state: String, within seconds: Double = 8) throws {
    _ = try next("session.updated", within: seconds) { $0.state == state }
  }

  /// Reads until the server closes.
  func close(within seconds: Double = 5) throws -> UInt16 {
    let end = MonotonicClock.now + .seconds(seconds)
    while MonotonicClock.now < end {
      switch try socket.next(timeout: seconds) {
      case .text(let text): notes.append(try ServerNote(text))
      case .binary(let bytes): take(bytes)
      case .close(let code, _): return code
      case .ping: break
      }
    }
    throw Unexpected(description: "not closed within \(seconds) s")
  }

  /// The codes of all errors so far.
  var errors: [String] { notes.filter { $0.type == "error" }.compactMap(\.code) }

  /// The codes of all warnings so far.
  var warnings: [String] { notes.filter { $0.type == "warning" }.compactMap(\.code) }
}
