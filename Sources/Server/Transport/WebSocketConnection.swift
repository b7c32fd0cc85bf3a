import CLws
import Glibc
import Synchronization

/// One WebSocket connection, of a server or of a client.
///
/// `send` and `close` may be called from any thread; what is sent is queued within limits and
/// written when the socket can take it. A peer that does not read fills the queue; it is then cut
/// without a close message, which it would not read either, and the queue is dropped, so memory
/// stays bounded.
// Safety: `outbox` is behind its mutex; everything else is touched on the lane's thread only.
final class WebSocketConnection: @unchecked Sendable {
  private static let confirmInterval = Duration.milliseconds(500)

  /// The lane that reads and writes the connection.
  let lane: Lane
  /// The subprotocol that was agreed on, or `nil`: the peer then speaks JSON only.
  let subprotocol: String?
  private let outbox: Mutex<Outbox>
  private let limits: TransportLimits
  // Safety: set to nil when libwebsockets destroys the socket; lane only.
  private var socket: OpaquePointer?
  private var assembler: MessageAssembler
  private var handler: (any WebSocketHandler)?
  private var closeDeadline: Duration?
  /// Whether the peer was heard since libwebsockets was last told.
  private var isHeard = false
  private var confirmedAt = Duration.zero
  private let onCut: @Sendable (_ code: UInt16) -> Void

  /// Creates a connection for an established socket; lane only.
  init(
    lane: Lane,
    socket: OpaquePointer,
    subprotocol: String?,
    limits: TransportLimits,
    handler: any WebSocketHandler,
    onCut: @escaping @Sendable (_ code: UInt16) -> Void = { _ in }
  ) {
    self.lane = lane
    self.socket = socket
    self.subprotocol = subprotocol
    self.limits = limits
    self.handler = handler
    self.onCut = onCut
    outbox = Mutex(
      Outbox(maximumMessages: limits.outboxMessages, maximumBytes: limits.outboxBytes)
    )
    assembler = MessageAssembler(textLimit: limits.textBytes, binaryLimit: limits.binaryBytes)
  }

  /// Queues a text message; returns whether the connection still takes messages.
  @discardableResult
  func send(text: String) -> Bool {
    send(WebSocketConnection.message(text.utf8, isText: true))
  }

  /// Queues a binary message; returns whether the connection still takes messages.
  @discardableResult
  func send(binary bytes: [UInt8]) -> Bool {
    send(WebSocketConnection.message(bytes, isText: false))
  }

  private static func message(_ bytes: some Collection<UInt8>, isText: Bool) -> Outbox.Message {
    let headroom = Int(vv_lws_pre)
    var padded = [UInt8]()
    padded.reserveCapacity(headroom + bytes.count)
    padded.append(contentsOf: repeatElement(0, count: headroom))
    padded.append(contentsOf: bytes)
    return Outbox.Message(padded: padded, isText: isText)
  }

  /// Closes the connection after what is queued; the first close wins.
  ///
  /// - Parameter reason: at most 123 bytes; cut where longer.
  func close(code: UInt16, reason: String) {
    handle(outbox.withLock { $0.close(code: code, reason: reason) })
  }

  /// How many bytes wait for the peer to read.
  var queuedBytes: Int { outbox.withLock { $0.bytes } }

  private func send(_ message: Outbox.Message) -> Bool {
    let outcome = outbox.withLock { $0.append(message) }
    handle(outcome)
    if case .queued = outcome { return true }
    return false
  }

  private func handle(_ outcome: Outbox.Outcome) {
    switch outcome {
    case .queued(needsWake: true): onLane { $0.requestWrite() }
    case .overflowed: onLane { $0.cut(code: CloseCode.slowClient) }
    case .queued, .refused: break
    }
  }

  private func onLane(_ body: @escaping @Sendable (WebSocketConnection) -> Void) {
    if lane.isCurrent { body(self) } else { lane.async { body(self) } }
  }
}

// MARK: - Lane only

extension WebSocketConnection {
  private func requestWrite() {
    guard let socket else { return }
    if outbox.withLock({ $0.close != nil }), closeDeadline == nil {
      closeDeadline = MonotonicClock.now + limits.closeTimeout
    }
    lws_callback_on_writable(socket)
  }

  /// Ends the connection without a word; the socket's destruction does the rest.
  private func cut(code: UInt16) {
    guard let socket else { return }
    outbox.withLock { $0.shut() }
    onCut(code)
    shutdown(lws_get_socket_fd(socket), Int32(SHUT_RDWR))
  }

  /// Tells the handler that the connection is open.
  func didOpen() { handler?.opened(self) }

  /// Takes a piece of a message; a value other than 0 closes the socket.
  func didReceive(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    guard let socket else { return -1 }
    isHeard = true
    // The peer may still talk while our close waits to be written.
    guard outbox.withLock({ $0.isOpen }) else { return 0 }
    let isBinary = lws_frame_is_binary(socket) != 0
    let outcome = assembler.append(
      bytes,
      isBinary: isBinary,
      isFirst: lws_is_first_fragment(socket) != 0,
      isFinal: lws_is_final_fragment(socket) != 0
    )
    switch outcome {
    case .incomplete: return 0
    case .message(.text(let text)): handler?.received(text: text)
    case .message(.binary(let bytes)): handler?.received(binary: bytes)
    case .tooBig:
      return end(code: CloseCode.tooBig, reason: "the message is over the limit")
    case .notUTF8: return end(code: CloseCode.notUTF8, reason: "the text is not UTF-8")
    }
    return 0
  }

  /// Writes the next message; a value other than 0 closes the socket.
  func didBecomeWritable() -> Int32 {
    guard let socket else { return -1 }
    let (message, remaining, close) = outbox.withLock { outbox in
      let message = outbox.next()
      return (message, outbox.count, outbox.close)
    }
    guard var message else {
      guard let close else { return 0 }
      return end(code: close.code, reason: close.reason)
    }
    let headroom = Int(vv_lws_pre)
    let kind = message.isText ? LWS_WRITE_TEXT : LWS_WRITE_BINARY
    let written = message.padded.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let start = buffer.baseAddress else { return -1 }
      return lws_write(socket, start + headroom, buffer.count - headroom, kind)
    }
    guard written >= 0 else { return -1 }
    if remaining > 0 || close != nil { lws_callback_on_writable(socket) }
    return 0
  }

  /// Passes the time on, and cuts a connection whose close hangs.
  func tick(at now: Duration) {
    if let closeDeadline, now > closeDeadline {
      self.closeDeadline = nil
      cut(code: CloseCode.abnormal)
      return
    }
    confirmValidity(at: now)
    if outbox.withLock({ $0.isOpen }) { handler?.tick(at: now) }
  }

  /// Tells libwebsockets that the peer lives, which puts off the next ping.
  ///
  /// Not at each packet: it sorts the connection anew among the timers of all others.
  private func confirmValidity(at now: Duration) {
    guard isHeard, let socket, now - confirmedAt >= WebSocketConnection.confirmInterval else {
      return
    }
    isHeard = false
    confirmedAt = now
    lws_validity_confirmed(socket)
  }

  /// The socket is gone.
  func didClose() {
    socket = nil
    outbox.withLock { $0.shut() }
    let handler = self.handler
    self.handler = nil
    handler?.closed()
  }

  private func end(code: UInt16, reason: String) -> Int32 {
    guard let socket else { return -1 }
    outbox.withLock { $0.shut() }
    onCut(code)
    closeDeadline = MonotonicClock.now + limits.closeTimeout
    var text = Array(reason.cut(toBytes: 123).utf8)
    text.withUnsafeMutableBufferPointer { buffer in
      lws_close_reason(
        socket,
        lws_close_status(UInt32(code)),
        buffer.baseAddress,
        buffer.count
      )
    }
    return -1
  }
}

extension String {
  /// The longest beginning of whole characters within so many bytes.
  fileprivate func cut(toBytes limit: Int) -> Substring {
    var end = startIndex
    var count = 0
    while end < endIndex {
      count += self[end].utf8.count
      guard count <= limit else { break }
      end = index(after: end)
    }
    return self[..<end]
  }
}
