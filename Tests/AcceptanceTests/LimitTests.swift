import TestKit
import Testing

@testable import Server

/// Limits that are reached: refused at once and by name, with the others unharmed.
@Suite(.serialized, .blocking) struct LimitTests {
  @Test func `one connection over the limit is refused at once and a place comes free again`()
    async throws
  {
    try await House.runBeside { house in
      var callers = try (1..<20).map { _ in try Caller(house.port) }
      let start = MonotonicClock.now
      do {
        _ = try Caller(house.port)
        Issue.record("the 21st connection went through")
      } catch let refused as RawWebSocket.Refused {
        #expect(refused.answer.hasPrefix("HTTP/1.1 503"))
        #expect(refused.answer.contains("overloaded"))
        #expect(refused.answer.lowercased().contains("retry-after"))
      }
      #expect(MonotonicClock.now - start < .seconds(1))
      callers.removeLast().socket.socket.vanish()
      #expect(eventually { house.server.transport.webSocketCount == 19 })
      let late = try Caller(house.port)
      try late.begin(StartMessage(scenario: TestScenario.five))
    }
  }

  @Test func `one session over the limit is told to come back, and a place comes free again`()
    async throws
  {
    try await House.runBeside({ $0.sessionLimit = 2 }) { house in
      let second = try Caller(house.port)
      try second.begin(StartMessage(scenario: TestScenario.five))
      let third = try Caller(house.port)
      third.send(StartMessage(scenario: TestScenario.five).text)
      #expect(try third.close() == CloseCode.overloaded)
      #expect(third.errors == ["overloaded"])
      second.send(#"{"type":"session.end"}"#)
      #expect(try second.close() == CloseCode.done)
      let fourth = try Caller(house.port)
      try fourth.begin(StartMessage(scenario: TestScenario.five))
    }
  }
}
