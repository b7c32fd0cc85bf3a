import Foundation
import Sessions
import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

@testable import Server

/// Connections that break, hang, or come twice, each beside a session that must not notice.
@Suite(.serialized, .blocking) struct ConnectionFaultTests {
  @Test func `a client that never reads is cut, memory stays bounded, its session waits`()
    async throws
  {
    try await House.runBeside { house in
      let caller = try Caller(house.port, receiveBuffer: 4_096)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      // Each note comes back as an event; nobody reads them.
      let note = String(repeating: "n", count: 1_900)
      let flag = #"{"type":"transcript.flag","turn":1,"note":"\#(note)"}"#
      let before = try residentBytes()
      var sent = 0
      while cuts(house) == 0, sent < 8_000 {
        caller.send(flag)
        sent += 1
      }
      #expect(eventually { cuts(house) == 1 }, "not cut after \(sent) notes")
      let grown = try residentBytes() - before
      #expect(grown < 64 << 20, "grew by \(grown) bytes")
      try expectResumable(caller, in: house)
    }
  }

  @Test func `a client that vanishes in mid-answer finds its session again, question and all`()
    async throws
  {
    try await House.runBeside { house in
      let packets = Array(TestVoice.packets.prefix(60))
      var caller: Caller? = try Caller(house.port)
      let lost = try #require(caller)
      try lost.begin(StartMessage(scenario: TestScenario.five))
      let asked = try lost.next("question.asked")
      try lost.reach("listening")
      try talk(lost, packets.prefix(30))
      try lost.reach("candidate_speaking")
      // A reset throws away what the server has not read yet; what it has read must not be lost.
      usleep(300_000)
      lost.socket.socket.vanish()
      caller = nil
      let id = try #require(lost.created?.session_id)
      #expect(eventually { hasHappened(.disconnected, in: id, of: house) })
      let back = try expectResumable(lost, in: house)
      let again = try back.next("question.asked")
      #expect(again.kind == "reprompt")
      #expect(again.question_id == asked.question_id)
      #expect(again.text?.contains(asked.text ?? "-") == true)
      try talk(back, packets.suffix(30))
      back.send(#"{"type":"session.end"}"#)
      #expect(try back.close() == CloseCode.done)
      let track = try house.store.folder(id).candidateTrack
      RecordedTrack.expect(try RecordedTrack.voice(in: track), equals: packets)
    }
  }

  @Test func `what a network held back for four seconds is kept, each packet in its place`()
    async throws
  {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.french))
      let packets = Array(TestVoice.packets.prefix(350))
      try talk(caller, packets[..<100])
      usleep(4_000_000)
      // TCP loses nothing: all that was said in the meantime comes at once.
      for packet in packets[100..<300] { caller.send(packet: packet) }
      try talk(caller, packets[300...])
      caller.send(#"{"type":"session.end"}"#)
      #expect(try caller.close() == CloseCode.done)
      #expect(caller.errors == [])
      #expect(caller.warnings == ["recognition_unavailable"])
      let id = try #require(caller.created?.session_id)
      let kept = try RecordedTrack.packets(in: house.store.folder(id).candidateTrack)
        .filter { !RecordedTrack.fillers.contains($0.bytes) }
      RecordedTrack.expect(kept.map(\.bytes), equals: packets)
      let first = try #require(kept.first).start
      let places = kept.map { ($0.start - first).ticks }
      #expect(places == packets.indices.map { Int64($0) * OpusEncoder.packetTicks })
    }
  }

  @Test func `a wrong token opens nothing`() async throws {
    try await House.runBeside { house in
      let victim = try Caller(house.port)
      try victim.begin(StartMessage(scenario: TestScenario.five))
      for token in ["wrong", victim.created?.access_token, victim.created?.session_id] {
        let thief = try Caller(house.port)
        thief.send(StartMessage(scenario: TestScenario.five, resume: token).text)
        #expect(try thief.close() == CloseCode.expired)
        #expect(thief.errors == ["session_over"])
      }
      try victim.reach("listening")
    }
  }

  @Test func `the token of a session that is over opens nothing`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      caller.send(#"{"type":"session.end"}"#)
      #expect(try caller.close() == CloseCode.done)
      let late = try Caller(house.port)
      late.send(
        StartMessage(scenario: TestScenario.five, resume: caller.created?.resume_token).text
      )
      #expect(try late.close() == CloseCode.expired)
      #expect(late.errors == ["session_over"])
    }
  }

  /// With more lanes than one, old and new connection are as a rule on different threads.
  @Test func `a second window takes the session over and the first is told`() async throws {
    try await House.runBeside({ $0.lanes = 4 }) { house in
      let first = try Caller(house.port)
      try first.begin(StartMessage(scenario: TestScenario.five))
      try first.reach("listening")
      let second = try expectResumable(first, in: house)
      #expect(try first.close() == CloseCode.takenOver)
      #expect(try second.next("question.asked").kind == "reprompt")
      try second.reach("listening")
      // What the first window still sends belongs nowhere.
      first.type("too late")
      second.type("in time")
      #expect(try second.next("transcript.final").text == "in time")
      let before = second.notes.count
      // The first window's end must not look like the loss of the second.
      first.socket.socket.vanish()
      try second.reach("listening")
      #expect(second.notes.dropFirst(before).allSatisfy { $0.state != "disconnected" })
    }
  }

  @Test func `a session that moves between windows and lanes keeps every packet it took`()
    async throws
  {
    try await House.runBeside({ $0.lanes = 4 }) { house in
      let packets = Array(TestVoice.packets.prefix(120))
      var caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.french))
      let id = try #require(caller.created?.session_id)
      for round in 0..<6 {
        try talk(caller, packets[round * 20..<round * 20 + 20])
        // An answer to a message says that all before it was read.
        caller.send("?")
        _ = try caller.next("error")
        if round < 5 { caller = try expectResumable(caller, in: house) }
      }
      caller.send(#"{"type":"session.end"}"#)
      #expect(try caller.close() == CloseCode.done)
      let track = try house.store.folder(id).candidateTrack
      RecordedTrack.expect(try RecordedTrack.voice(in: track), equals: packets)
      var events = house.store.events(id)
      var sequence: Int64 = 0
      var last = SampleTime.zero
      while let line = try events.next() {
        #expect(line.sequence == sequence)
        #expect(line.at >= last)
        sequence += 1
        last = line.at
      }
    }
  }

  @Test func `a subprotocol that the server does not speak is refused at the handshake`()
    async throws
  {
    try await House.runBeside { house in
      do {
        _ = try Caller(house.port, subprotocol: "vivavoce.v9")
        Issue.record("the handshake went through")
      } catch let refused as RawWebSocket.Refused {
        #expect(refused.answer.hasPrefix("HTTP/1.1 400"))
        #expect(refused.answer.contains("unknown_subprotocol"))
      }
    }
  }

  private func cuts(_ house: House) -> Int {
    house.server.transport.counters.cut.load(ordering: .relaxed)
  }

  private func hasHappened(_ state: InterviewState, in id: String, of house: House) -> Bool {
    var events = house.store.events(id)
    while let line = try? events.next() {
      if case .stateChanged(let changed) = line.event, changed.state == state { return true }
    }
    return false
  }

  private func talk(_ caller: Caller, _ packets: some Sequence<[UInt8]>) throws {
    for packet in packets {
      caller.send(packet: packet)
      usleep(20_000)
    }
  }

  private func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4_096
  }
}
