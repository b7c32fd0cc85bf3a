import Foundation
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

  /// The usual limit of descriptors is 1,024, fewer than 1,000 candidates, pages and the store
  /// need; the server must see to it itself.
  @Test(
    .enabled(if: Program.isBuilt, "needs the executable beside the tests"),
    .enabled(if: OpenFiles.allow(3_000) >= 3_000, "needs 3,000 open files in this process")
  )
  func `the 1,001st connection is refused at once, with 1,024 descriptors to begin with`()
    async throws
  {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try ServerProcess(in: folder, openFiles: 1_024)
    let companion = LiveCandidate(
      start: StartMessage(scenario: TestScenario.french).text,
      voice: .always(TestVoice.packets)
    )
    try companion.connect(to: server.address)
    try #require(eventually { companion.sessionID != nil })
    var callers: [Caller] = []
    for _ in 0..<999 { callers.append(try Caller(server.port)) }
    let start = MonotonicClock.now
    do {
      _ = try Caller(server.port)
      Issue.record("the 1,001st connection went through")
    } catch let refused as RawWebSocket.Refused {
      #expect(refused.answer.hasPrefix("HTTP/1.1 503"))
      #expect(refused.answer.contains("overloaded"))
    }
    #expect(MonotonicClock.now - start < .seconds(1))
    // Pages and the API go on, and so does the candidate who was there before.
    #expect(try HTTPClient.get("\(server.address)/api/v1/notice").status == 200)
    try callers[500].begin(StartMessage(scenario: TestScenario.five))
    companion.end()
    #expect(eventually { companion.isClosed })
    #expect(companion.problems == [])
    let id = try #require(companion.sessionID)
    let track = folder.appendingPathComponent("data/sessions/\(id)/candidate.opus")
    RecordedTrack.expect(try RecordedTrack.voice(in: track), equals: companion.sentPackets)
  }
}
