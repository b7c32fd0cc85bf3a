import TestKit
import Testing
import VoiceEngine

@Suite(.blocking) struct WebSocketStreamTests {
  private let client = WebSocketStreamClient.shared

  private func patient(_ address: String) -> WebSocketStreamRequest {
    WebSocketStreamRequest(address: address, connectDeadline: .seconds(30))
  }

  /// What happens on a stream that the server upgrades and serves.
  private func events(
    _ serve: @escaping @Sendable (ServerWebSocket) -> Void
  ) throws -> [WebSocketStreamEvent] {
    let server = try ProtocolServer.webSockets { socket, _ in serve(socket) }
    defer { server.close() }
    let log = WebSocketLog()
    let stream = client.open(patient(server.webSocketAddress)) { log.take($0) }
    defer { stream.close() }
    return log.untilEnd()
  }

  /// Why a stream does not come about.
  private func refusal(
    _ address: String,
    _ client: WebSocketStreamClient,
    deadline: Duration = .seconds(30)
  ) -> ProviderError? {
    let log = WebSocketLog()
    let request = WebSocketStreamRequest(address: address, connectDeadline: deadline)
    let stream = client.open(request) { log.take($0) }
    defer { stream.close() }
    let events = log.untilEnd()
    guard events.count == 1, case .failed(let error) = events[0] else { return nil }
    return error
  }

  private func refusal(_ steps: [ProtocolServer.Step]) throws -> ProviderError? {
    let server = try ProtocolServer { _, _ in steps }
    defer { server.close() }
    return refusal(server.webSocketAddress, client)
  }

  @Test func `messages go both ways, and what was sent early is not lost`() throws {
    let server = try ProtocolServer.webSockets { socket, _ in
      while let message = socket.next() {
        switch message {
        case .text(let text): socket.send("heard \(text)")
        case .binary(let bytes): socket.send("heard \(bytes.count) bytes")
        case .close: socket.close(1_000)
        default: break
        }
      }
    }
    defer { server.close() }
    let log = WebSocketLog()
    var request = patient(server.webSocketAddress + "/listen?model=a%20b")
    request.headers = [("Authorization", "Token key-canary-91")]
    let stream = client.open(request) { log.take($0) }
    stream.send(text: "early")
    stream.send(binary: Array(repeating: 7, count: 200_000))
    stream.send(text: "")
    #expect(eventually { log.events.count == 4 })
    let heard = ["heard early", "heard 200000 bytes", "heard "]
    #expect(log.events == [.opened] + heard.map { .text($0) })
    let seen = try #require(server.requests.first)
    #expect(seen.path == "/listen?model=a%20b")
    #expect(seen.headers["authorization"] == "Token key-canary-91")
    #expect(seen.headers["host"] == "127.0.0.1:\(server.port)")
    #expect(seen.headers["sec-websocket-extensions"] == nil)
    #expect(!"\(request)\(stream)".contains("canary"))
    stream.close()
    #expect(eventually { server.connectionCount == 0 })
    #expect(log.events.count == 4)
  }

  @Test func `a message may be cut anywhere`() throws {
    let text = #"{"text":"déjà vu"}"#
    let events = try events { socket in
      socket.trickle(text)
      // In pieces of the protocol's own too, cut in the middle of letters.
      let bytes = Array(text.utf8)
      for cut in 0...bytes.count {
        socket.socket.send(ServerWebSocket.piece(1, Array(bytes[..<cut]), isFinal: false))
        socket.socket.send(ServerWebSocket.piece(9, [1, 2]))
        socket.socket.send(ServerWebSocket.piece(0, Array(bytes[cut...])))
        #expect(socket.next() == .pong([1, 2]))
      }
      socket.close(1_000)
    }
    let copies = Array(repeating: WebSocketStreamEvent.text(text), count: text.utf8.count + 2)
    #expect(events == [.opened] + copies + [.closed(code: 1_000)])
  }

  @Test(arguments: [
    (401, [], ProviderError.unauthorized(status: 401)),
    (403, [], .unauthorized(status: 403)),
    (429, ["Retry-After: 7"], .rateLimited(retryAfter: .seconds(7))),
    (429, [], .rateLimited(retryAfter: nil)),
    (503, ["Retry-After: 2"], .unavailable(status: 503, retryAfter: .seconds(2))),
    (500, [], .unavailable(status: 500, retryAfter: nil)),
    (400, [], .rejected(status: 400)),
    (302, ["Location: ws://127.0.0.1:1/"], .rejected(status: 302)),
    (200, [], .malformed),
  ])
  func `every answer but an upgrade is told apart`(
    status: Int,
    headers: [String],
    error: ProviderError
  ) throws {
    let steps = ProtocolServer.answer(status, headers, "{\"error\":\"canary\"}")
    #expect(try refusal(steps) == error)
  }

  @Test func `a host that does not speak the protocol is told apart`() throws {
    #expect(try refusal([.bytes(Array("garbage\r\n\r\n".utf8)), .disconnect]) == .disconnected)
    #expect(try refusal([.disconnect]) == .disconnected)
    let wrong = "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    let accept = "Sec-WebSocket-Accept: bm90IHRoZSByaWdodCBvbmU=\r\n\r\n"
    #expect(try refusal([.bytes(Array((wrong + accept).utf8)), .stall]) == .malformed)
    let server = try ProtocolServer { _, _ in [] }
    server.close()
    #expect(eventually { refusal(server.webSocketAddress, client) == .unreachable })
    #expect(refusal("ws://no-such-host.invalid/", client) == .unreachable)
  }

  @Test func `a greeting that does not come is given up as a connection`() throws {
    let server = try ProtocolServer { _, _ in [.stall] }
    defer { server.close() }
    let error = refusal(server.webSocketAddress, client, deadline: .milliseconds(80))
    #expect(error == .timedOut(.connect))
    #expect(eventually { server.connectionCount == 0 })
  }

  @Test(arguments: [
    "http://127.0.0.1:1/", "127.0.0.1", "ws://", "ws://user@127.0.0.1/", "ws://127.0.0.1:0/",
    "ws://127.0.0.1/" + String(repeating: "a", count: 2_000), "",
  ])
  func `what is no address is not tried`(address: String) {
    #expect(refusal(address, client) == .invalidRequest)
  }

  @Test func `a header that would make two is not sent`() throws {
    let log = WebSocketLog()
    var request = patient("ws://127.0.0.1:1/")
    request.headers = [("Authorization", "a\r\nX-Other: b")]
    let stream = client.open(request) { log.take($0) }
    #expect(log.untilEnd() == [.failed(.invalidRequest)])
    stream.close()
  }

  @Test func `a certificate that nobody vouches for is not accepted`() throws {
    guard let server = TLSServer() else { return }
    defer { server.stop() }
    let address = server.address.replacing("https://", with: "wss://")
    #expect(refusal(address, client) == .untrusted)
    var settings = WebSocketStreamClient.Settings.direct
    settings.certificates = server.certificate
    let trusting = WebSocketStreamClient(settings: settings)
    // It shakes hands and then answers with a page.
    #expect(refusal(address, trusting) == .malformed)
    // Another name of the same address, for which the certificate is not.
    let named = address.replacing("127.0.0.1", with: "127.1")
    #expect(refusal(named, trusting) == .untrusted)
  }

  @Test func `a proxy is asked for the host by name`() throws {
    let proxy = try ProtocolServer { request, _ in
      guard request.method == "CONNECT" else {
        return ProtocolServer.upgrade(request) { socket in
          socket.send("through")
          socket.close(1_000)
        }
      }
      return [.bytes(Array("HTTP/1.1 200 Connected\r\n\r\n".utf8))]
    }
    defer { proxy.close() }
    var settings = WebSocketStreamClient.Settings()
    settings.proxy = "http://me:secret@127.0.0.1:\(proxy.port)/"
    let client = WebSocketStreamClient(settings: settings)
    let log = WebSocketLog()
    let stream = client.open(patient("ws://speech.invalid:8080/x")) { log.take($0) }
    #expect(log.untilEnd() == [.opened, .text("through"), .closed(code: 1_000)])
    stream.close()
    let seen = proxy.requests
    #expect(seen.map(\.method) == ["CONNECT", "GET"])
    #expect(seen.first?.path == "speech.invalid:8080")
    #expect(seen.first?.headers["proxy-authorization"]?.lowercased().hasPrefix("basic ") == true)
    #expect(seen.last?.headers["host"] == "speech.invalid:8080")
  }

  @Test func `a provider that breaks off is told from one that says goodbye`() throws {
    #expect(try events { $0.socket.vanish() } == [.opened, .failed(.disconnected)])
    let goodbye = try events { $0.close(1_011) }
    #expect(goodbye == [.opened, .closed(code: 1_011)])
    let long = try events { socket in
      socket.send(String(repeating: "a", count: 1 << 20) + "b")
      while socket.next() != nil {}
    }
    #expect(long == [.opened, .failed(.tooLarge)])
    let broken = try events { socket in
      socket.socket.send(ServerWebSocket.piece(1, [0xC3, 0x28]))
      while socket.next() != nil {}
    }
    #expect(broken.count == 2 && broken.first == .opened)
  }

  @Test func `a provider that does not read is given up, and memory stays bounded`() throws {
    let server = try ProtocolServer { request, _ in
      Array(ProtocolServer.upgrade(request) { _ in }.prefix(1)) + [.stall]
    }
    defer { server.close() }
    let log = WebSocketLog()
    var request = patient(server.webSocketAddress)
    request.queueLimit = 100_000
    let stream = client.open(request) { log.take($0) }
    stream.send(binary: Array(repeating: 0, count: 100_001))
    #expect(log.untilEnd() == [.opened, .failed(.timedOut(.stall))])
    stream.send(text: "more")
    stream.close()
  }

  @Test func `a provider that is silent is pinged, and given up when it does not answer`() throws {
    var settings = WebSocketStreamClient.Settings.direct
    settings.pingAfter = .seconds(1)
    settings.hangUpAfter = .seconds(2)
    let client = WebSocketStreamClient(settings: settings)
    let server = try ProtocolServer.webSockets { socket, _ in
      #expect(socket.next() == .ping)
      while socket.next() != nil {}
    }
    defer { server.close() }
    let log = WebSocketLog()
    let stream = client.open(patient(server.webSocketAddress)) { log.take($0) }
    #expect(log.untilEnd() == [.opened, .failed(.disconnected)])
    stream.close()
  }

  @Test func `a hundred streams share the thread, and end with the client`() throws {
    let server = try ProtocolServer.webSockets { socket, number in
      socket.send("\(number)")
      while socket.next() != nil {}
    }
    defer { server.close() }
    let logs = (0..<100).map { _ in WebSocketLog() }
    var client: WebSocketStreamClient? = WebSocketStreamClient(settings: .direct)
    let streams = logs.map { log in
      client?.open(patient(server.webSocketAddress)) { log.take($0) }
    }
    #expect(eventually { logs.allSatisfy { $0.events.count == 2 } })
    client = nil
    for log in logs { #expect(log.untilEnd().last == .failed(.cancelled)) }
    #expect(eventually { server.connectionCount == 0 })
    streams.last??.send(text: "nobody hears it")
  }

  @Test func `one stream more than allowed is refused`() throws {
    var settings = WebSocketStreamClient.Settings.direct
    settings.streamLimit = 1
    let client = WebSocketStreamClient(settings: settings)
    let server = try ProtocolServer.webSockets { socket, _ in while socket.next() != nil {} }
    defer { server.close() }
    let log = WebSocketLog()
    let first = client.open(patient(server.webSocketAddress)) { log.take($0) }
    #expect(eventually { log.events == [.opened] })
    #expect(refusal(server.webSocketAddress, client) == .busy)
    first.close()
    #expect(eventually { refusal("ws://127.0.0.1:1/", client) == .unreachable })
  }
}
