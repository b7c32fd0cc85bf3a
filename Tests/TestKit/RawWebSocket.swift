/// A WebSocket client of a few lines, which can also break the protocol.
public final class RawWebSocket {
  /// A message, or the close.
  public enum Message: Equatable, Sendable {
    case text(String)
    case binary([UInt8])
    case close(code: UInt16, reason: String)
    case ping
  }

  /// The handshake was not answered with 101.
  public struct Refused: Error {
    /// The whole answer, headers and body.
    public let answer: String
  }

  /// The connection below.
  public let socket: RawSocket
  /// The server's answer to the handshake.
  public let answer: String

  /// Connects and shakes hands.
  ///
  /// - Throws: `Refused` with the server's answer.
  public init(
    port: UInt16,
    path: String = "/ws",
    subprotocol: String? = "vivavoce.v1",
    headers: [String] = [],
    receiveBuffer: Int32? = nil
  ) throws {
    socket = try RawSocket(port: port, receiveBuffer: receiveBuffer)
    socket.send(
      RawWebSocket.handshake(
        port: port,
        path: path,
        subprotocol: subprotocol,
        headers: headers
      )
    )
    answer = try socket.read(through: "\r\n\r\n")
    guard answer.hasPrefix("HTTP/1.1 101") else {
      let rest = try socket.readToEnd()
      throw Refused(answer: answer + String(decoding: rest, as: UTF8.self))
    }
  }

  /// The request that asks for the upgrade.
  public static func handshake(
    port: UInt16,
    path: String = "/ws",
    subprotocol: String? = "vivavoce.v1",
    headers: [String] = []
  ) -> String {
    var lines = [
      "GET \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Upgrade: websocket",
      "Connection: Upgrade", "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    if let subprotocol { lines.append("Sec-WebSocket-Protocol: \(subprotocol)") }
    return (lines + headers + ["", ""]).joined(separator: "\r\n")
  }

  /// Sends a text message.
  public func send(text: String) { socket.send(RawWebSocket.piece(1, Array(text.utf8))) }
  /// Sends a binary message.
  public func send(binary: [UInt8]) { socket.send(RawWebSocket.piece(2, binary)) }
  /// Sends a close message.
  public func close(code: UInt16) {
    socket.send(RawWebSocket.piece(8, [UInt8(code >> 8), UInt8(code & 255)]))
  }

  /// One masked protocol unit.
  public static func piece(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | opcode]
    switch payload.count {
    case 0..<126: bytes.append(0x80 | UInt8(payload.count))
    case 126..<65_536:
      bytes += [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    default:
      bytes.append(0xFF)
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8((payload.count >> shift) & 255))
      }
    }
    // A mask of zeros is a mask too, and costs nothing where much is sent.
    guard payload.count < 4_096 else { return bytes + [0, 0, 0, 0] + payload }
    let mask: [UInt8] = [0x12, 0x34, 0x56, 0x78]
    bytes += mask
    for (index, byte) in payload.enumerated() { bytes.append(byte ^ mask[index & 3]) }
    return bytes
  }

  /// The next message that is no ping; a ping is not answered.
  public func next(timeout: Double = 30) throws -> Message {
    while true {
      let message = try nextOrPing(timeout: timeout)
      if message != .ping { return message }
    }
  }

  /// The next message or ping, joined where it came in pieces.
  public func nextOrPing(timeout: Double = 30) throws -> Message {
    var joined: [UInt8] = []
    var first: UInt8 = 0
    while true {
      let head = try socket.read(2, timeout: timeout)
      var length = Int(head[1] & 0x7F)
      if length >= 126 {
        let count = length == 126 ? 2 : 8
        length = try socket.read(count, timeout: timeout).reduce(0) { $0 << 8 | Int($1) }
      }
      let payload = try socket.read(length, timeout: timeout)
      switch head[0] & 0x0F {
      case 8:
        guard payload.count >= 2 else { return .close(code: 1005, reason: "") }
        return .close(
          code: UInt16(payload[0]) << 8 | UInt16(payload[1]),
          reason: String(decoding: payload.dropFirst(2), as: UTF8.self)
        )
      case 9: return .ping
      case let opcode:
        if opcode != 0 { first = opcode }
        joined += payload
        guard head[0] & 0x80 != 0 else { continue }
        return first == 1 ? .text(String(decoding: joined, as: UTF8.self)) : .binary(joined)
      }
    }
  }
}
