import Synchronization
import Testing

@testable import Server

@Suite(.blocking) struct WebSocketMessageTests {
  @Test func `text and binary messages come back as they were sent`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    client.send(text: "grüße")
    #expect(try client.next() == .text("grüße"))
    client.send(binary: [0, 255, 1])
    #expect(try client.next() == .binary([0, 255, 1]))
  }

  @Test func `empty messages arrive and are answered`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    client.send(binary: [])
    #expect(try client.next() == .binary([]))
    client.send(text: "")
    #expect(try client.next() == .text(""))
  }

  @Test func `a message may arrive in pieces, even with a ping between them`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    client.socket.send(RawWebSocket.piece(1, Array("ab".utf8), isFinal: false))
    client.socket.send(RawWebSocket.piece(9, [7]))
    client.socket.send(RawWebSocket.piece(0, Array("cd".utf8), isFinal: false))
    client.socket.send(RawWebSocket.piece(0, Array("e".utf8)))
    var messages = [try client.next(), try client.next()]
    messages.removeAll { $0 == .text("") }
    #expect(messages.contains(.text("abcde")))
  }

  @Test(arguments: [(4_096, false), (4_097, true), (5_000, true)])
  func `binary messages are taken up to 4 KiB`(size: Int, isRefused: Bool) throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    let bytes = [UInt8](repeating: 3, count: size)
    client.send(binary: bytes)
    if isRefused {
      #expect(
        try client.next() == .close(code: 1009, reason: "the message is over the limit")
      )
    } else {
      #expect(try client.next() == .binary(bytes))
    }
  }

  @Test(arguments: [(65_536, false), (65_537, true), (1_000_000, true)])
  func `text messages are taken up to 64 KiB`(size: Int, isRefused: Bool) throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    let text = String(repeating: "x", count: size)
    client.send(text: text)
    if isRefused {
      guard case .close(let code, _) = try client.nextButPing() else {
        Issue.record("the message was taken")
        return
      }
      #expect(code == 1009)
    } else {
      #expect(try client.next() == .text(text))
    }
  }

  @Test func `a message that grows over the limit piece by piece is refused`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    client.socket.send(RawWebSocket.piece(2, [UInt8](repeating: 0, count: 3_000), isFinal: false))
    client.socket.send(RawWebSocket.piece(0, [UInt8](repeating: 0, count: 3_000), isFinal: true))
    #expect(try client.next() == .close(code: 1009, reason: "the message is over the limit"))
  }

  @Test func `text that is not UTF-8 is refused`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    client.socket.send(RawWebSocket.piece(1, [0x61, 0xC3, 0x28]))
    guard case .close(let code, _) = try client.nextButPing() else {
      Issue.record("the text was taken")
      return
    }
    #expect(code == 1007)
    #expect(server.site.handlers.withLock { $0[0].messages.load(ordering: .relaxed) } == 0)
  }

  @Test func `text cut inside a character at the end is refused`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    client.socket.send(RawWebSocket.piece(1, [0x61, 0xC3]))
    guard case .close(let code, _) = try client.nextButPing() else {
      Issue.record("the text was taken")
      return
    }
    #expect(code == 1007)
  }

  @Test func `a hundred messages come back in order`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    for index in 0..<100 { client.send(text: "\(index)") }
    for index in 0..<100 { #expect(try client.next() == .text("\(index)")) }
  }

  @Test(arguments: [UInt8(3), 4, 11, 15])
  func `an unknown kind of message ends the connection`(opcode: UInt8) throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    client.socket.send(RawWebSocket.piece(opcode, [1, 2, 3]))
    guard case .close(let code, _) = try client.nextButPing() else {
      Issue.record("the message was taken")
      return
    }
    #expect(code == 1002)
    #expect(try server.get("/still").status == 200)
  }

  @Test func `random bytes instead of messages end the connection and nothing else`() throws {
    let server = try TestServer()
    let bystander = try RawWebSocket(port: server.port)
    var random = SeededRandom(seed: 7)
    for _ in 0..<30 {
      let client = try RawWebSocket(port: server.port)
      client.socket.send((0..<400).map { _ in UInt8.random(in: 0...255, using: &random) })
      client.socket.finishSending()
      _ = try? client.socket.readToEnd(timeout: 2)
    }
    bystander.send(text: "here")
    #expect(try bystander.next() == .text("here"))
  }
}
