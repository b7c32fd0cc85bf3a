import CLws
import Synchronization

/// A WebSocket connection to a server, on a lane of its own.
///
/// Names are resolved while the lane waits, which is why it is the client's own.
// Safety: `lane` is its own thread; everything else lives in the `ClientSocket` on that lane.
final class WebSocketClient: @unchecked Sendable {
  /// How a connection ended.
  struct Ending: Equatable, Sendable {
    /// The close code, 1006 where the connection broke.
    var code: UInt16
    /// The peer's words, or why no connection came about.
    var reason: String
  }

  /// The lane on which the handler is called.
  let lane: Lane
  private let target: ClientTarget

  /// Creates a client that is not connected yet.
  ///
  /// - Throws: `TransportError.libraryRefused`.
  init(_ target: ClientTarget, limits: TransportLimits = TransportLimits()) throws {
    self.target = target
    try DescriptorLimit.prepare(for: 1)
    lane = try Lane(name: "client", limits: limits, connectsSecurely: target.isSecure)
  }

  /// Starts the lane and connects; the handler hears of messages, and `onEnd` once of the end.
  ///
  /// - Throws: `TransportError.libraryRefused`.
  func connect(
    handler: sending any WebSocketHandler,
    onEnd: @escaping @Sendable (Ending) -> Void
  ) throws {
    try lane.start()
    let socket = ClientSocket(lane: lane, target: target, handler: handler, onEnd: onEnd)
    let reference = ClientSocketReference(socket)
    lane.async { [lane, target] in
      lane.add(reference.socket)
      if lane.context?.connect(target, owner: reference.socket) != true {
        reference.socket.fail("the connection could not be begun")
      }
    }
  }

  /// Ends the lane and with it the connection; must not be called on the lane.
  func stop() { lane.stop() }
}

// Safety: carries a socket to its lane once.
private struct ClientSocketReference: @unchecked Sendable {
  let socket: ClientSocket
  init(_ socket: ClientSocket) { self.socket = socket }
}

/// The socket of a client; lane only.
private final class ClientSocket: SocketOwner, TickedSocket {
  private let lane: Lane
  private let target: ClientTarget
  private let handler: any WebSocketHandler
  private var onEnd: (@Sendable (WebSocketClient.Ending) -> Void)?
  private var agreed: String?
  private var connection: WebSocketConnection?
  private var ending = WebSocketClient.Ending(
    code: CloseCode.abnormal,
    reason: "the connection broke"
  )

  init(
    lane: Lane,
    target: ClientTarget,
    handler: any WebSocketHandler,
    onEnd: @escaping @Sendable (WebSocketClient.Ending) -> Void
  ) {
    self.lane = lane
    self.target = target
    self.handler = handler
    self.onEnd = onEnd
  }

  override func handle(
    _ reason: lws_callback_reasons,
    socket: OpaquePointer,
    input: UnsafeMutableRawPointer?,
    count: Int
  ) -> Int32 {
    let bytes = UnsafeRawBufferPointer(start: input, count: input == nil ? 0 : count)
    switch reason {
    case LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER:
      return appendAuthorization(socket, input, room: count)
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
      ending.reason = String(decoding: bytes, as: UTF8.self)
      if ending.reason.isEmpty { ending.reason = "no connection" }
      finish()
    case LWS_CALLBACK_CLIENT_FILTER_PRE_ESTABLISH:
      agreed = RequestReader(socket: socket).header(WSI_TOKEN_PROTOCOL)
    case LWS_CALLBACK_CLIENT_ESTABLISHED:
      let connection = WebSocketConnection(
        lane: lane,
        socket: socket,
        subprotocol: agreed,
        limits: lane.limits,
        handler: handler
      )
      self.connection = connection
      connection.didOpen()
    case LWS_CALLBACK_CLIENT_RECEIVE: return connection?.didReceive(bytes) ?? -1
    case LWS_CALLBACK_CLIENT_WRITEABLE: return connection?.didBecomeWritable() ?? 0
    case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
      if bytes.count >= 2 {
        ending.code = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        ending.reason = String(decoding: bytes.dropFirst(2), as: UTF8.self)
      }
    case LWS_CALLBACK_CLIENT_CLOSED: finish()
    default: break
    }
    return 0
  }

  override func destroyed() { finish() }

  func tick(at now: Duration) { connection?.tick(at: now) }

  func shutDown(code: UInt16, reason: String) { connection?.close(code: code, reason: reason) }

  /// Ends an attempt that libwebsockets refused.
  func fail(_ reason: String) {
    if connection == nil, ending.reason == "the connection broke" { ending.reason = reason }
    finish()
  }

  private func finish() {
    connection?.didClose()
    connection = nil
    lane.remove(self)
    if let onEnd = onEnd.take() { onEnd(ending) }
  }

  private func appendAuthorization(
    _ socket: OpaquePointer,
    _ input: UnsafeMutableRawPointer?,
    room: Int
  ) -> Int32 {
    guard let authorization = target.authorization, let input else { return 0 }
    let cursor = input.assumingMemoryBound(to: UnsafeMutablePointer<UInt8>?.self)
    guard let start = cursor.pointee else { return 0 }
    var value = Array(authorization.utf8)
    return lws_add_http_header_by_name(
      socket,
      "authorization:",
      &value,
      Int32(value.count),
      cursor,
      start + room
    )
  }
}
