import Synchronization
import TestKit
import Testing

@testable import Server

@Suite(.blocking) struct WebSocketClosingTests {
  @Test func `a close follows what was sent before it, with its code and reason`() throws {
    let site = TestSite(greets: { connection in
      connection.send(text: "one")
      connection.send(text: "two")
      connection.close(code: 4002, reason: "no such scenario")
      connection.close(code: 1011, reason: "too late")
      #expect(!connection.send(text: "after"))
    })
    let server = try TestServer(site: site)
    let client = try RawWebSocket(port: server.port)
    #expect(try client.next() == .text("one"))
    #expect(try client.next() == .text("two"))
    #expect(try client.next() == .close(code: 4002, reason: "no such scenario"))
    client.close(code: 4002)
    _ = try client.socket.readToEnd()
    #expect(eventually { site.handlers.withLock { $0[0].closed.load(ordering: .relaxed) } == 1 })
  }

  @Test func `a reason longer than a close message holds is cut between characters`() throws {
    let site = TestSite(greets: { connection in
      connection.close(code: 1000, reason: "a" + String(repeating: "é", count: 100))
    })
    let server = try TestServer(site: site)
    let client = try RawWebSocket(port: server.port)
    let expected = "a" + String(repeating: "é", count: 61)
    #expect(try client.next() == .close(code: 1000, reason: expected))
  }

  @Test func `a client that closes gets its close answered and the handler hears once`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    client.close(code: 1000)
    guard case .close = try client.next() else {
      Issue.record("the close was not answered")
      return
    }
    _ = try client.socket.readToEnd()
    let log = server.site.handlers.withLock { $0[0] }
    #expect(eventually { log.closed.load(ordering: .relaxed) == 1 })
    #expect(eventually { server.transport.webSocketCount == 0 })
  }

  @Test func `a client that vanishes is noticed and others go on`() throws {
    let server = try TestServer()
    let other = try RawWebSocket(port: server.port)
    let client = try RawWebSocket(port: server.port)
    client.send(text: "x")
    #expect(try client.next() == .text("x"))
    client.socket.vanish()
    let log = server.site.handlers.withLock { $0[1] }
    #expect(eventually { log.closed.load(ordering: .relaxed) == 1 })
    other.send(text: "y")
    #expect(try other.next() == .text("y"))
  }

  @Test func `a client that never reads is cut and its queue dropped`() throws {
    var limits = TransportLimits()
    limits.outboxBytes = 256 * 1_024
    let connections = Mutex<[WebSocketConnection]>([])
    let site = TestSite(greets: { connection in connections.withLock { $0.append(connection) } })
    let server = try TestServer(limits: limits, site: site)
    let slow = try RawWebSocket(port: server.port, receiveBuffer: 4_096)
    let quick = try RawWebSocket(port: server.port)
    #expect(eventually { connections.withLock { $0.count } == 2 })
    let connection = connections.withLock { $0[0] }
    let text = String(repeating: "z", count: 16_000)
    var sent = 0
    while connection.send(text: text), sent < 10_000 {
      #expect(connection.queuedBytes <= limits.outboxBytes)
      sent += 1
    }
    #expect(sent < 10_000)
    #expect(connection.queuedBytes == 0)
    let log = site.handlers.withLock { $0[0] }
    #expect(eventually { log.closed.load(ordering: .relaxed) == 1 })
    #expect(server.transport.counters.cut.load(ordering: .relaxed) == 1)
    quick.send(text: "fine")
    #expect(try quick.next() == .text("fine"))
    _ = slow
  }

  @Test func `a close that the client never takes ends after the close timeout`() throws {
    var limits = TransportLimits()
    limits.closeTimeout = .milliseconds(200)
    let site = TestSite(greets: { connection in
      let text = String(repeating: "z", count: 60_000)
      for _ in 0..<12 { connection.send(text: text) }
      connection.close(code: 1000, reason: "")
    })
    let server = try TestServer(limits: limits, site: site)
    let client = try RawWebSocket(port: server.port, receiveBuffer: 4_096)
    #expect(
      eventually { site.handlers.withLock { $0.first?.closed.load(ordering: .relaxed) } == 1 }
    )
    _ = client
  }

  @Test func `a silent client is pinged and cut`() throws {
    var limits = TransportLimits()
    limits.pingAfter = .seconds(1)
    limits.cutAfter = .seconds(2)
    let server = try TestServer(limits: limits)
    let client = try RawWebSocket(port: server.port)
    #expect(try client.nextOrPing() == .ping)
    _ = try client.socket.readToEnd()
    #expect(client.socket.isClosedByPeer)
  }

  @Test func `a client that only talks counts as alive`() throws {
    var limits = TransportLimits()
    limits.pingAfter = .seconds(1)
    limits.cutAfter = .seconds(2)
    let server = try TestServer(limits: limits)
    let client = try RawWebSocket(port: server.port)
    for _ in 0..<12 {
      client.send(binary: [1])
      #expect(try client.next() == .binary([1]))
      _ = eventually(within: 0.25) { false }
    }
    client.send(text: "alive")
    #expect(try client.next() == .text("alive"))
  }

  @Test func `closing all connections tells each of them why`() throws {
    let server = try TestServer(lanes: 2)
    let clients = try (0..<8).map { _ in try RawWebSocket(port: server.port) }
    server.transport.closeWebSockets(code: 1012, reason: "restarting")
    for client in clients {
      #expect(try client.next() == .close(code: 1012, reason: "restarting"))
    }
  }

  @Test func `stopping cuts what is connected and every handler hears of it`() throws {
    let server = try TestServer(lanes: 2)
    let clients = try (0..<6).map { _ in try RawWebSocket(port: server.port) }
    #expect(eventually { server.site.handlers.withLock { $0.count } == 6 })
    server.transport.stop()
    let closed = server.site.handlers.withLock { logs in
      logs.map { $0.closed.load(ordering: .relaxed) }
    }
    #expect(closed == [1, 1, 1, 1, 1, 1])
    for client in clients { _ = try client.socket.readToEnd() }
  }

  @Test func `after listening has stopped a new client is refused and the old one is served`()
    throws
  {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    server.transport.stopListening()
    let isRefused = eventually { (try? RawSocket(port: server.port)) == nil }
    #expect(isRefused)
    client.send(text: "still")
    #expect(try client.next() == .text("still"))
  }
}
