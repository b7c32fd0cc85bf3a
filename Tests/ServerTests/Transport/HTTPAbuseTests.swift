import Synchronization
import TestKit
import Testing

@testable import Server

@Suite(.blocking) struct HTTPAbuseTests {
  @Test func `a client that sends its headers slowly is cut`() throws {
    var limits = TransportLimits()
    limits.headerTimeout = .seconds(1)
    let server = try TestServer(limits: limits)
    let silent = try RawSocket(port: server.port)
    let slow = try RawSocket(port: server.port)
    for byte in "GET / HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".utf8 {
      slow.send([byte])
      _ = eventually(within: 0.03) { false }
    }
    _ = try slow.readToEnd()
    _ = try silent.readToEnd()
    #expect(slow.isClosedByPeer)
    #expect(silent.isClosedByPeer)
    #expect(server.site.requests.withLock { $0.isEmpty })
  }

  @Test func `a client that sends its body slowly is cut`() throws {
    var limits = TransportLimits()
    limits.progressTimeout = .milliseconds(200)
    let server = try TestServer(limits: limits)
    let socket = try RawSocket(port: server.port)
    socket.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab")
    _ = try socket.readToEnd()
    #expect(socket.isClosedByPeer)
    #expect(server.site.requests.withLock { $0.isEmpty })
  }

  @Test(arguments: [10_000, 100_000])
  func `headers over the limit end the connection`(size: Int) throws {
    let server = try TestServer()
    let known =
      "GET / HTTP/1.1\r\nHost: x\r\nCookie: \(String(repeating: "c", count: size))\r\n\r\n"
    let unknown = "GET / HTTP/1.1\r\nHost: x\r\nX-A: \(String(repeating: "c", count: size))\r\n\r\n"
    let path = "GET /\(String(repeating: "p", count: size)) HTTP/1.1\r\nHost: x\r\n\r\n"
    for request in [known, unknown, path] {
      #expect([0, 200, 400, 414, 431].contains(try server.exchange(request).status))
    }
    #expect(try server.get("/alive").status == 200)
  }

  private static let strange = [
    "\r\n\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "BREW /pot HTTP/1.1\r\n\r\n",
    "GET  /  HTTP/1.1\r\nHost: x\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.1\nHost: x\n\n",
    "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n",
    "GET /a?b HTTP/1.1\r\n: novalue\r\nHost\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}",
  ]

  @Test func `strange requests are answered or cut and the server lives`() throws {
    var limits = TransportLimits()
    limits.headerTimeout = .seconds(1)
    limits.progressTimeout = .milliseconds(500)
    let server = try TestServer(limits: limits)
    let bystander = try RawWebSocket(port: server.port)
    let sockets = try HTTPAbuseTests.strange.map { request in
      let socket = try RawSocket(port: server.port)
      socket.send(request)
      return socket
    }
    for (index, socket) in sockets.enumerated() {
      #expect(throws: Never.self, "request \(index)") { try socket.readToEnd() }
    }
    #expect(try server.get("/alive").status == 200)
    bystander.send(text: "x")
    #expect(try bystander.next() == .text("x"))
  }

  @Test func `mutated requests never stop the server`() throws {
    var limits = TransportLimits()
    limits.headerTimeout = .seconds(1)
    limits.progressTimeout = .milliseconds(500)
    let server = try TestServer(limits: limits)
    let bystander = try RawWebSocket(port: server.port)
    var random = SeededRandom(seed: 42)
    let seeds = [
      "GET /a?b=c HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\nCookie: a=b\r\n\r\n",
      "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\n\r\n",
      RawWebSocket.handshake(port: server.port) + "\u{1}\u{2}hello",
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd",
    ]
    var waiting: [RawSocket] = []
    for round in 0..<400 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array("\r\n".utf8), at: place)
        default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
        }
      }
      let socket = try RawSocket(port: server.port)
      socket.send(bytes)
      if round % 3 == 0 { socket.vanish() } else if round % 3 == 1 { socket.finishSending() }
      waiting.append(socket)
    }
    #expect(try server.get("/alive").status == 200)
    bystander.send(text: "x")
    #expect(try bystander.next() == .text("x"))
    for socket in waiting { _ = try? socket.readToEnd(timeout: 10) }
    waiting = []
    #expect(try server.get("/alive").status == 200)
    #expect(eventually { server.transport.counters.sockets.load(ordering: .relaxed) == 1 })
  }
}
