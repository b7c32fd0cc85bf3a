import CLws
import Glibc
import Speech

/// One request and its answer on one socket; lane only.
///
/// libwebsockets 4.1.6 loses count of pipelined requests with bodies, so every connection carries
/// one exchange and is closed after it.
// Safety: created and touched on its lane only; closures that carry it run there.
final class HTTPExchange: @unchecked Sendable {
  private enum Stage {
    /// The body is arriving.
    case receiving
    /// The handler works.
    case waiting
    /// The answer is being written.
    case writing(ResponseWriter)
    /// All is written; what the client still sends is read and dropped until it closes.
    case lingering
  }

  private let lane: Lane
  private let site: any Site
  private let limits: TransportLimits
  // Safety: the exchange is dropped when libwebsockets destroys the socket.
  private let socket: OpaquePointer
  private var stage = Stage.receiving
  private var request = HTTPRequest(method: .get, path: "/")
  private var remaining = 0
  private var isChunkedKnown = true
  private var isStalled = false
  private var isAwaitingPiece = false
  private var deadline: Duration

  /// Creates an exchange for a socket whose request headers are about to be read.
  init(lane: Lane, site: any Site, limits: TransportLimits, socket: OpaquePointer) {
    self.lane = lane
    self.site = site
    self.limits = limits
    self.socket = socket
    deadline = MonotonicClock.now + limits.progressTimeout
  }

  /// Takes the request's headers.
  func begin() {
    let reader = RequestReader(socket: socket)
    isChunkedKnown = reader.header(WSI_TOKEN_HTTP) != "HTTP/1.0"
    guard let target = reader.target else {
      return answer(HTTPProblem.badRequest("The request line is not understood.").response)
    }
    request = HTTPRequest(
      method: target.method,
      path: target.path,
      query: reader.query,
      headers: reader.headers
    )
    if reader.has(WSI_TOKEN_HTTP_TRANSFER_ENCODING) {
      return answer(HTTPProblem.lengthRequired.response)
    }
    let expectsBody = [.post, .put, .patch].contains(target.method)
    guard let lengthText = reader.header(WSI_TOKEN_HTTP_CONTENT_LENGTH) else {
      return expectsBody ? answer(HTTPProblem.lengthRequired.response) : dispatch()
    }
    guard lengthText.allSatisfy({ $0.isASCII && $0.isNumber }), let length = Int(lengthText) else {
      return answer(HTTPProblem.badRequest("The Content-Length is not a number.").response)
    }
    guard length <= limits.requestBodyBytes else {
      return answer(HTTPProblem.tooLarge.response)
    }
    remaining = length
    request.body.reserveCapacity(length)
    // For a POST of explicitly no bytes libwebsockets calls `endBody` itself.
    if length == 0, target.method != .post { dispatch() }
  }

  /// Takes a piece of the body.
  func takeBody(_ bytes: UnsafeRawBufferPointer) {
    guard case .receiving = stage else { return }
    guard bytes.count <= remaining else { return }
    remaining -= bytes.count
    request.body.append(contentsOf: bytes)
    deadline = MonotonicClock.now + limits.progressTimeout
  }

  /// Takes the end of the body; libwebsockets may tell it again for surplus bytes.
  ///
  /// - Returns: a value other than 0 to close the socket.
  func endBody() -> Int32 {
    switch stage {
    case .receiving:
      dispatch()
      return 0
    case .waiting, .writing: return 0
    case .lingering: return -1
    }
  }

  /// Writes the next piece of the answer.
  ///
  /// - Returns: a value other than 0 to close the socket.
  func didBecomeWritable() -> Int32 {
    guard case .writing(let writer) = stage else { return 0 }
    deadline = MonotonicClock.now + limits.progressTimeout
    isStalled = false
    switch writer.writeNext(to: socket) {
    case .wrote: lws_callback_on_writable(socket)
    case .waiting:
      isAwaitingPiece = true
      lws_rx_flow_control(socket, 0)
    case .finished: return finish()
    case .failed: return -1
    }
    return 0
  }

  /// Cuts an exchange that makes no progress.
  func tick(at now: Duration) {
    if case .writing = stage { restOrGoOn() }
    guard now > deadline else { return }
    if case .waiting = stage { return answer(HTTPProblem.answerTimedOut.response) }
    deadline = now + limits.progressTimeout
    shutdown(lws_get_socket_fd(socket), Int32(SHUT_RDWR))
    lws_rx_flow_control(socket, 1)
    // Safety: a tick is no callback of the socket, so it may be destroyed before this returns;
    // nothing is touched after it.
    lws_set_timeout(socket, PENDING_TIMEOUT_HTTP_CONTENT, LWS_TO_KILL_SYNC)
  }

  /// The socket is gone.
  func didClose() {
    if case .writing(let writer) = stage { writer.cancel() }
    stage = .lingering
  }

  private func dispatch() {
    stage = .waiting
    deadline = MonotonicClock.now + limits.answerTimeout
    lws_set_timeout(socket, NO_PENDING_TIMEOUT, 0)
    // Nothing more is read: bytes that come while the handler works would wake the loop for ever.
    lws_rx_flow_control(socket, 0)
    let responder = HTTPResponder(lane: lane) { [weak self] response in
      self?.answer(response)
    }
    site.answer(request, lane: lane, with: responder)
  }

  private func answer(_ response: HTTPResponse) {
    switch stage {
    case .receiving, .waiting: break
    case .writing, .lingering: return
    }
    let isHead = request.method == .head
    let lane = self.lane
    let writer = ResponseWriter(
      response: response,
      isHead: isHead,
      isChunkedKnown: isChunkedKnown
    ) { [weak self] in
      guard let self else { return }
      lane.async { self.requestWrite() }
    }
    stage = .writing(writer)
    deadline = MonotonicClock.now + limits.progressTimeout
    lws_set_timeout(socket, NO_PENDING_TIMEOUT, 0)
    lws_rx_flow_control(socket, 1)
    lws_callback_on_writable(socket)
  }

  private func requestWrite() {
    guard case .writing = stage else { return }
    if isAwaitingPiece { lws_rx_flow_control(socket, 1) }
    isAwaitingPiece = false
    lws_callback_on_writable(socket)
  }

  /// Puts a socket that could not be written for a whole tick to rest until it can.
  ///
  /// While an answer is written libwebsockets asks for input that it does not take, which turns the
  /// loop without pause when there is any; held back, it does not write either. So input is held
  /// back exactly while nothing could be written anyway.
  private func restOrGoOn() {
    guard !isAwaitingPiece else { return }
    guard isStalled else {
      isStalled = true
      return
    }
    var state = pollfd(fd: lws_get_socket_fd(socket), events: Int16(POLLOUT), revents: 0)
    let isWritable = poll(&state, 1, 0) > 0
    lws_rx_flow_control(socket, isWritable ? 1 : 0)
    if isWritable { lws_callback_on_writable(socket) }
  }

  /// Closes at once where the request was read whole; else tells the client that nothing more comes
  /// and reads on for a moment, since closing with unread bytes would take the answer back.
  private func finish() -> Int32 {
    guard remaining > 0 || isBodyUnread else { return -1 }
    stage = .lingering
    deadline = MonotonicClock.now + min(limits.progressTimeout, .seconds(2))
    shutdown(lws_get_socket_fd(socket), Int32(SHUT_WR))
    return 0
  }

  private var isBodyUnread: Bool {
    [.post, .put, .patch].contains(request.method) && request.body.isEmpty
  }
}
