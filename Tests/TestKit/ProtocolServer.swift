import Foundation
import Synchronization

/// A server on the loopback interface that speaks HTTP/1.1 as the test tells it, faults included.
///
/// One thread a connection, which waits for the other side, or for time where it is told to.
public final class ProtocolServer: Sendable {
  /// A request as it came.
  public struct Request: Sendable {
    /// `POST`.
    public var method: String
    /// With its query.
    public var path: String
    /// By lower-case name.
    public var headers: [String: String]
    /// The body.
    public var body: [UInt8]

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// What the server does next on a connection.
  public enum Step: Sendable {
    /// Sends bytes as they are.
    case bytes([UInt8])
    /// Sends a chunk of a chunked body, in a packet of its own.
    case chunk([UInt8])
    /// Ends a chunked body.
    case lastChunk
    /// Says nothing for so many milliseconds.
    case pause(milliseconds: Int32)
    /// Says nothing more until the client goes.
    case stall
    /// Ends the connection without a word.
    case disconnect
    /// Goes on in another protocol, after which the connection ends.
    case converse(@Sendable (RawSocket) -> Void)
  }

  private struct State {
    var requests: [Request] = []
    var connections: Set<Int32> = []
    var isClosed = false
  }

  /// The port.
  public let port: UInt16
  private let listener: Int32
  private let answer: @Sendable (Request, Int) -> [Step]
  private let state = Mutex(State())

  /// Starts a server.
  ///
  /// - Parameter answer: what is done for a request, given its number from 0.
  public init(answer: @escaping @Sendable (Request, Int) -> [Step]) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { [listener] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) | listen(listener, 1_024) | getsockname(listener, $0, &size)
      }
    }
    guard status == 0 else { throw RawSocket.Failure.cannotConnect }
    port = UInt16(bigEndian: address.sin_port)
    self.answer = answer
    Thread.detachNewThread { [self] in accept() }
  }

  /// `http://127.0.0.1:PORT`.
  public var address: String { "http://127.0.0.1:\(port)" }

  /// Every request so far.
  public var requests: [Request] { state.withLock { $0.requests } }

  /// Clients that are connected.
  public var connectionCount: Int { state.withLock { $0.connections.count } }

  /// Ends every connection and hears of no new one.
  public func close() {
    let open = state.withLock { state in
      state.isClosed = true
      return state.connections
    }
    for connection in open { shutdown(connection, Int32(SHUT_RDWR)) }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func accept() {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { break }
      var one: Int32 = 1
      setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
      let isClosed = state.withLock { state in
        state.connections.insert(connection)
        return state.isClosed
      }
      if isClosed { break }
      Thread.detachNewThread { [self] in serve(connection) }
    }
    Glibc.close(listener)
  }

  private func serve(_ connection: Int32) {
    defer {
      _ = state.withLock { $0.connections.remove(connection) }
      Glibc.close(connection)
    }
    var reader = Reader(connection: connection)
    while let request = reader.next() {
      let number = state.withLock { state in
        state.requests.append(request)
        return state.requests.count - 1
      }
      for step in answer(request, number) {
        guard carryOut(step, connection, &reader) else { return }
      }
    }
  }

  private func carryOut(_ step: Step, _ connection: Int32, _ reader: inout Reader) -> Bool {
    switch step {
    case .bytes(let bytes): return send(bytes, connection)
    case .chunk(let bytes):
      let size = String(bytes.count, radix: 16)
      return send(Array("\(size)\r\n".utf8) + bytes + Array("\r\n".utf8), connection)
    case .lastChunk: return send(Array("0\r\n\r\n".utf8), connection)
    case .pause(let milliseconds):
      poll(nil, 0, milliseconds)
      return true
    case .stall:
      while reader.fill() {}
      return false
    case .disconnect: return false
    case .converse(let body):
      let socket = RawSocket(descriptor: dup(connection), alreadyRead: reader.buffer)
      body(socket)
      return false
    }
  }

  private func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private struct Reader {
    let connection: Int32
    var buffer: [UInt8] = []

    mutating func fill() -> Bool {
      var piece = [UInt8](repeating: 0, count: 65_536)
      let count = recv(connection, &piece, piece.count, 0)
      guard count > 0 else { return false }
      buffer += piece.prefix(count)
      return true
    }

    mutating func next() -> Request? {
      let marker = Array("\r\n\r\n".utf8)
      var end = buffer.firstRange(of: marker)
      while end == nil {
        guard fill() else { return nil }
        end = buffer.firstRange(of: marker)
      }
      guard let end else { return nil }
      let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        .components(separatedBy: "\r\n")
      buffer.removeSubrange(..<end.upperBound)
      let words = lines[0].components(separatedBy: " ")
      var headers: [String: String] = [:]
      for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
      }
      let size = headers["content-length"].flatMap(Int.init) ?? 0
      while buffer.count < size { guard fill() else { return nil } }
      defer { buffer.removeFirst(size) }
      return Request(
        method: words[0],
        path: words.count > 1 ? words[1] : "",
        headers: headers,
        body: Array(buffer.prefix(size))
      )
    }
  }
}

extension ProtocolServer {
  /// A whole answer with its length.
  public static func answer(
    _ status: Int = 200,
    _ headers: [String] = [],
    _ body: [UInt8]
  ) -> [Step] {
    let head = ["HTTP/1.1 \(status) Some Reason", "Content-Length: \(body.count)"] + headers
    return [.bytes(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)]
  }

  /// A whole answer of JSON or other text.
  public static func answer(
    _ status: Int = 200,
    _ headers: [String] = [],
    _ body: String
  ) -> [Step] { answer(status, headers, Array(body.utf8)) }

  /// The head of an answer whose body comes in chunks.
  public static func head(_ status: Int = 200, type: String = "text/event-stream") -> Step {
    let head = [
      "HTTP/1.1 \(status) Some Reason", "Content-Type: \(type)", "Transfer-Encoding: chunked",
    ]
    return .bytes(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8))
  }

  /// A chunked answer, each piece in a packet of its own.
  public static func stream(
    _ pieces: [String],
    type: String = "text/event-stream"
  ) -> [Step] { [head(type: type)] + pieces.map { .chunk(Array($0.utf8)) } + [.lastChunk] }
}
