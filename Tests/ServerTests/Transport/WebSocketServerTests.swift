import Testing

@testable import Server

@Suite struct WebSocketServerTests {
  @Test func `text and binary messages come back as they were sent`() throws {
    let server = try TestServer()
    let client = try RawWebSocket(port: server.port)
    client.send(text: "grüße")
    #expect(try client.next() == .text("grüße"))
    client.send(binary: [0, 255, 1])
    #expect(try client.next() == .binary([0, 255, 1]))
  }

  @Test func `a plain request is answered`() throws {
    let server = try TestServer()
    let answer = try server.get("/hello")
    #expect(answer.status == 200)
    #expect(answer.text == "/hello")
  }
}
