import Synchronization
import TestKit

@testable import Server

/// A transport on ephemeral ports with a site that a test scripts.
final class TestServer: Sendable {
  let transport: Transport
  let site: TestSite

  init(
    lanes: Int = 1,
    limits: TransportLimits = TransportLimits(),
    site: TestSite = TestSite()
  ) throws {
    self.site = site
    var settings = Transport.Settings()
    settings.publicAddress = HostPort(host: "127.0.0.1", port: 0)
    settings.privateAddress = HostPort(host: "127.0.0.1", port: 0)
    settings.lanes = lanes
    settings.limits = limits
    transport = try Transport(settings: settings)
    try transport.start(public: site, private: site)
  }

  deinit { transport.stop() }

  var port: UInt16 { transport.publicPort }

  /// Sends a request on a connection of its own and reads the whole answer.
  func exchange(_ request: String) throws -> Answer {
    let socket = try RawSocket(port: port)
    socket.send(request)
    return Answer(try socket.readToEnd())
  }

  /// A request without a body.
  func get(_ path: String, method: String = "GET", headers: [String] = []) throws -> Answer {
    let lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)"] + headers + ["", ""]
    return try exchange(lines.joined(separator: "\r\n"))
  }
}

/// An HTTP answer, taken apart.
struct Answer {
  var status: Int
  var headers: [String: String] = [:]
  var body: [UInt8]

  init(_ bytes: [UInt8]) {
    let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) ?? bytes.endIndex..<bytes.endIndex
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = String(
        line[line.index(after: colon)...].drop(while: { $0 == " " })
      )
    }
    body = Array(bytes[end.upperBound...])
  }

  var text: String { String(decoding: body, as: UTF8.self) }
}

/// A site that answers from closures and echoes WebSocket messages.
final class TestSite: Site {
  typealias Handle = @Sendable (HTTPRequest, Lane, HTTPResponder) -> Void

  let handlers = Mutex<[EchoHandler.Log]>([])
  let requests = Mutex<[HTTPRequest]>([])
  let upgrades = Mutex<[UpgradeRequest]>([])
  private let handle: Handle
  private let greets: @Sendable (WebSocketConnection) -> Void

  init(
    handle: @escaping Handle = { request, _, responder in
      responder.respond(HTTPResponse(status: 200, body: .bytes(Array(request.path.utf8))))
    },
    greets: @escaping @Sendable (WebSocketConnection) -> Void = { _ in }
  ) {
    self.handle = handle
    self.greets = greets
  }

  func decide(on upgrade: UpgradeRequest, lane: Lane) -> UpgradeDecision {
    upgrades.withLock { $0.append(upgrade) }
    guard upgrade.path == "/ws" else { return .refuse(.notFound) }
    let handler = EchoHandler(greets: greets)
    handlers.withLock { $0.append(handler.log) }
    return .accept(handler)
  }

  func answer(_ request: HTTPRequest, lane: Lane, with responder: HTTPResponder) {
    requests.withLock { $0.append(request) }
    handle(request, lane, responder)
  }
}

/// Sends back what it gets and keeps a log.
final class EchoHandler: WebSocketHandler {
  final class Log: Sendable {
    let opened = Atomic<Int>(0)
    let closed = Atomic<Int>(0)
    let messages = Atomic<Int>(0)
    let ticks = Atomic<Int>(0)
  }

  let log = Log()
  private let greets: @Sendable (WebSocketConnection) -> Void
  private var connection: WebSocketConnection?

  init(greets: @escaping @Sendable (WebSocketConnection) -> Void) { self.greets = greets }

  func opened(_ connection: WebSocketConnection) {
    self.connection = connection
    log.opened.add(1, ordering: .relaxed)
    greets(connection)
  }

  func received(text: String) {
    log.messages.add(1, ordering: .relaxed)
    connection?.send(text: text)
  }

  func received(binary: [UInt8]) {
    log.messages.add(1, ordering: .relaxed)
    connection?.send(binary: binary)
  }

  func closed() {
    connection = nil
    log.closed.add(1, ordering: .relaxed)
  }

  func tick(at now: Duration) { log.ticks.add(1, ordering: .relaxed) }
}
