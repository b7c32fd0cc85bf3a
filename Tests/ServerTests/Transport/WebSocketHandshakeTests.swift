import Synchronization
import Testing

@testable import Server

@Suite(.blocking) struct WebSocketHandshakeTests {
  private func refusal(
    _ server: TestServer,
    path: String = "/ws",
    subprotocol: String? = "vivavoce.v1",
    replacing: (String, String)? = nil,
    headers: [String] = []
  ) throws -> Answer {
    let socket = try RawSocket(port: server.port)
    var text = RawWebSocket.handshake(
      port: server.port,
      path: path,
      subprotocol: subprotocol,
      headers: headers
    )
    if let (old, new) = replacing { text = text.replacing(old, with: new) }
    socket.send(text)
    return Answer(try socket.readToEnd())
  }

  @Test func `the agreed subprotocol is named in the answer`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port, subprotocol: "other, vivavoce.v1")
    #expect(client.answer.lowercased().contains("sec-websocket-protocol: vivavoce.v1"))
  }

  @Test func `a client that offers no subprotocol is accepted and flagged`() throws {
    let flags = Mutex<[String?]>([])
    let server = try TestServer(
      site: TestSite(greets: { connection in flags.withLock { $0.append(connection.subprotocol) } })
    )
    let plain = try RawWebSocket(port: server.port, subprotocol: nil)
    #expect(!plain.answer.lowercased().contains("sec-websocket-protocol"))
    _ = try RawWebSocket(port: server.port)
    #expect(eventually { flags.withLock { $0.count } == 2 })
    #expect(flags.withLock { $0 } == [nil, "vivavoce.v1"])
  }

  @Test func `a client that offers only unknown subprotocols is told which are known`() throws {
    let server = try TestServer()
    let answer = try refusal(server, subprotocol: "vivavoce.v0, chat")
    #expect(answer.status == 400)
    #expect(answer.text.contains("unknown_subprotocol"))
    #expect(answer.headers["content-type"] == "application/json")
  }

  @Test func `extensions are never agreed on`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(
      port: server.port,
      headers: ["Sec-WebSocket-Extensions: permessage-deflate"]
    )
    #expect(!client.answer.lowercased().contains("extensions"))
  }

  @Test func `the site's refusal reaches the client`() throws {
    let server = try TestServer()
    #expect(try refusal(server, path: "/elsewhere").status == 404)
  }

  @Test func `a handshake with a fault gets an answer that names it`() throws {
    let server = try TestServer()
    let version = ("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8")
    #expect(try refusal(server, replacing: version).status == 426)
    let key = ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "")
    #expect(try refusal(server, replacing: key).status == 400)
    let upgrade = ("Upgrade: websocket", "Upgrade: h2c")
    #expect(try refusal(server, replacing: upgrade).status == 400)
    let method = ("GET /ws", "POST /ws")
    #expect(try refusal(server, replacing: method).status == 400)
    let connection = ("Connection: Upgrade", "Connection: keep-alive")
    #expect(try refusal(server, replacing: connection).status == 400)
    #expect(server.transport.webSocketCount == 0)
  }

  @Test func `the connection over the limit is refused at once and a freed place is given again`()
    throws
  {
    var limits = TransportLimits()
    limits.webSockets = 3
    let server = try TestServer(limits: limits)
    var clients = try (0..<3).map { _ in try RawWebSocket(port: server.port) }
    let answer = try refusal(server)
    #expect(answer.status == 503)
    #expect(answer.text.contains("overloaded"))
    #expect(answer.headers["retry-after"] != nil)
    clients[0].send(text: "still here")
    #expect(try clients[0].next() == .text("still here"))
    clients.removeLast()
    #expect(eventually { server.transport.webSocketCount == 2 })
    #expect(throws: Never.self) { _ = try RawWebSocket(port: server.port) }
  }

  @Test func `the thousand and first connection is refused and the thousand live`() throws {
    let server = try TestServer(lanes: 2)
    let clients = try (0..<1_000).map { _ in try RawWebSocket(port: server.port) }
    #expect(try refusal(server).status == 503)
    for client in clients { client.send(text: "x") }
    for client in clients { #expect(try client.nextButPing() == .text("x")) }
  }

  @Test func `sockets over the limit are refused before a byte is read`() throws {
    var limits = TransportLimits()
    limits.webSockets = 1
    limits.spareSockets = 1
    let server = try TestServer(limits: limits)
    let idle = try (0..<2).map { _ in try RawSocket(port: server.port) }
    #expect(eventually { server.transport.counters.sockets.load(ordering: .relaxed) == 2 })
    let third = try RawSocket(port: server.port)
    let answer = Answer(try third.readToEnd())
    #expect(answer.status == 503)
    #expect(answer.headers["content-length"] == "\(answer.body.count)")
    _ = idle
  }

  @Test func `messages sent along with the handshake are not lost`() throws {
    let server = try TestServer()
    let socket = try RawSocket(port: server.port)
    let handshake = Array(RawWebSocket.handshake(port: server.port).utf8)
    socket.send(handshake + RawWebSocket.piece(1, Array("early".utf8)))
    _ = try socket.read(through: "\r\n\r\n")
    #expect(try socket.read(7) == [0x81, 5] + Array("early".utf8))
  }
}
