import Foundation
import Synchronization
import TestKit
import Testing

@testable import Server

@Suite(.blocking) struct HTTPBodyTests {
  private func serve(
    _ response: HTTPResponse,
    limits: TransportLimits = TransportLimits()
  ) throws -> TestServer {
    try TestServer(
      limits: limits,
      site: TestSite(handle: { _, _, responder in responder.respond(response) })
    )
  }

  private func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 251) } }

  private func file(_ bytes: [UInt8]) throws -> String {
    let path = NSTemporaryDirectory() + "vivavoce-body-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test(arguments: [0, 1, 4_096, 4_097, 65_536, 65_537, 5_000_000])
  func `bytes of any length arrive whole`(count: Int) throws {
    let bytes = pattern(count)
    let answer = try serve(HTTPResponse(status: 200, body: .bytes(bytes))).get("/")
    #expect(answer.headers["content-length"] == "\(count)")
    #expect(answer.body == bytes)
  }

  @Test func `a part of a file arrives exactly`() throws {
    let bytes = pattern(300_000)
    let path = try file(bytes)
    defer { unlink(path) }
    let body = HTTPResponse.Body.file(path: path, offset: 1_000, count: 250_000)
    let answer = try serve(HTTPResponse(status: 206, body: body)).get("/")
    #expect(answer.status == 206)
    #expect(answer.body == Array(bytes[1_000..<251_000]))
  }

  @Test func `a file that is missing is an error without its path`() throws {
    let body = HTTPResponse.Body.file(path: "/nowhere/secret", offset: 0, count: 10)
    let answer = try serve(HTTPResponse(status: 200, body: body)).get("/")
    #expect(answer.status == 500)
    #expect(!answer.text.contains("secret"))
  }

  @Test func `a file that is shorter than promised cuts the connection`() throws {
    let path = try file(pattern(100))
    defer { unlink(path) }
    let body = HTTPResponse.Body.file(path: path, offset: 0, count: 500)
    let answer = try serve(HTTPResponse(status: 200, body: body)).get("/")
    #expect(answer.headers["content-length"] == "500")
    #expect(answer.body.count == 100)
  }

  private func counting(to end: Int) -> HTTPBodyStream {
    let next = Mutex(0)
    return HTTPBodyStream {
      let index = next.withLock { value in
        defer { value += 1 }
        return value
      }
      if index % 7 == 3 { try await Task.sleep(for: .milliseconds(1)) }
      return index < end ? Array("line \(index)\n".utf8) : nil
    }
  }

  @Test func `a stream arrives in chunks, in order`() throws {
    let body = HTTPResponse.Body.stream(counting(to: 200))
    let answer = try serve(HTTPResponse(status: 200, body: body)).get("/")
    #expect(answer.headers["transfer-encoding"] == "chunked")
    #expect(answer.headers["content-length"] == nil)
    var rest = answer.body[...]
    var joined: [UInt8] = []
    let lineEnd = Array("\r\n".utf8)
    while let end = rest.firstRange(of: lineEnd),
      let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16), size > 0
    {
      joined += rest[end.upperBound...].prefix(size)
      rest = rest[end.upperBound...].dropFirst(size + 2)
    }
    #expect(Array(rest) == Array("0\r\n\r\n".utf8))
    #expect(joined == (0..<200).flatMap { Array("line \($0)\n".utf8) })
  }

  @Test func `a stream for an HTTP 1.0 client has no chunks`() throws {
    let body = HTTPResponse.Body.stream(counting(to: 5))
    let server = try serve(HTTPResponse(status: 200, body: body))
    let answer = try server.exchange("GET / HTTP/1.0\r\nHost: x\r\n\r\n")
    #expect(answer.headers["transfer-encoding"] == nil)
    #expect(answer.text == (0..<5).map { "line \($0)\n" }.joined())
  }

  @Test func `a stream that fails cuts the connection before the last chunk`() throws {
    struct Failure: Error {}
    let isFirst = Mutex(true)
    let stream = HTTPBodyStream {
      let wasFirst = isFirst.withLock { value in
        defer { value = false }
        return value
      }
      guard wasFirst else { throw Failure() }
      return Array("start".utf8)
    }
    let answer = try serve(HTTPResponse(status: 200, body: .stream(stream))).get("/")
    #expect(answer.text == "5\r\nstart\r\n")
  }

  @Test func `a client that reads slowly gets all of it and costs little time`() throws {
    let bytes = pattern(1_500_000)
    let server = try serve(HTTPResponse(status: 200, body: .bytes(bytes)))
    let socket = try RawSocket(port: server.port, receiveBuffer: 8_192)
    socket.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /more HTTP/1.1\r\n")
    _ = eventually(within: 0.3) { false }
    let answer = Answer(try socket.readToEnd())
    #expect(answer.body == bytes)
  }

  @Test func `a client that reads nothing is cut after the progress timeout`() throws {
    var limits = TransportLimits()
    limits.progressTimeout = .milliseconds(200)
    let server = try serve(
      HTTPResponse(status: 200, body: .bytes(pattern(8_000_000))),
      limits: limits
    )
    let socket = try RawSocket(port: server.port, receiveBuffer: 4_096)
    socket.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(eventually { server.transport.counters.sockets.load(ordering: .relaxed) == 1 })
    #expect(eventually { server.transport.counters.sockets.load(ordering: .relaxed) == 0 })
    _ = socket
  }
}
