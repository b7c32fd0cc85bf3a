import Foundation
import Synchronization
import TestKit
import Testing

@testable import Server

/// Collects what a client hears.
private final class Collector: WebSocketHandler {
  final class Log: Sendable {
    let texts = Mutex<[String]>([])
    let packets = Mutex<[[UInt8]]>([])
    let ending = Mutex<WebSocketClient.Ending?>(nil)
    let subprotocol = Mutex<String??>(nil)
    let closed = Atomic<Int>(0)
  }

  private let log: Log
  private let first: @Sendable (WebSocketConnection) -> Void

  init(_ log: Log, first: @escaping @Sendable (WebSocketConnection) -> Void) {
    self.log = log
    self.first = first
  }

  func opened(_ connection: WebSocketConnection) {
    log.subprotocol.withLock { $0 = .some(connection.subprotocol) }
    first(connection)
  }
  func received(text: String) { log.texts.withLock { $0.append(text) } }
  func received(binary: [UInt8]) { log.packets.withLock { $0.append(binary) } }
  func closed() { log.closed.add(1, ordering: .relaxed) }
  func tick(at now: Duration) {}
}

@Suite(.blocking) struct WebSocketClientTests {
  private func connect(
    _ target: ClientTarget,
    first: @escaping @Sendable (WebSocketConnection) -> Void = { _ in }
  ) throws -> (client: WebSocketClient, log: Collector.Log) {
    let log = Collector.Log()
    let client = try WebSocketClient(target)
    try client.connect(
      handler: Collector(log, first: first),
      onEnd: { end in log.ending.withLock { $0 = end } }
    )
    return (client, log)
  }

  @Test func `a client and a server exchange text and packets`() throws {
    let server = try TestServer()
    let target = try ClientTarget(
      "ws://127.0.0.1:\(server.port)/ws",
      subprotocol: "vivavoce.v1"
    )
    let (client, log) = try connect(target) { connection in
      connection.send(text: "hello")
      for index in 0..<50 { connection.send(binary: [UInt8](repeating: UInt8(index), count: 60)) }
    }
    defer { client.stop() }
    #expect(eventually { log.packets.withLock { $0.count } == 50 })
    #expect(log.texts.withLock { $0 } == ["hello"])
    #expect(log.packets.withLock { $0.map { $0[0] } } == (0..<50).map { UInt8($0) })
    #expect(log.subprotocol.withLock { $0 } == "vivavoce.v1")
  }

  @Test func `the server's close code and reason reach the client`() throws {
    let site = TestSite(greets: { $0.close(code: 4001, reason: "consent missing") })
    let server = try TestServer(site: site)
    let target = try ClientTarget("ws://127.0.0.1:\(server.port)/ws", subprotocol: "vivavoce.v1")
    let (client, log) = try connect(target)
    defer { client.stop() }
    #expect(eventually { log.ending.withLock { $0 } != nil })
    #expect(log.ending.withLock { $0 } == .init(code: 4001, reason: "consent missing"))
    #expect(log.closed.load(ordering: .relaxed) == 1)
  }

  @Test func `the client's close reaches the server and ends the client`() throws {
    let server = try TestServer()
    let target = try ClientTarget("ws://127.0.0.1:\(server.port)/ws", subprotocol: "vivavoce.v1")
    let (client, log) = try connect(target) { connection in
      connection.send(text: "bye")
      connection.close(code: 1000, reason: "done")
    }
    defer { client.stop() }
    #expect(eventually { log.ending.withLock { $0 } != nil })
    let served = server.site.handlers.withLock { $0[0] }
    #expect(eventually { served.closed.load(ordering: .relaxed) == 1 })
    #expect(served.messages.load(ordering: .relaxed) == 1)
  }

  @Test func `a port where nobody listens is a failure with a reason`() throws {
    let (client, log) = try connect(try ClientTarget("ws://127.0.0.1:1/ws"))
    defer { client.stop() }
    #expect(eventually { log.ending.withLock { $0 } != nil })
    let ending = try #require(log.ending.withLock { $0 })
    #expect(ending.code == 1006)
    #expect(!ending.reason.isEmpty)
    #expect(log.closed.load(ordering: .relaxed) == 0)
  }

  @Test func `a name that does not exist is a failure`() throws {
    let (client, log) = try connect(try ClientTarget("ws://no-such-host.invalid:9/ws"))
    defer { client.stop() }
    #expect(eventually { log.ending.withLock { $0 } != nil })
  }

  @Test func `a refused handshake is a failure`() throws {
    let server = try TestServer()
    let (client, log) = try connect(
      try ClientTarget("ws://127.0.0.1:\(server.port)/elsewhere", subprotocol: "vivavoce.v1")
    )
    defer { client.stop() }
    #expect(eventually { log.ending.withLock { $0 } != nil })
    #expect(log.ending.withLock { $0?.code } == 1006)
  }

  @Test func `the authorization header is sent`() throws {
    let server = try TestServer()
    let (client, log) = try connect(
      try ClientTarget(
        "ws://127.0.0.1:\(server.port)/ws?a=b",
        subprotocol: "vivavoce.v1",
        authorization: "Bearer secret"
      )
    )
    defer { client.stop() }
    #expect(eventually { log.subprotocol.withLock { $0 } != nil })
    let upgrade = try #require(server.site.upgrades.withLock { $0.first })
    #expect(upgrade.headers.bearerToken == "secret")
    #expect(upgrade.query.map(\.name) == ["a"])
    #expect(upgrade.headers.host == "127.0.0.1:\(server.port)")
  }

  @Test func `stopping a client ends its connection`() throws {
    let server = try TestServer()
    let (client, log) = try connect(
      try ClientTarget("ws://127.0.0.1:\(server.port)/ws", subprotocol: "vivavoce.v1")
    )
    #expect(eventually { log.subprotocol.withLock { $0 } != nil })
    client.stop()
    #expect(log.ending.withLock { $0 } != nil)
    #expect(eventually { server.transport.webSocketCount == 0 })
  }
}

@Suite(.blocking) struct HTTPClientTests {
  @Test func `a body goes out and an answer comes back`() throws {
    let site = TestSite(handle: { request, _, responder in
      let bearer = request.headers.bearerToken ?? "none"
      responder.respond(
        HTTPResponse(
          status: 200,
          headers: [("content-type", "text/plain")],
          body: .bytes(Array(bearer.utf8) + request.body)
        )
      )
    })
    let server = try TestServer(site: site)
    let url = "http://127.0.0.1:\(server.port)/x"
    let posted = try HTTPClient.post(url, bearer: "tok", body: Array(" and body".utf8))
    #expect(posted.status == 200)
    #expect(posted.body == Array("tok and body".utf8))
    #expect(posted.headers["content-type"] == "text/plain")
    #expect(try HTTPClient.get(url).body == Array("none".utf8))
  }

  @Test func `chunks are joined`() throws {
    let count = Mutex(0)
    let stream = HTTPBodyStream {
      let index = count.withLock { value in
        value += 1
        return value
      }
      return index <= 3 ? Array("piece \(index);".utf8) : nil
    }
    let site = TestSite(handle: { _, _, responder in
      responder.respond(HTTPResponse(status: 200, body: .stream(stream)))
    })
    let server = try TestServer(site: site)
    let answer = try HTTPClient.get("http://127.0.0.1:\(server.port)/")
    #expect(String(decoding: answer.body, as: UTF8.self) == "piece 1;piece 2;piece 3;")
  }

  @Test func `an answer that breaks off is an error`() {
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc"
    #expect(throws: TransportError.self) { try HTTPClient.parse(Array(cut.utf8)) }
    let chunk = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab"
    #expect(throws: TransportError.self) { try HTTPClient.parse(Array(chunk.utf8)) }
    #expect(throws: TransportError.self) { try HTTPClient.parse(Array("hello".utf8)) }
  }

  @Test func `nobody there is an error`() {
    #expect(throws: TransportError.self) { try HTTPClient.get("http://127.0.0.1:1/") }
    #expect(throws: TransportError.self) { try HTTPClient.get("https://127.0.0.1:1/") }
  }
}

@Suite struct AddressTests {
  @Test func `addresses are read and written`() throws {
    for text in ["127.0.0.1:8080", "[::1]:0", "localhost:65535"] {
      #expect(try HostPort(text).description == text)
    }
    for text in ["", "8080", ":8080", "host:", "host:x", "host:65536", "::1:80", "host:-1"] {
      #expect(throws: TransportError.invalidAddress(text)) { try HostPort(text) }
    }
  }

  @Test func `URLs are read`() throws {
    let target = try ClientTarget("wss://example.org/a/b?c=d")
    #expect(target.host == "example.org")
    #expect(target.port == 443)
    #expect(target.path == "/a/b?c=d")
    #expect(target.isSecure)
    #expect(try ClientTarget("ws://[::1]:9").authority == "[::1]:9")
    #expect(try ClientTarget("ws://[::1]").port == 80)
    #expect(try ClientTarget("http://h").path == "/")
    for text in ["", "h:1", "ftp://h", "ws://", "ws://h:x/"] {
      #expect(throws: TransportError.self) { try ClientTarget(text) }
    }
  }

  @Test func `a port that is taken is told with its reason`() throws {
    let first = try ListeningSocket.open(HostPort(host: "127.0.0.1", port: 0), isShared: false)
    defer { close(first.descriptor) }
    let address = HostPort(host: "127.0.0.1", port: first.port)
    do {
      _ = try ListeningSocket.open(address, isShared: false)
      Issue.record("the port was taken twice")
    } catch {
      #expect(error.description.contains("in use"))
      #expect(error.description.contains("\(first.port)"))
    }
  }

  @Test func `the limit of open files is raised to need and lowered to sense`() {
    #expect(DescriptorLimit.target(current: 256, needed: 2_000) == 2_000)
    #expect(DescriptorLimit.target(current: 4_096, needed: 2_000) == 4_096)
    #expect(DescriptorLimit.target(current: 1_073_741_816, needed: 2_000) == 131_072)
  }

  @Test func `more connections than files is told before anything starts`() {
    var settings = Transport.Settings()
    settings.limits.webSockets = 1_000_000
    do {
      _ = try Transport(settings: settings)
      Issue.record("the transport was made")
    } catch {
      #expect("\(error)".contains("raise the limit of open files"))
    }
  }

  @Test func `a transport that cannot listen runs nothing`() throws {
    let taken = try ListeningSocket.open(HostPort(host: "127.0.0.1", port: 0), isShared: false)
    defer { close(taken.descriptor) }
    var settings = Transport.Settings()
    settings.publicAddress = HostPort(host: "127.0.0.1", port: 0)
    settings.privateAddress = HostPort(host: "127.0.0.1", port: taken.port)
    let transport = try Transport(settings: settings)
    let site = TestSite()
    #expect(throws: TransportError.self) { try transport.start(public: site, private: site) }
  }
}
