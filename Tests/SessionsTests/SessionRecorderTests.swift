import Foundation
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct SessionRecorderTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func interviewerPacket(
    _ index: Int,
    at milliseconds: Int64,
    utterance: UInt16 = 1
  ) -> InterviewerPacket {
    InterviewerPacket(
      utterance: utterance,
      sequence: UInt32(index),
      start: SampleTime(milliseconds: milliseconds),
      isLast: false,
      bytes: [0xF8, UInt8(index & 0xFF), 3]
    )
  }

  private func candidatePacket(_ bytes: [UInt8], at milliseconds: Int64) -> CandidatePacket {
    CandidatePacket(start: SampleTime(milliseconds: milliseconds), durationTicks: 960, bytes: bytes)
  }

  @Test func `the candidate's track holds exactly the packets that were sent`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let recorder = store.recorder(for: "s1")
    var maker = PacketMaker(seed: 7)
    let sent = (0..<1_000).map { _ in maker.packet() }
    for (index, bytes) in sent.enumerated() {
      #expect(recorder.candidate(candidatePacket(bytes, at: Int64(index) * 20)))
    }
    let length = try await recorder.finish(
      reason: .completed,
      at: SampleTime(milliseconds: 20_000)
    )
    #expect(length == SampleTime(milliseconds: 20_000))
    let stored = try packets(of: try store.folder("s1").candidateTrack)
    #expect(stored.dropLast().map(\.bytes) == sent)
    try await store.close()
  }

  @Test(arguments: 1...12)
  func `both tracks are as long as the session`(seed: Int) async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let recorder = store.recorder(for: "s1")
    var maker = PacketMaker(seed: UInt64(seed))
    var candidate: Int64 = 0
    var interviewer: Int64 = 0
    for index in 0..<300 {
      if Bool.random(using: &maker.generator) {
        candidate += Int64.random(in: 0...40, using: &maker.generator) * 20
        recorder.candidate(candidatePacket(maker.packet(), at: candidate))
        candidate += 20
      } else {
        interviewer = max(interviewer, candidate + 300)
        recorder.interviewer(interviewerPacket(index, at: interviewer))
        interviewer += 20
      }
    }
    let end = SampleTime(
      ticks: candidate * 48 + Int64.random(in: 0...96_000, using: &maker.generator)
    )
    let length = try await recorder.finish(reason: .candidate, at: end)
    let folder = try store.folder("s1")
    #expect(length == end)
    #expect(try store.session("s1")?.duration == end - .zero)
    #expect(try OggOpusDecoder(url: folder.candidateTrack).duration == end - .zero)
    #expect(try OggOpusDecoder(url: folder.interviewerTrack).duration == end - .zero)
    try await store.close()
  }

  @Test func `what was cut before it was heard is not recorded`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let recorder = store.recorder(for: "s1")
    // 400 ms ahead of the candidate's clock, which stands at 600 ms when the voice is cut.
    for index in 0..<50 {
      recorder.interviewer(interviewerPacket(index, at: Int64(index) * 20))
      if index >= 20 {
        recorder.candidate(candidatePacket([0xF8, 1], at: Int64(index - 20) * 20))
      }
    }
    recorder.event(
      .playbackCleared(PlaybackCleared(utterance: 1)),
      at: SampleTime(milliseconds: 600)
    )
    recorder.interviewer(interviewerPacket(99, at: 700, utterance: 2))
    try await recorder.finish(reason: .candidate, at: SampleTime(milliseconds: 1_000))
    let stored = try packets(of: try store.folder("s1").interviewerTrack)
    #expect(stored.prefix(30).map(\.bytes) == (0..<30).map { [0xF8, UInt8($0), 3] })
    #expect(stored[30..<35].allSatisfy { $0.bytes == [0xF8, 0xFF, 0xFE] })
    #expect(
      stored[35] == RecordedPacket(start: SampleTime(milliseconds: 700), bytes: [0xF8, 99, 3])
    )
    #expect(stored[36...].allSatisfy { $0.bytes == [0xF8, 0xFF, 0xFE] })
    try await store.close()
  }

  @Test func `an interview in which nobody speaks still keeps the interviewer's voice`()
    async throws
  {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let recorder = store.recorder(for: "s1")
    for index in 0..<100 { recorder.interviewer(interviewerPacket(index, at: Int64(index) * 20)) }
    try await recorder.finish(reason: .away, at: SampleTime(milliseconds: 2_000))
    let stored = try packets(of: try store.folder("s1").interviewerTrack)
    #expect(stored.dropLast().map(\.bytes) == (0..<100).map { [0xF8, UInt8($0), 3] })
    try await store.close()
  }

  @Test func `two interleaved sessions keep their own packets and events`() async throws {
    let store = try SessionStore(directory: directory.url)
    for id in ["a", "b"] {
      try await store.createSession(Sample.record(id), consent: Sample.consent())
    }
    let recorders = ["a": store.recorder(for: "a"), "b": store.recorder(for: "b")]
    for index in 0..<200 {
      for (id, recorder) in recorders {
        let mark = UInt8(id == "a" ? 1 : 2)
        recorder.candidate(candidatePacket([0xF8, mark, UInt8(index)], at: Int64(index) * 20))
        recorder.event(
          .transcriptFinal(TranscriptFinal(turn: index, text: id, words: [])),
          at: SampleTime(milliseconds: Int64(index) * 20)
        )
      }
    }
    for (id, recorder) in recorders {
      try await recorder.finish(reason: .completed, at: SampleTime(milliseconds: 4_000))
      let stored = try packets(of: try store.folder(id).candidateTrack)
      #expect(stored.count == 201)
      #expect(stored.dropLast().allSatisfy { $0.bytes[1] == (id == "a" ? 1 : 2) })
      var cursor = store.events(id)
      for index in 0..<200 {
        let line = try #require(try cursor.next())
        #expect(line.sequence == Int64(index))
        #expect(
          line.event == .transcriptFinal(TranscriptFinal(turn: index, text: id, words: []))
        )
      }
      #expect(try cursor.next() == nil)
    }
    try await store.close()
  }

  @Test func `events of the moment take no number`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let recorder = store.recorder(for: "s1")
    #expect(recorder.event(.levelMeasured(LevelMeasured(dbfs: -30)), at: .zero) == nil)
    #expect(recorder.event(.stateChanged(StateChanged(state: .greeting)), at: .zero)?.sequence == 0)
    #expect(
      recorder.event(.transcriptPartial(TranscriptPartial(turn: 1, text: "x")), at: .zero) == nil
    )
    #expect(
      recorder.event(.stateChanged(StateChanged(state: .listening)), at: .zero)?.sequence == 1
    )
    try await store.close()
  }

  @Test func `without consent to record no audio is kept`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(
      Sample.record("s1"),
      consent: Sample.consent(recording: false)
    )
    let recorder = store.recorder(for: "s1")
    recorder.candidate(candidatePacket([0xF8, 1], at: 0))
    recorder.interviewer(interviewerPacket(1, at: 0))
    try await recorder.finish(reason: .completed, at: SampleTime(milliseconds: 40))
    let folder = try store.folder("s1")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    #expect(store.health.lostPackets == 0)
    try await store.close()
  }

  @Test func `audio of a session that does not exist is counted and kept nowhere`() async throws {
    let store = try SessionStore(directory: directory.url)
    store.recorder(for: "nobody").candidate(candidatePacket([0xF8, 1], at: 0))
    try await store.flush()
    #expect(store.health.lostPackets == 1)
    let root = SessionFolder.root(of: directory.url).path
    #expect(try FileManager.default.contentsOfDirectory(atPath: root).isEmpty)
    try await store.close()
  }

  @Test func `a session ends once`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let recorder = store.recorder(for: "s1")
    try await recorder.finish(reason: .completed, at: SampleTime(milliseconds: 40))
    await #expect(throws: StoreError.self) {
      try await recorder.finish(reason: .failed, at: SampleTime(milliseconds: 80))
    }
    #expect(try store.session("s1")?.endReason == .completed)
    try await store.close()
  }

  @Test func `sessions that run, end and are erased at once do not harm each other`() async throws {
    let store = try SessionStore(directory: directory.url)
    await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask {
          let id = "s\(number)"
          try await store.createSession(Sample.record(id), consent: Sample.consent())
          let recorder = store.recorder(for: id)
          for index in 0..<150 {
            recorder.candidate(
              self.candidatePacket([0xF8, UInt8(number), UInt8(index)], at: Int64(index) * 20)
            )
            recorder.interviewer(self.interviewerPacket(index, at: Int64(index) * 20 + 300))
            recorder.event(
              .speechStarted(SpeechBoundary(atMilliseconds: Int64(index))),
              at: SampleTime(milliseconds: Int64(index) * 20)
            )
            if index % 50 == 0 { _ = try store.fold(id) }
          }
          if number % 3 == 0 { return try await store.erase(id) }
          try await recorder.finish(reason: .completed, at: SampleTime(milliseconds: 3_000))
        }
      }
    }
    #expect(store.health.lostEvents == 0)
    #expect(store.health.lostPackets == 0)
    #expect(try store.sessions().count == 8)
    for number in 0..<12 where number % 3 != 0 {
      let stored = try packets(of: try store.folder("s\(number)").candidateTrack)
      #expect(
        stored.dropLast().map(\.bytes) == (0..<150).map { [0xF8, UInt8(number), UInt8($0)] }
      )
      var events = 0
      try store.events("s\(number)").forEach { line in
        #expect(line.sequence == Int64(events))
        events += 1
      }
      #expect(events == 150)
    }
    try await store.close()
  }
}
