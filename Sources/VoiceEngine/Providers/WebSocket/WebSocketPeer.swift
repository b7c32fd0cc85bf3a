internal import CLws

/// The provider at the other end of one stream, with its libwebsockets socket.
///
/// Lives on the streams' thread.
final class WebSocketPeer {
  private enum Phase {
    /// The stream wants to be left alone until then.
    case waiting(until: ContinuousClock.Instant)
    case resolving
    case connecting
    /// An address led nowhere, and there is another.
    case rerouting
    case open
    /// Told to go; the socket may still be there.
    case leaving
  }

  /// Longest time for a closing stream to write what is queued and to say goodbye.
  private static let closeDeadline = Duration.seconds(5)

  let stream: WebSocketStream
  let address: WebSocketAddress
  let way: WebSocketProxy.Way
  // Safety: set by libwebsockets and to nil when it destroys the socket; one thread only.
  private var socket: OpaquePointer?
  private var phase: Phase
  /// When connecting, or closing, must be done.
  private var deadline: ContinuousClock.Instant?
  /// Addresses that were not tried yet.
  private var addresses: [String] = []
  private var isReleased = false
  private var isUntrusted = false
  private var isHandshakeSent = false
  private var text: [UInt8] = []

  init(
    _ stream: WebSocketStream,
    _ address: WebSocketAddress,
    _ way: WebSocketProxy.Way,
    startingAt start: ContinuousClock.Instant
  ) {
    self.stream = stream
    self.address = address
    self.way = way
    phase = .waiting(until: start)
  }

  /// Whether nothing is left to be done.
  var isOver: Bool { if case .leaving = phase { socket == nil } else { false } }

  /// Whether the peer's host is to be looked up now; says so once.
  func isStarting(at now: ContinuousClock.Instant) -> Bool {
    guard case .waiting(let until) = phase, now >= until else { return false }
    phase = .resolving
    deadline = now + stream.request.connectDeadline
    return true
  }

  /// Connects to the first of some numeric addresses; the others are tried where that fails.
  func resolved(_ addresses: [String], _ context: WebSocketContext) {
    guard case .resolving = phase else { return }
    phase = .connecting
    self.addresses = addresses
    connect(context)
  }

  private func connect(_ context: WebSocketContext) {
    while !addresses.isEmpty {
      let target = addresses.removeFirst()
      isReleased = false
      socket = context.connect(self, to: target, of: address, by: way)
      if socket != nil { return }
    }
    fail(.unreachable)
  }

  /// Has what is queued written, or the stream closed.
  func requestWrite() {
    switch phase {
    case .waiting, .resolving, .connecting, .rerouting: if stream.isClosing { leave() }
    case .open:
      if stream.isOverfull { return fail(.timedOut(.stall)) }
      if stream.isClosing, deadline == nil { deadline = .now + WebSocketPeer.closeDeadline }
      if let socket { lws_callback_on_writable(socket) }
    case .leaving: break
    }
  }

  /// Passes the time on.
  func tick(at now: ContinuousClock.Instant, _ context: WebSocketContext) {
    if case .leaving = phase { return }
    if case .rerouting = phase, socket == nil {
      phase = .connecting
      connect(context)
    }
    if let deadline, now >= deadline { return fail(.timedOut(.connect)) }
    stream.tell(.tick)
  }

  private func fail(_ error: ProviderError) {
    stream.tell(.failed(error))
    leave()
  }

  /// Has the socket destroyed in the next turn of the loop.
  private func leave() {
    phase = .leaving
    if let socket { lws_set_timeout(socket, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC) }
  }

  /// Whether a header can be sent as it is.
  static func isSendable(_ name: String, _ value: String) -> Bool {
    !name.isEmpty && name.utf8.count + value.utf8.count < 2_048
      && !(name + value).contains { $0.isNewline || $0 == "\0" }
  }
}

// MARK: - What libwebsockets tells

extension WebSocketPeer {
  /// A pointer for libwebsockets to keep, which holds the peer until its socket is destroyed.
  func retained() -> UnsafeMutableRawPointer {
    // Safety: released when the socket is destroyed, or by `releaseUnused`.
    Unmanaged.passRetained(self).toOpaque()
  }

  /// Takes back the pointer of a socket that never came about.
  func releaseUnused() {
    guard !isReleased else { return }
    isReleased = true
    Unmanaged.passUnretained(self).release()
  }

  fileprivate func destroyed() {
    isReleased = true
    // What is destroyed before it is known at all is seen to where it was to be made.
    guard socket != nil else { return }
    socket = nil
    if case .rerouting = phase { return }
    stream.tell(.failed(.disconnected))
    phase = .leaving
  }

  /// Handles one callback; a value other than 0 closes the socket.
  fileprivate func handle(
    _ reason: lws_callback_reasons,
    socket: OpaquePointer,
    input: UnsafeMutableRawPointer?,
    count: Int
  ) -> Int32 {
    let bytes = UnsafeRawBufferPointer(start: input, count: input == nil ? 0 : count)
    switch reason {
    case LWS_CALLBACK_OPENSSL_PERFORM_SERVER_CERT_VERIFICATION:
      // The count is whether the certificate holds so far.
      if count == 0 { isUntrusted = true }
    case LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER:
      isHandshakeSent = true
      return appendHeaders(socket, input, room: count)
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
      let error = error(socket, bytes)
      if case .connecting = phase, error == .unreachable, !addresses.isEmpty {
        phase = .rerouting
      } else {
        stream.tell(.failed(error))
      }
    case LWS_CALLBACK_CLIENT_ESTABLISHED:
      if case .leaving = phase { return -1 }
      phase = .open
      deadline = nil
      stream.tell(.opened)
      requestWrite()
    case LWS_CALLBACK_CLIENT_RECEIVE: return receive(bytes, socket)
    case LWS_CALLBACK_CLIENT_WRITEABLE: return write(socket)
    case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
      // Nothing comes after it; the socket itself may take a while to go.
      stream.tell(
        .closed(code: bytes.count >= 2 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : 1_005)
      )
      phase = .leaving
    case LWS_CALLBACK_CLIENT_CLOSED: stream.tell(.failed(.disconnected))
    default: break
    }
    return 0
  }

  private func appendHeaders(
    _ socket: OpaquePointer,
    _ input: UnsafeMutableRawPointer?,
    room: Int
  ) -> Int32 {
    guard let input else { return -1 }
    let cursor = input.assumingMemoryBound(to: UnsafeMutablePointer<UInt8>?.self)
    guard let start = cursor.pointee else { return -1 }
    for (name, value) in stream.request.headers {
      let status = lws_add_http_header_by_name(
        socket,
        name.lowercased() + ":",
        Array(value.utf8),
        Int32(value.utf8.count),
        cursor,
        start + room
      )
      guard status == 0 else { return -1 }
    }
    return 0
  }

  /// Why no connection came about.
  private func error(_ socket: OpaquePointer, _ words: UnsafeRawBufferPointer) -> ProviderError {
    if isUntrusted { return .untrusted }
    let status = Int(lws_http_client_http_response(socket))
    if status > 0, status != 101 {
      let wait = header(socket, WSI_TOKEN_HTTP_RETRY_AFTER).flatMap(RetryAfter.wait)
      // A success is no upgrade.
      return ProviderError(status: status, retryAfter: wait) ?? .malformed
    }
    let words = String(decoding: words, as: UTF8.self)
    if isHandshakeSent { return words.hasPrefix("HS:") ? .malformed : .disconnected }
    return words.contains("SSL") ? .disconnected : .unreachable
  }

  private func header(_ socket: OpaquePointer, _ token: lws_token_indexes) -> String? {
    let length = lws_hdr_total_length(socket, token)
    guard length > 0 else { return nil }
    var buffer = [CChar](repeating: 0, count: Int(length) + 1)
    let copied = lws_hdr_copy(socket, &buffer, Int32(buffer.count), token)
    guard copied > 0 else { return nil }
    return String(decoding: buffer.prefix(Int(copied)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func receive(_ bytes: UnsafeRawBufferPointer, _ socket: OpaquePointer) -> Int32 {
    lws_validity_confirmed(socket)
    // No provider that is spoken to here sends any other kind.
    guard lws_frame_is_binary(socket) == 0 else { return 0 }
    if lws_is_first_fragment(socket) != 0 { text.removeAll(keepingCapacity: true) }
    guard text.count + bytes.count <= stream.request.messageLimit else {
      stream.tell(.failed(.tooLarge))
      return -1
    }
    text.append(contentsOf: bytes)
    guard lws_is_final_fragment(socket) != 0 else { return 0 }
    guard let whole = String(validating: text, as: UTF8.self) else {
      stream.tell(.failed(.malformed))
      return -1
    }
    stream.tell(.text(whole))
    return 0
  }

  private func write(_ socket: OpaquePointer) -> Int32 {
    let (writing, isMore) = stream.next()
    switch writing {
    case .nothing: return 0
    case .close:
      lws_close_reason(socket, LWS_CLOSE_STATUS_NORMAL, nil, 0)
      return -1
    case .message(var message):
      let headroom = Int(vv_lws_pre)
      let kind = message.isText ? LWS_WRITE_TEXT : LWS_WRITE_BINARY
      let written = message.padded.withUnsafeMutableBufferPointer { buffer -> Int32 in
        guard let start = buffer.baseAddress else { return -1 }
        return lws_write(socket, start + headroom, buffer.count - headroom, kind)
      }
      guard written >= 0 else { return -1 }
      if isMore { lws_callback_on_writable(socket) }
      return 0
    }
  }
}

/// The one callback: finds the socket's peer and hands over.
func peerCallback(
  _ socket: OpaquePointer?,
  _ reason: lws_callback_reasons,
  _ session: UnsafeMutableRawPointer?,
  _ input: UnsafeMutableRawPointer?,
  _ count: Int
) -> Int32 {
  switch reason {
  case LWS_CALLBACK_OPENSSL_PERFORM_SERVER_CERT_VERIFICATION,
    LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER, LWS_CALLBACK_CLIENT_CONNECTION_ERROR,
    LWS_CALLBACK_CLIENT_ESTABLISHED, LWS_CALLBACK_CLIENT_RECEIVE, LWS_CALLBACK_CLIENT_WRITEABLE,
    LWS_CALLBACK_WS_PEER_INITIATED_CLOSE, LWS_CALLBACK_CLIENT_CLOSED, LWS_CALLBACK_WSI_DESTROY:
    break
  default:
    // Others come with a socket that may be only a placeholder.
    return 0
  }
  guard let socket, let pointer = lws_get_opaque_user_data(socket) else { return 0 }
  let reference = Unmanaged<WebSocketPeer>.fromOpaque(pointer)
  guard reason == LWS_CALLBACK_WSI_DESTROY else {
    let peer = reference.takeUnretainedValue()
    return peer.handle(reason, socket: socket, input: input, count: count)
  }
  lws_set_opaque_user_data(socket, nil)
  // Safety: balances the retain of `retained`; libwebsockets announces the destruction of a socket
  // once, and nothing comes after it.
  reference.takeRetainedValue().destroyed()
  return 0
}
