import Glibc

/// One WebSocket of the load generator: opened blocking, then read and written without waiting.
///
/// Its mask is zero: the protocol asks for one, and the generator is to cost little.
final class LoadSocket {
  /// A message of the server.
  enum Message {
    case text([UInt8])
    case binary([UInt8])
    /// Nothing follows; the close code where the server gave one.
    case closed(UInt16?)
  }

  /// What a message is, as RFC 6455 numbers it.
  private enum Opcode {
    static let text: UInt8 = 1
    static let binary: UInt8 = 2
    static let close: UInt8 = 8
    static let ping: UInt8 = 9
    static let pong: UInt8 = 10
  }

  /// For `poll`.
  let descriptor: Int32
  /// Whether messages can still come.
  private(set) var isOpen = true
  private var received: [UInt8] = []
  private var unsent: [UInt8] = []

  /// Connects and upgrades.
  ///
  /// - Throws: `TransportError.cannotConnect`, also where the server refuses.
  init(_ target: ClientTarget) throws(TransportError) {
    let socket = try BlockingSocket(host: target.host, port: target.port, timeout: 10)
    let request = """
      GET \(target.path) HTTP/1.1\r
      Host: \(target.authority)\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Protocol: \(target.subprotocol ?? "")\r
      \r

      """
    try socket.send(Array(request.utf8))
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard let byte = try socket.receive(atMost: 1).first, head.count < 8_192 else {
        throw .cannotConnect("the server closed the connection before its answer")
      }
      head.append(byte)
    }
    let status = String(decoding: head.prefix { $0 != 0x0d }, as: UTF8.self)
    guard status.hasPrefix("HTTP/1.1 101") else { throw .cannotConnect(status) }
    descriptor = socket.release()
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  deinit { close(descriptor) }

  /// Bytes that the server has not taken.
  var backlog: Int { unsent.count }

  func send(text: String) { send(Opcode.text, Array(text.utf8)) }

  func send(binary: [UInt8]) { send(Opcode.binary, binary) }

  /// Writes what waits, as far as the server takes it.
  func flush() {
    guard isOpen, !unsent.isEmpty else { return }
    let count = Glibc.send(descriptor, unsent, unsent.count, Int32(MSG_NOSIGNAL))
    if count > 0 {
      unsent.removeFirst(count)
    } else if errno != EAGAIN {
      isOpen = false
    }
  }

  /// Reads all that has come.
  ///
  /// - Parameter buffer: for one read; shared, so that a thousand sockets need not have one each.
  func read(with buffer: inout [UInt8], _ take: (Message) -> Void) {
    while isOpen {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 {
        received.append(contentsOf: buffer.prefix(count))
        takeMessages(take)
      } else {
        guard count == 0 || errno != EAGAIN else { return }
        isOpen = false
        take(.closed(nil))
      }
    }
  }

  private func send(_ opcode: UInt8, _ payload: [UInt8]) {
    unsent.append(0x80 | opcode)
    if payload.count < 126 {
      unsent.append(0x80 | UInt8(payload.count))
    } else {
      unsent += [0x80 | 126, UInt8(payload.count >> 8 & 0xff), UInt8(payload.count & 0xff)]
    }
    unsent += [0, 0, 0, 0]
    unsent += payload
    flush()
  }

  private func takeMessages(_ take: (Message) -> Void) {
    var start = 0
    while isOpen, let (opcode, payload) = nextFrame(from: start) {
      start = payload.upperBound
      switch opcode {
      case Opcode.text: take(.text(Array(received[payload])))
      case Opcode.binary: take(.binary(Array(received[payload])))
      case Opcode.ping: send(Opcode.pong, Array(received[payload]))
      case Opcode.close:
        isOpen = false
        let code = received[payload].prefix(2).reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
        take(.closed(payload.count >= 2 ? code : nil))
      default: break
      }
    }
    received.removeFirst(start)
  }

  /// The server does not mask and does not cut its messages into pieces.
  private func nextFrame(from start: Int) -> (opcode: UInt8, payload: Range<Int>)? {
    guard received.count >= start + 2 else { return nil }
    let short = Int(received[start + 1] & 0x7f)
    let lengthBytes = short == 127 ? 8 : short == 126 ? 2 : 0
    let begin = start + 2 + lengthBytes
    guard received.count >= begin else { return nil }
    let length =
      lengthBytes == 0 ? short : received[start + 2..<begin].reduce(0) { $0 << 8 | Int($1) }
    guard received.count >= begin + length else { return nil }
    return (received[start] & 0x0f, begin..<begin + length)
  }
}
