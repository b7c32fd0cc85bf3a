import Foundation
import Glibc
import SwiftOverlayShims
import Synchronization
import TestKit
import Testing

@testable import Server

@Suite(.blocking) struct HTTPExchangeTests {
  private func post(_ server: TestServer, _ headers: [String], body: String = "") throws -> Answer {
    let lines = ["POST /p HTTP/1.1", "Host: x"] + headers + ["", body]
    return try server.exchange(lines.joined(separator: "\r\n"))
  }

  @Test func `a request reaches the handler with path, query and headers decoded`() throws {
    let server = try TestServer()
    let answer = try server.get(
      "/a%20b/c?x=1&y=%C3%A9&empty=",
      headers: [
        "Authorization: Bearer abc", "Cookie: one=1; vivavoce_session=tok", "Origin: http://h",
        "Range: bytes=0-1", "If-None-Match: \"e\"", "Accept-Language: fr",
      ]
    )
    #expect(answer.status == 200)
    let request = try #require(server.site.requests.withLock { $0.first })
    #expect(request.method == .get)
    #expect(request.path == "/a b/c")
    #expect(request.query.map(\.name) == ["x", "y", "empty"])
    #expect(request.query.map(\.value) == ["1", "é", ""])
    #expect(request.headers.bearerToken == "abc")
    #expect(request.headers.cookie(named: "vivavoce_session") == "tok")
    #expect(request.headers.cookie(named: "session") == nil)
    #expect(request.headers.origin == "http://h")
    #expect(request.headers.range == "bytes=0-1")
    #expect(request.headers.ifNoneMatch == "\"e\"")
    #expect(request.headers.acceptLanguage == "fr")
  }

  @Test func `the answer says its length and that the connection ends`() throws {
    let answer = try TestServer().get("/hello")
    #expect(answer.headers["content-length"] == "6")
    #expect(answer.headers["connection"] == "close")
    #expect(answer.text == "/hello")
  }

  @Test func `HEAD gets the headers of GET and no body`() throws {
    let answer = try TestServer().get("/hello", method: "HEAD")
    #expect(answer.status == 200)
    #expect(answer.headers["content-length"] == "6")
    #expect(answer.body.isEmpty)
  }

  @Test(arguments: [0, 1, 5, 4_096, 65_536])
  func `a body within the limit arrives whole`(size: Int) throws {
    let server = try TestServer()
    let body = String(repeating: "b", count: size)
    let answer = try post(server, ["Content-Length: \(size)"], body: body)
    #expect(answer.status == 200)
    #expect(server.site.requests.withLock { $0.map(\.body.count) } == [size])
  }

  @Test func `a body that comes byte by byte arrives whole`() throws {
    let server = try TestServer()
    let socket = try RawSocket(port: server.port)
    for byte in "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello".utf8 {
      socket.send([byte])
    }
    #expect(Answer(try socket.readToEnd()).status == 200)
    #expect(server.site.requests.withLock { $0.map(\.body) } == [Array("hello".utf8)])
  }

  @Test func `a body over the limit is refused and the answer survives the unread bytes`() throws {
    let server = try TestServer()
    let body = String(repeating: "b", count: 300_000)
    let answer = try post(server, ["Content-Length: 300000"], body: body)
    #expect(answer.status == 413)
    #expect(answer.text.contains("body_too_large"))
    #expect(server.site.requests.withLock { $0.isEmpty })
  }

  @Test func `a body of no known length is refused`() throws {
    let server = try TestServer()
    let chunked = try post(server, ["Transfer-Encoding: chunked"], body: "5\r\nhello\r\n0\r\n\r\n")
    #expect(chunked.status == 411)
    #expect(try post(server, []).status == 411)
    let both = try post(
      server,
      ["Transfer-Encoding: chunked", "Content-Length: 5"],
      body: "0\r\n\r\n"
    )
    #expect(both.status == 411)
    #expect(server.site.requests.withLock { $0.isEmpty })
  }

  @Test(arguments: ["five", "-1", "5, 5", "+5", "99999999999999999999", "0x5"])
  func `a length that is no number or too large is refused`(length: String) throws {
    let server = try TestServer()
    let answer = try post(server, ["Content-Length: \(length)"], body: "hello")
    #expect([400, 413].contains(answer.status))
    #expect(server.site.requests.withLock { $0.isEmpty })
  }

  @Test func `of pipelined requests the first is answered and the connection ends`() throws {
    let server = try TestServer()
    let get = "GET /one HTTP/1.1\r\nHost: x\r\n\r\n"
    let post = "POST /two HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
    for second in [get, post] {
      let answer = try server.exchange(get + second)
      #expect(answer.status == 200)
      #expect(answer.text == "/one")
    }
    let answer = try server.exchange(post + get)
    #expect(answer.text == "/two")
    #expect(server.site.requests.withLock { $0.map(\.path) } == ["/one", "/one", "/two"])
  }

  @Test func `bytes after a body do not answer twice`() throws {
    let server = try TestServer()
    let answer = try post(server, ["Content-Length: 3"], body: "abcdefg\r\n")
    #expect(answer.text == "/p")
    #expect(server.site.requests.withLock { $0.map(\.body) } == [Array("abc".utf8)])
  }

  @Test(arguments: ["PUT", "DELETE", "PATCH", "OPTIONS"])
  func `other methods reach the handler`(method: String) throws {
    let server = try TestServer()
    let answer = try server.get("/x", method: method, headers: ["Content-Length: 0"])
    #expect(answer.status == 200)
    #expect(server.site.requests.withLock { $0.map(\.method.rawValue) } == [method])
  }

  @Test func `an answer may come later from another thread`() throws {
    let site = TestSite(handle: { _, _, responder in
      Task {
        try await Task.sleep(for: .milliseconds(60))
        responder.respond(HTTPResponse(status: 200, body: .bytes(Array("late".utf8))))
        responder.respond(HTTPResponse(status: 500))
      }
    })
    #expect(try TestServer(site: site).get("/x").text == "late")
  }

  @Test func `an answer that never comes is a 504`() throws {
    let kept = Mutex<[HTTPResponder]>([])
    let site = TestSite(handle: { _, _, responder in kept.withLock { $0.append(responder) } })
    var limits = TransportLimits()
    limits.answerTimeout = .milliseconds(100)
    #expect(try TestServer(limits: limits, site: site).get("/x").status == 504)
  }

  @Test func `a client that is gone before its answer harms nobody`() throws {
    let kept = Mutex<[HTTPResponder]>([])
    let site = TestSite(handle: { _, _, responder in kept.withLock { $0.append(responder) } })
    let server = try TestServer(site: site)
    do {
      let socket = try RawSocket(port: server.port)
      socket.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(eventually { kept.withLock { $0.count } == 1 })
      socket.vanish()
    }
    _ = eventually(within: 0.1) { false }
    kept.withLock { $0[0] }.respond(HTTPResponse(status: 200))
    let second = try RawSocket(port: server.port)
    second.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(eventually { kept.withLock { $0.count } == 2 })
    kept.withLock { $0[1] }.respond(HTTPResponse(status: 204))
    #expect(Answer(try second.readToEnd()).status == 204)
    #expect(eventually { server.transport.counters.sockets.load(ordering: .relaxed) == 0 })
  }

  @Test func `waiting for an answer costs no time of the processor, whatever the client sends`()
    throws
  {
    let kept = Mutex<[HTTPResponder]>([])
    let site = TestSite(handle: { _, _, responder in kept.withLock { $0.append(responder) } })
    let server = try TestServer(site: site)
    let socket = try RawSocket(port: server.port)
    socket.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\nGET /y HTTP/1.1\r\n")
    #expect(eventually { kept.withLock { $0.count } == 1 })
    socket.send("Host: y\r\n\r\n")
    socket.finishSending()
    let before = threadTime(of: server.transport.lanes[0])
    _ = eventually(within: 0.4) { false }
    let used = threadTime(of: server.transport.lanes[0]) - before
    #expect(used < 0.1)
    kept.withLock { $0[0] }.respond(HTTPResponse(status: 200, body: .bytes([1])))
    #expect(Answer(try socket.readToEnd()).body == [1])
  }

  @Test func `a request after which the client stops sending is still answered`() throws {
    let server = try TestServer()
    let socket = try RawSocket(port: server.port)
    socket.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
    socket.finishSending()
    #expect(Answer(try socket.readToEnd()).status == 200)
  }

  private func threadTime(of lane: Lane) -> Double {
    let done = Mutex<Double?>(nil)
    lane.async {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      done.withLock { $0 = Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9 }
    }
    _ = eventually { done.withLock { $0 } != nil }
    return done.withLock { $0 } ?? 0
  }
}
