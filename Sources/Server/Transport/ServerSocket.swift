import CLws
import Synchronization

/// One accepted socket: first an HTTP request, then perhaps a WebSocket; lane only.
final class ServerSocket: SocketOwner, TickedSocket {
  private enum Role {
    case fresh
    case http(HTTPExchange)
    case accepted(any WebSocketHandler, subprotocol: String?)
    case webSocket(WebSocketConnection)
  }

  private let lane: Lane
  private let site: any Site
  private let counters: TransportCounters
  private var role = Role.fresh

  /// Creates the owner of a socket that is about to be adopted.
  init(lane: Lane, site: any Site, counters: TransportCounters) {
    self.lane = lane
    self.site = site
    self.counters = counters
  }

  override func handle(
    _ reason: lws_callback_reasons,
    socket: OpaquePointer,
    input: UnsafeMutableRawPointer?,
    count: Int
  ) -> Int32 {
    switch reason {
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE: confirmUpgrade(socket)
    case LWS_CALLBACK_ESTABLISHED: open(socket)
    case LWS_CALLBACK_RECEIVE: receive(UnsafeRawBufferPointer(start: input, count: count))
    case LWS_CALLBACK_SERVER_WRITEABLE: writeMessage()
    case LWS_CALLBACK_HTTP: beginExchange(socket)
    case LWS_CALLBACK_HTTP_BODY: takeBody(UnsafeRawBufferPointer(start: input, count: count))
    case LWS_CALLBACK_HTTP_BODY_COMPLETION: endBody()
    case LWS_CALLBACK_HTTP_WRITEABLE: writeResponse()
    default: 0
    }
  }

  override func destroyed() {
    switch role {
    case .http(let exchange): exchange.didClose()
    case .webSocket(let connection):
      counters.webSockets.subtract(1, ordering: .relaxed)
      connection.didClose()
    case .accepted: counters.webSockets.subtract(1, ordering: .relaxed)
    case .fresh: break
    }
    role = .fresh
    counters.sockets.subtract(1, ordering: .relaxed)
    lane.remove(self)
  }

  func tick(at now: Duration) {
    switch role {
    case .http(let exchange): exchange.tick(at: now)
    case .webSocket(let connection): connection.tick(at: now)
    case .fresh, .accepted: break
    }
  }

  func shutDown(code: UInt16, reason: String) {
    if case .webSocket(let connection) = role { connection.close(code: code, reason: reason) }
  }
}

// MARK: - HTTP

extension ServerSocket {
  private func beginExchange(_ socket: OpaquePointer) -> Int32 {
    // A second request on the connection would only come after the first was answered and closed.
    guard case .fresh = role else { return -1 }
    let exchange = HTTPExchange(lane: lane, site: site, limits: lane.limits, socket: socket)
    role = .http(exchange)
    exchange.begin()
    return 0
  }

  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    if case .http(let exchange) = role { exchange.takeBody(bytes) }
    return 0
  }

  private func endBody() -> Int32 {
    guard case .http(let exchange) = role else { return -1 }
    return exchange.endBody()
  }

  private func writeResponse() -> Int32 {
    guard case .http(let exchange) = role else { return 0 }
    return exchange.didBecomeWritable()
  }
}

// MARK: - WebSocket

extension ServerSocket {
  /// Decides while the client still speaks HTTP, so that a refusal is an answer it can read.
  ///
  /// Never returns a value above 0, after which libwebsockets 4.1.6 uses freed memory.
  private func confirmUpgrade(_ socket: OpaquePointer) -> Int32 {
    guard case .fresh = role else { return -1 }
    let reader = RequestReader(socket: socket)
    if let problem = UpgradeRules.problem(in: reader) { return refuse(problem, socket) }
    let request = UpgradeRequest(
      path: reader.target?.path ?? "",
      query: reader.query,
      headers: reader.headers,
      subprotocols: reader.subprotocols
    )
    let known = request.subprotocols.first { lane.speaks($0) }
    if !request.subprotocols.isEmpty, known == nil {
      return refuse(UpgradeRules.unknownSubprotocol, socket)
    }
    let taken = counters.webSockets.add(1, ordering: .relaxed).newValue
    guard taken <= lane.limits.webSockets else {
      counters.webSockets.subtract(1, ordering: .relaxed)
      return refuse(.overloaded, socket)
    }
    switch site.decide(on: request, lane: lane) {
    case .accept(let handler):
      role = .accepted(handler, subprotocol: known)
      return 0
    case .refuse(let problem):
      counters.webSockets.subtract(1, ordering: .relaxed)
      return refuse(problem, socket)
    }
  }

  private func refuse(_ problem: HTTPProblem, _ socket: OpaquePointer) -> Int32 {
    let writer = ResponseWriter(response: problem.response, isHead: false, onReady: {})
    _ = writer.writeNext(to: socket)
    return -1
  }

  private func open(_ socket: OpaquePointer) -> Int32 {
    guard case .accepted(let handler, let subprotocol) = role else { return -1 }
    let connection = WebSocketConnection(
      lane: lane,
      socket: socket,
      subprotocol: subprotocol,
      limits: lane.limits,
      handler: handler,
      onCut: { [counters] _ in counters.cut.add(1, ordering: .relaxed) }
    )
    role = .webSocket(connection)
    connection.didOpen()
    return 0
  }

  private func receive(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    guard case .webSocket(let connection) = role else { return -1 }
    return connection.didReceive(bytes)
  }

  private func writeMessage() -> Int32 {
    guard case .webSocket(let connection) = role else { return 0 }
    return connection.didBecomeWritable()
  }
}
