import Foundation
import Sessions
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Server

/// `kill -9` in the middle of an answer: what is on the disk by then, and what becomes of it.
///
/// The candidate sends a note with every packet, which comes back as an event that is kept. So the
/// journal has an event every 20 ms, and what is missing can be told to a packet.
@Suite(
  .serialized,
  .blocking,
  .enabled(if: Program.isBuilt, "needs the executable beside the tests")
) struct CrashTests {
  @Test func `a killed server loses at most 250 ms of events and 1 s of audio`() throws {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    var killed: [Killed] = []
    // At another point of the writer's rhythm each time.
    for seconds in [1.0, 1.37, 1.81] {
      let server = try ServerProcess(in: folder)
      for earlier in killed { try expectKept(earlier, on: server) }
      killed.append(try killInMidAnswer(server, after: seconds))
    }
    let server = try ServerProcess(
      in: folder,
      environment: ["VIVAVOCE_OPERATOR_TOKEN": House.operatorToken]
    )
    for earlier in killed { try expectKept(earlier, on: server) }
    let list = try HTTPClient.get("\(server.address)/api/v1/sessions", bearer: House.operatorToken)
    for earlier in killed {
      #expect(
        String(decoding: list.body, as: UTF8.self).contains(earlier.created.session_id ?? "-")
      )
    }
    #expect(server.log.contains("sessions were interrupted by the last stop"))
    server.kill(SIGTERM)
    #expect(server.exitStatus(within: 10) == 0)
  }

  /// What a candidate knew when the server was killed.
  private struct Killed {
    var created: ServerNote
    var at: Duration
    var sent: [LiveCandidate.Timed<[UInt8]>]
    var messages: [LiveCandidate.Timed<String>]
  }

  private func killInMidAnswer(_ server: ServerProcess, after seconds: Double) throws -> Killed {
    let candidate = LiveCandidate(
      start: StartMessage(scenario: TestScenario.french).text,
      voice: .always(TestVoice.packets),
      onTick: { #"{"type":"transcript.flag","turn":1,"note":"\#($0)"}"# }
    )
    try candidate.connect(to: server.address)
    try #require(
      eventually(within: 15) { candidate.notes.contains { $0.state == "candidate_speaking" } }
    )
    usleep(UInt32(seconds * 1_000_000))
    let sent = candidate.sent
    server.kill(SIGKILL)
    let at = MonotonicClock.now
    try #require(eventually { !server.process.isRunning })
    return Killed(
      created: try #require(candidate.created),
      at: at,
      sent: sent,
      messages: candidate.messages
    )
  }

  private func expectKept(_ killed: Killed, on server: ServerProcess) throws {
    let id = try #require(killed.created.session_id)
    func get(_ path: String) throws -> HTTPClient.Answer {
      try HTTPClient.get(
        "\(server.address)/api/v1/sessions/\(id)\(path)",
        bearer: killed.created.access_token
      )
    }
    let summary = try JSONDecoder().decode(SessionSummary.self, from: Data(try get("").body))
    #expect(summary.status == .interrupted)
    try expectEvents(killed, try get("/events"))
    try expectAudio(killed, try get("/audio/candidate.opus"), try get("/audio/mix.opus"), summary)
    let report = try get("/report")
    #expect(report.status == 200)
    let read = try JSONDecoder().decode(CoachingReport.self, from: Data(report.body))
    #expect(read.header.notes.contains { $0.code == .interrupted })
    #expect(try get("/captions.vtt").status == 200)
    #expect(try get("/peaks").status == 200)
  }

  private func expectEvents(_ killed: Killed, _ answer: HTTPClient.Answer) throws {
    let kept = try String(decoding: answer.body, as: UTF8.self).split(separator: "\n").map {
      try JSONDecoder().decode(SessionEvent.self, from: Data($0.utf8))
    }
    #expect(kept.map(\.sequence) == Array(0..<Int64(kept.count)))
    let received = killed.messages.compactMap { message -> LiveCandidate.Timed<EngineEvent>? in
      guard
        let event = try? JSONDecoder().decode(EngineEvent.self, from: Data(message.value.utf8)),
        event.isKept
      else { return nil }
      return LiveCandidate.Timed(at: message.at, value: event)
    }
    let common = zip(received.map(\.value), kept.map(\.event)).prefix { $0 == $1 }.count
    #expect(common == min(received.count, kept.count), "the journal is another conversation")
    let missing = received.dropFirst(kept.count)
    // An event came to the candidate a moment after it happened, so this is rather too much.
    let lost = missing.first.map { killed.at - $0.at } ?? .zero
    print(
      "## killed: \(missing.count) of \(received.count) events missing, \(lost.inMilliseconds) ms"
    )
    #expect(received.count > 100)
    #expect(lost <= .milliseconds(250))
  }

  private func expectAudio(
    _ killed: Killed,
    _ candidate: HTTPClient.Answer,
    _ mix: HTTPClient.Answer,
    _ summary: SessionSummary
  ) throws {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let track = folder.appendingPathComponent("candidate.opus")
    try Data(candidate.body).write(to: track)
    let kept = try RecordedTrack.voice(in: track)
    let sent = killed.sent.map(\.value)
    let common = zip(kept, sent).prefix { $0 == $1 }.count
    #expect(common == kept.count || common == sent.count)
    let missing = sent.count - common
    print("## killed: \(missing) of \(sent.count) packets missing, \(missing * 20) ms")
    #expect(missing <= 50)
    let mixed = folder.appendingPathComponent("mix.opus")
    try Data(mix.body).write(to: mixed)
    for file in [track, mixed] {
      let played = try RecordedTrack.playedMilliseconds(of: file)
      #expect(abs(played - summary.durationMilliseconds) <= 20)
    }
  }
}
