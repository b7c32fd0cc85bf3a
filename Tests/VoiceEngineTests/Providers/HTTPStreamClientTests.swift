import Foundation
import TestKit
import Testing
import VoiceEngine

@Suite(.blocking) struct HTTPStreamClientTests {
  private let client = HTTPStreamClient(settings: .direct)

  private func request(
    _ server: ProtocolServer,
    deadlines: HTTPStreamRequest.Deadlines = .patient,
    limit: Int = 16 << 20
  ) -> HTTPStreamRequest {
    HTTPStreamRequest(
      address: server.address + "/v1/thing?a=b",
      headers: [("Authorization", "Bearer k"), ("Content-Type", "text/plain")],
      body: Array("héllo".utf8),
      deadlines: deadlines,
      answerLimit: limit
    )
  }

  private func failure(
    _ steps: [ProtocolServer.Step],
    deadlines: HTTPStreamRequest.Deadlines = .patient,
    limit: Int = 16 << 20
  ) async throws -> ProviderError? {
    let server = try ProtocolServer { _, _ in steps }
    defer { server.close() }
    do throws(ProviderError) {
      _ = try await client.answer(to: request(server, deadlines: deadlines, limit: limit))
      return nil
    } catch {
      return error
    }
  }

  @Test func `a request arrives as it was made and its answer comes back`() async throws {
    let server = try ProtocolServer { _, _ in ProtocolServer.answer(200, [], "fine") }
    defer { server.close() }
    let answer = try await client.answer(to: request(server))
    #expect(answer == Array("fine".utf8))
    let got = try #require(server.requests.first)
    #expect(got.method == "POST" && got.path == "/v1/thing?a=b" && got.text == "héllo")
    #expect(got.headers["authorization"] == "Bearer k" && got.headers["expect"] == nil)
  }

  @Test func `a request without a body sends an empty one`() async throws {
    let server = try ProtocolServer { _, _ in ProtocolServer.answer(200, [], "fine") }
    defer { server.close() }
    _ = try await client.answer(to: HTTPStreamRequest(address: server.address))
    #expect(server.requests.first?.headers["content-length"] == "0")
    _ = try await client.answer(to: HTTPStreamRequest(method: .get, address: server.address))
    #expect(server.requests.last?.method == "GET")
  }

  @Test func `a body that comes byte by byte is whole`() async throws {
    let text = String(repeating: "0123456789 é ", count: 20)
    let pieces = Array(text.utf8).map { ProtocolServer.Step.chunk([$0]) }
    let server = try ProtocolServer { _, _ in [ProtocolServer.head()] + pieces + [.lastChunk] }
    defer { server.close() }
    #expect(try await client.answer(to: request(server)) == Array(text.utf8))
  }

  @Test func `what has come is there before the rest`() async throws {
    let server = try ProtocolServer { _, _ in
      [ProtocolServer.head(), .chunk(Array("first".utf8)), .stall]
    }
    defer { server.close() }
    let stream = client.send(request(server))
    #expect(try await stream.head().status == 200)
    #expect(try await stream.next() == Array("first".utf8))
  }

  @Test(arguments: [
    (401, [], ProviderError.unauthorized(status: 401)),
    (403, [], .unauthorized(status: 403)),
    (429, ["Retry-After: 7"], .rateLimited(retryAfter: .seconds(7))),
    (429, ["retry-after: 0.5"], .rateLimited(retryAfter: .milliseconds(500))),
    (500, [], .unavailable(status: 500, retryAfter: nil)),
    (503, ["Retry-After: soon"], .unavailable(status: 503, retryAfter: nil)),
    (404, [], .rejected(status: 404)),
    // A key must not follow a redirect to another host.
    (302, ["Location: /elsewhere"], .rejected(status: 302)),
  ])
  func `a status that is no success is an error`(
    status: Int,
    headers: [String],
    expected: ProviderError
  ) async throws {
    let steps = ProtocolServer.answer(status, headers, "{\"error\":\"secret words\"}")
    #expect(try await failure(steps) == expected)
  }

  @Test func `an interim answer is not the answer`() async throws {
    let interim = ProtocolServer.Step.bytes(Array("HTTP/1.1 102 Processing\r\n\r\n".utf8))
    let server = try ProtocolServer { _, _ in
      [interim] + ProtocolServer.answer(200, [], "fine")
    }
    defer { server.close() }
    #expect(try await client.answer(to: request(server)) == Array("fine".utf8))
  }

  @Test func `a server that is silent is given up at the deadline of its stage`() async throws {
    var deadlines = HTTPStreamRequest.Deadlines.patient
    deadlines.firstByte = .milliseconds(60)
    #expect(try await failure([.stall], deadlines: deadlines) == .timedOut(.firstByte))
    let head = ProtocolServer.head()
    #expect(try await failure([head, .stall], deadlines: deadlines) == .timedOut(.firstByte))
    deadlines = .patient
    deadlines.stall = .milliseconds(60)
    let steps = [head, .chunk([1]), .stall]
    #expect(try await failure(steps, deadlines: deadlines) == .timedOut(.stall))
    deadlines = .patient
    deadlines.total = .milliseconds(60)
    #expect(try await failure(steps, deadlines: deadlines) == .timedOut(.total))
  }

  @Test func `a server that never finishes its greeting is given up as a connection`() async throws
  {
    let server = try ProtocolServer { _, _ in [] }
    defer { server.close() }
    var request = request(server)
    // A server without TLS waits for a request, the client for the server's certificate.
    request.address = "https://127.0.0.1:\(server.port)"
    request.deadlines.connect = .milliseconds(60)
    let fixed = request
    await #expect(throws: ProviderError.timedOut(.connect)) { try await client.answer(to: fixed) }
  }

  @Test func `a connection that breaks is an error, wherever it does`() async throws {
    #expect(try await failure([.disconnect]) == .disconnected)
    #expect(try await failure([.bytes(Array("HTTP/1.1 200".utf8)), .disconnect]) != nil)
    let head = ProtocolServer.head()
    #expect(try await failure([head, .disconnect]) == .disconnected)
    #expect(try await failure([head, .chunk([1, 2]), .disconnect]) == .disconnected)
    let short = Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour".utf8)
    #expect(try await failure([.bytes(short), .disconnect]) == .disconnected)
  }

  @Test func `what is not HTTP is no answer`() async throws {
    let error = try await failure([.bytes(Array("\u{1}\u{2}garbage\r\n\r\n".utf8)), .disconnect])
    #expect(error != nil)
  }

  @Test func `an answer beyond its limit is refused`() async throws {
    let steps = ProtocolServer.answer(200, [], String(repeating: "x", count: 1_001))
    #expect(try await failure(steps, limit: 1_000) == .tooLarge)
    #expect(try await failure(steps, limit: 1_001) == nil)
  }

  @Test func `a reader that is slow gets all of a long answer, in order`() async throws {
    let body = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 4) }
    let server = try ProtocolServer { _, _ in ProtocolServer.answer(200, [], body) }
    defer { server.close() }
    let stream = client.send(request(server))
    var got = try #require(try await stream.next())
    var longest = got.count
    while let piece = try await stream.next() {
      longest = max(longest, piece.count)
      got += piece
      await Task.yield()
    }
    #expect(got == body)
    #expect(longest <= 256 << 10)
  }

  @Test func `cancelling the reader ends the request`() async throws {
    let server = try ProtocolServer { _, _ in [ProtocolServer.head(), .chunk([1]), .stall] }
    defer { server.close() }
    let task = Task { [client, request = request(server)] in
      try await client.answer(to: request)
    }
    // Waits without holding a thread, which the task may need to send anything at all.
    for _ in 0..<150_000 where server.requests.isEmpty {
      try await Task.sleep(for: .milliseconds(2))
    }
    #expect(server.requests.count == 1)
    task.cancel()
    await #expect(throws: ProviderError.cancelled) { try await task.value }
    #expect(eventually { server.connectionCount == 0 })
  }

  @Test func `letting go of an answer ends the request`() async throws {
    let server = try ProtocolServer { _, _ in [ProtocolServer.head(), .chunk([1]), .stall] }
    defer { server.close() }
    do {
      let stream = client.send(request(server))
      _ = try await stream.next()
      #expect(server.connectionCount == 1)
    }
    #expect(eventually { server.connectionCount == 0 })
  }

  @Test func `a client that goes takes its requests with it`() async throws {
    let server = try ProtocolServer { _, _ in [.stall] }
    defer { server.close() }
    var client: HTTPStreamClient? = HTTPStreamClient(settings: .direct)
    let stream = try #require(client?.send(request(server)))
    #expect(eventually { server.requests.count == 1 })
    client = nil
    await #expect(throws: ProviderError.cancelled) { try await stream.head() }
  }

  @Test func `where nobody listens nobody is reached`() async throws {
    let server = try ProtocolServer { _, _ in [] }
    server.close()
    #expect(eventually { (try? RawSocket(port: server.port)) == nil })
    let request = request(server)
    await #expect(throws: ProviderError.unreachable) { try await client.answer(to: request) }
  }

  @Test(arguments: ["", "not an address", "file:///etc/passwd", "ftp://127.0.0.1/", "http://"])
  func `an address that is no address of the web is refused`(address: String) async {
    await #expect(throws: ProviderError.invalidRequest) {
      try await client.answer(to: HTTPStreamRequest(address: address))
    }
  }

  @Test func `a header cannot smuggle another one in`() async throws {
    let server = try ProtocolServer { _, _ in ProtocolServer.answer(200, [], "fine") }
    defer { server.close() }
    var request = request(server)
    request.headers.append(("X-Voice", "a\r\nX-Evil: b"))
    let fixed = request
    await #expect(throws: ProviderError.invalidRequest) { try await client.answer(to: fixed) }
    #expect(server.requests.isEmpty)
  }

  @Test func `one request too many is refused at once`() async throws {
    let server = try ProtocolServer { _, _ in [.stall] }
    defer { server.close() }
    var settings = HTTPStreamClient.Settings.direct
    settings.requestLimit = 2
    let client = HTTPStreamClient(settings: settings)
    let streams = [client.send(request(server)), client.send(request(server))]
    await #expect(throws: ProviderError.busy) { try await client.answer(to: request(server)) }
    withExtendedLifetime(streams) {}
  }

  @Test func `a certificate that nobody vouches for is not accepted`() async throws {
    guard let server = TLSServer() else { return }
    defer { server.stop() }
    let request = HTTPStreamRequest(method: .get, address: server.address, deadlines: .patient)
    await #expect(throws: ProviderError.untrusted) { try await client.answer(to: request) }
    var settings = HTTPStreamClient.Settings.direct
    settings.certificates = server.certificate
    let trusting = HTTPStreamClient(settings: settings)
    let page = try await trusting.answer(to: request)
    #expect(!page.isEmpty)
    // The certificate is for the number, not for the name.
    let named = server.address.replacing("127.0.0.1", with: "localhost")
    await #expect(throws: ProviderError.untrusted) {
      try await trusting.answer(to: HTTPStreamRequest(method: .get, address: named))
    }
  }

  @Test func `a proxy is asked for what is elsewhere`() async throws {
    let proxy = try ProtocolServer { _, _ in ProtocolServer.answer(200, [], "by proxy") }
    defer { proxy.close() }
    var settings = HTTPStreamClient.Settings()
    settings.proxy = proxy.address
    let client = HTTPStreamClient(settings: settings)
    let request = HTTPStreamRequest(address: "http://provider.invalid/v1/x")
    #expect(try await client.answer(to: request) == Array("by proxy".utf8))
    #expect(proxy.requests.first?.path == "http://provider.invalid/v1/x")
  }

  @Test func `a request shows neither its address nor its key`() {
    let request = HTTPStreamRequest(
      address: "https://host-canary/",
      headers: [("Authorization", "Bearer key-canary")],
      body: Array("text-canary".utf8)
    )
    var dumped = ""
    dump(request, to: &dumped)
    for text in ["\(request)", String(reflecting: request), dumped] {
      #expect(!text.contains("canary"), "\(text)")
    }
  }
}
