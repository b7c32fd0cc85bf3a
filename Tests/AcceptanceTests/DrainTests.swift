import Foundation
import Sessions
import TestKit
import Testing
import VoiceEngine

@testable import Server

/// SIGTERM: no new sessions, running ones are told, everything is flushed, and the end comes in
/// time.
@Suite(
  .serialized,
  .blocking,
  .enabled(if: Program.isBuilt, "needs the executable beside the tests")
) struct DrainTests {
  @Test func `a server that is told to stop tells its sessions, waits, ends them and keeps all`()
    throws
  {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try ServerProcess(in: folder, arguments: ["--drain-timeout", "3s"])
    #expect(server.privateStatus("/readyz") == 200)
    let candidate = LiveCandidate(
      start: StartMessage(scenario: TestScenario.french).text,
      voice: .always(TestVoice.packets)
    )
    try candidate.connect(to: server.address)
    try #require(eventually { candidate.sent.count > 50 })
    let start = MonotonicClock.now
    server.kill(SIGTERM)
    #expect(eventually { candidate.notes.contains { $0.code == "restarting" } }, "a warning")
    #expect(server.privateStatus("/readyz") == 503)
    #expect(server.privateStatus("/livez") == 200)
    let refused = #expect(throws: RawWebSocket.Refused.self) { try Caller(server.port) }
    #expect(refused?.answer.hasPrefix("HTTP/1.1 503") == true)
    #expect(refused?.answer.contains("draining") == true)
    // It goes on for as long as it was given.
    let soFar = candidate.sent.count
    #expect(eventually { candidate.sent.count > soFar + 50 })
    #expect(server.process.isRunning)

    #expect(server.exitStatus(within: 15) == 0)
    let took = MonotonicClock.now - start
    #expect(took >= .seconds(3))
    #expect(took < .seconds(6), "took \(took)")
    #expect(candidate.notes.last { $0.type == "session.ended" }?.reason == "drained")
    #expect(eventually { candidate.isClosed })
    #expect(
      [CloseCode.goingAway, CloseCode.restarting].contains(candidate.ending?.code ?? 0),
      "closed with \(String(describing: candidate.ending))"
    )
    try expectKept(candidate, in: folder)
  }

  @Test func `a second signal ends the waiting, and nothing is lost all the same`() throws {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try ServerProcess(in: folder, arguments: ["--drain-timeout", "10m"])
    let candidate = LiveCandidate(
      start: StartMessage(scenario: TestScenario.french).text,
      voice: .always(TestVoice.packets)
    )
    try candidate.connect(to: server.address)
    try #require(eventually { candidate.sent.count > 50 })
    server.kill(SIGTERM)
    try #require(eventually { server.log.contains("\"draining\"") })
    server.kill(SIGTERM)
    #expect(server.exitStatus(within: 5) == 0)
    try expectKept(candidate, in: folder)
  }

  @Test func `a server without sessions stops at once`() throws {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try ServerProcess(in: folder)
    let start = MonotonicClock.now
    server.kill(SIGTERM)
    #expect(server.exitStatus(within: 5) == 0)
    #expect(MonotonicClock.now - start < .seconds(2))
  }

  private func expectKept(_ candidate: LiveCandidate, in folder: URL) throws {
    let store = try SessionStore(directory: folder.appendingPathComponent("data"))
    let id = try #require(candidate.sessionID)
    let session = try #require(try store.session(id))
    #expect(session.status == .ended)
    #expect(session.endReason == .drained)
    // What was still on its way when the session ended belongs to nobody.
    let kept = try RecordedTrack.voice(in: store.folder(id).candidateTrack)
    let sent = candidate.sentPackets
    let common = zip(kept, sent).prefix { $0 == $1 }.count
    #expect(common == kept.count)
    #expect(sent.count - common < 25, "\(sent.count) sent, \(common) kept")
  }
}
