import Foundation
import Sessions
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Server

/// Binary messages that are no sound packets, each beside a session that must not notice.
@Suite(.serialized, .blocking) struct PacketFaultTests {
  @Test func `audio before the start is audio without consent`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      caller.send(packet: TestVoice.packets[0])
      #expect(try caller.close() == CloseCode.consentMissing)
      #expect(caller.errors == ["consent_missing"])
      #expect(try house.store.sessions().count == 1, "only the companion's")
    }
  }

  @Test func `audio before the session is created is refused and leaves no session running`()
    async throws
  {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      let start = StartMessage(scenario: TestScenario.five).text
      let packet = PacketHeader(sequence: 0, timestamp: 0).encode(TestVoice.packets[0])
      // In one piece, so that the audio is there before the store has written anything.
      caller.socket.socket.send(
        RawWebSocket.piece(1, Array(start.utf8)) + RawWebSocket.piece(2, packet)
      )
      #expect(try caller.close() == CloseCode.consentMissing)
      #expect(caller.errors == ["consent_missing"])
      #expect(caller.notes.allSatisfy { $0.type != "session.created" })
      // The store was asked already, so there is a session; but nobody holds a token of it, and it
      // must not take a place until its window ends.
      let stored = house.store
      #expect(eventually { (try? stored.sessions().contains { $0.status == .ended }) == true })
      #expect(eventually { house.server.hall.count == 1 }, "only the companion's")
      let ended = try #require(try stored.sessions().first { $0.status == .ended })
      #expect(ended.endReason == .disconnected)
      let track = try house.store.folder(ended.record.id).candidateTrack
      #expect(try RecordedTrack.voice(in: track) == [])
    }
  }

  @Test func `a packet of no bytes is answered with an error and the session goes on`()
    async throws
  {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      caller.socket.send(binary: [])
      #expect(try caller.next("error").code == "invalid_packet")
      caller.send(packet: [])
      #expect(try caller.next("error").code == "invalid_packet")
      caller.socket.send(binary: [1, 0, 0])
      #expect(try caller.next("error").code == "invalid_packet")
      try await expectRecorded(by: caller, in: house)
    }
  }

  @Test func `a packet of 5,000 bytes closes the connection but not the session`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      caller.send(packet: [UInt8](repeating: 0x48, count: 5_000))
      #expect(try caller.close() == CloseCode.tooBig)
      let back = try expectResumable(caller, in: house)
      try await expectRecorded(by: back, in: house)
    }
  }

  @Test func `garbage in place of Opus is warned of once and not recorded`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      // Code 3 packets that promise no frames, too many frames, and frames longer than the packet.
      for garbage: [UInt8] in [[0xFF], [0xFF, 0x00], [0xFF, 0x3F, 1], [0x4B, 0xC2, 0xFF, 0xFF]] {
        caller.send(packet: garbage)
      }
      _ = try caller.next("warning") { $0.code == "undecodable_audio" }
      try await expectRecorded(by: caller, in: house)
      #expect(caller.warnings.filter { $0 == "undecodable_audio" }.count == 1)
    }
  }

  @Test func `random bytes for packets never stop the server`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      var random = SeededGenerator(seed: 7)
      for _ in 0..<500 {
        let count = Int.random(in: 1...400, using: &random)
        caller.send(packet: (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
      }
      caller.send(#"{"type":"session.end"}"#)
      #expect(try caller.close() == CloseCode.done)
      let id = try #require(caller.created?.session_id)
      let folder = try house.store.folder(id)
      let length = try #require(try house.store.session(id)?.duration).inMilliseconds
      #expect(abs(try RecordedTrack.playedMilliseconds(of: folder.candidateTrack) - length) < 20)
    }
  }

  @Test func `header version 9 is refused by name and the session is not lost`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      caller.socket.send(binary: [9] + [UInt8](repeating: 0, count: 20))
      #expect(try caller.close() == CloseCode.policy)
      #expect(caller.errors == ["unknown_version"])
      try expectResumable(caller, in: house)
    }
  }

  @Test func `a clock that jumps an hour ahead and back is warned of and moves nothing`()
    async throws
  {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      let packets = Array(TestVoice.packets.prefix(60))
      let hour: UInt32 = 3_600 * 48_000
      for (index, packet) in packets.enumerated() {
        let jump = (20..<40).contains(index) ? hour : 0
        caller.send(packet: packet, at: UInt32(index) * 960 &+ jump)
        usleep(20_000)
      }
      _ = try caller.next("warning") { $0.code == "timestamp_jump" }
      caller.send(#"{"type":"session.end"}"#)
      #expect(try caller.close() == CloseCode.done)
      let id = try #require(caller.created?.session_id)
      let track = try house.store.folder(id).candidateTrack
      RecordedTrack.expect(try RecordedTrack.voice(in: track), equals: packets)
      let length = try #require(try house.store.session(id)?.duration).inMilliseconds
      #expect((1_200..<8_000).contains(length))
      #expect(abs(try RecordedTrack.playedMilliseconds(of: track) - length) < 20)
    }
  }

  @Test func `packets that come twice are kept once`() async throws {
    try await House.runBeside { house in
      let caller = try Caller(house.port)
      try caller.begin(StartMessage(scenario: TestScenario.five))
      let packets = Array(TestVoice.packets.prefix(30))
      for (index, packet) in packets.enumerated() {
        let header = PacketHeader(sequence: UInt32(index), timestamp: UInt32(index) * 960)
        caller.socket.send(binary: header.encode(packet))
        caller.socket.send(binary: header.encode(packet))
        usleep(20_000)
      }
      caller.send(#"{"type":"session.end"}"#)
      #expect(try caller.close() == CloseCode.done)
      let id = try #require(caller.created?.session_id)
      let track = try house.store.folder(id).candidateTrack
      RecordedTrack.expect(try RecordedTrack.voice(in: track), equals: packets)
    }
  }

  /// Sends sound packets, ends the session and finds them, and nothing else, in its recording.
  private func expectRecorded(by caller: Caller, in house: House) async throws {
    let packets = Array(TestVoice.packets.prefix(25))
    for packet in packets {
      caller.send(packet: packet)
      usleep(20_000)
    }
    caller.send(#"{"type":"session.end"}"#)
    #expect(try caller.close() == CloseCode.done)
    let id = try #require(caller.created?.session_id)
    RecordedTrack.expect(
      try RecordedTrack.voice(in: house.store.folder(id).candidateTrack),
      equals: packets
    )
  }
}
