import Foundation

/// The server's end of a WebSocket, which can also break the protocol.
public final class ServerWebSocket {
  /// What a client sends.
  public enum Message: Equatable, Sendable {
    case text(String)
    case binary([UInt8])
    case ping
    case pong([UInt8])
    case close(code: UInt16)
  }

  /// The connection below.
  public let socket: RawSocket

  init(_ socket: RawSocket) { self.socket = socket }

  /// The next message, or `nil` when the client is gone or silent for long.
  public func next(timeout: Double = 30) -> Message? { try? read(timeout: timeout) }

  private func read(timeout: Double) throws -> Message {
    let head = try socket.read(2, timeout: timeout)
    var length = Int(head[1] & 0x7F)
    if length >= 126 {
      let count = length == 126 ? 2 : 8
      length = try socket.read(count, timeout: timeout).reduce(0) { $0 << 8 | Int($1) }
    }
    // A client masks everything (RFC 6455 §5.1).
    guard head[1] & 0x80 != 0, head[0] & 0x80 != 0 else { throw RawSocket.Failure.closed }
    let mask = try socket.read(4, timeout: timeout)
    var payload = try socket.read(length, timeout: timeout)
    for index in payload.indices { payload[index] ^= mask[index & 3] }
    switch head[0] & 0x0F {
    case 1: return .text(String(decoding: payload, as: UTF8.self))
    case 2: return .binary(payload)
    case 8: return .close(code: payload.prefix(2).reduce(0) { $0 << 8 | UInt16($1) })
    case 9: return .ping
    default: return .pong(payload)
    }
  }

  /// Sends a text message.
  public func send(_ text: String) { socket.send(ServerWebSocket.piece(1, Array(text.utf8))) }

  /// Sends a text message a byte at a time, each in a packet of its own.
  public func trickle(_ text: String) {
    for byte in ServerWebSocket.piece(1, Array(text.utf8)) { socket.send([byte]) }
  }

  /// Sends a text message in pieces of one byte each, and their bytes one by one.
  public func crumble(_ text: String) {
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      let piece = ServerWebSocket.piece(index == 0 ? 1 : 0, [byte], isFinal: isLast)
      for byte in piece { socket.send([byte]) }
    }
  }

  /// Asks whether the client is still there.
  public func ping() { socket.send(ServerWebSocket.piece(9, [])) }

  /// Closes with a code, and reads until the client is gone.
  public func close(_ code: UInt16) {
    socket.send(ServerWebSocket.piece(8, [UInt8(code >> 8), UInt8(code & 255)]))
    while next() != nil {}
  }

  /// One unmasked protocol unit.
  public static func piece(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | opcode]
    if payload.count < 126 {
      bytes.append(UInt8(payload.count))
    } else if payload.count < 65_536 {
      bytes += [126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    } else {
      bytes.append(127)
      bytes += withUnsafeBytes(of: UInt64(payload.count).bigEndian, Array.init)
    }
    return bytes + payload
  }
}

extension ProtocolServer {
  /// `ws://127.0.0.1:PORT`.
  public var webSocketAddress: String { "ws://127.0.0.1:\(port)" }

  /// Upgrades a connection to a WebSocket, which `serve` then speaks.
  public static func upgrade(
    _ request: Request,
    serve: @escaping @Sendable (ServerWebSocket) -> Void
  ) -> [Step] {
    let key = (request.headers["sec-websocket-key"] ?? "") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    let accept = Data(SHA1.digest(Array(key.utf8))).base64EncodedString()
    let head = [
      "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Accept: \(accept)", "", "",
    ]
    return [
      .bytes(Array(head.joined(separator: "\r\n").utf8)),
      .converse { serve(ServerWebSocket($0)) },
    ]
  }

  /// Starts a server that upgrades every connection; `serve` gets its number from 0.
  public static func webSockets(
    serve: @escaping @Sendable (ServerWebSocket, Int) -> Void
  ) throws -> ProtocolServer {
    try ProtocolServer { request, number in
      upgrade(request) { serve($0, number) }
    }
  }
}
