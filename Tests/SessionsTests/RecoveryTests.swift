import Foundation
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct RecoveryTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func interviewerPacket(at milliseconds: Int64) -> InterviewerPacket {
    InterviewerPacket(
      utterance: 1,
      sequence: 0,
      start: SampleTime(milliseconds: milliseconds),
      isLast: false,
      bytes: [0xF8, 9, 9]
    )
  }

  /// Runs a session for some time in simulated time and lets the process die: the store is let go
  /// of without its writer ever running again.
  private func crash(after milliseconds: Int64, interviewerFrom: Int64) async throws -> [[UInt8]] {
    let store = try SessionStore(
      directory: directory.url,
      limits: StoreLimits(),
      wall: { 42 },
      startsThread: false
    )
    async let created: Void = store.createSession(
      Sample.record("s1", purpose: .training),
      consent: Sample.consent(.training)
    )
    while store.health.queuedCommands == 0 { await Task.yield() }
    let start = ContinuousClock.now
    store.thread.step(now: start)
    try await created
    let recorder = store.recorder(for: "s1")
    var maker = PacketMaker(seed: UInt64(milliseconds))
    var sent: [[UInt8]] = []
    for time in stride(from: Int64(0), to: milliseconds, by: 20) {
      sent.append(maker.packet())
      recorder.candidate(
        CandidatePacket(
          start: SampleTime(milliseconds: time),
          durationTicks: 960,
          bytes: sent[sent.count - 1]
        )
      )
      if time >= interviewerFrom { recorder.interviewer(interviewerPacket(at: time + 300)) }
      recorder.event(
        .speechStarted(SpeechBoundary(atMilliseconds: time)),
        at: SampleTime(milliseconds: time)
      )
      if time % 60 == 40 { store.thread.step(now: start.advanced(by: .milliseconds(time + 20))) }
    }
    return sent
  }

  @Test(arguments: [Int64(0), 20, 400, 980, 1_500, 5_000, 12_340])
  func `a crash costs at most 250 ms of events and 1 s of audio`(milliseconds: Int64) async throws {
    let sent = try await crash(after: milliseconds, interviewerFrom: 2_000)
    let store = try SessionStore(directory: directory.url)
    #expect(try store.session("s1")?.status == .running)
    #expect(try await store.markInterruptedOnStartup() == ["s1"])
    let session = try #require(try store.session("s1"))
    #expect(session.status == .interrupted)
    #expect(session.endReason == nil)
    let events = try store.fold("s1").lastEvent.milliseconds
    #expect(milliseconds - events <= 250 + 20)
    let folder = try store.folder("s1")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    if files.isEmpty {
      #expect(milliseconds < 1_000)
    } else {
      let kept = try packets(of: folder.candidateTrack).map(\.bytes)
      let whole = zip(kept, sent).prefix { $0 == $1 }.count
      #expect((sent.count - whole) * 20 <= 1_000)
      #expect(try OggOpusDecoder(url: folder.candidateTrack).duration == session.duration)
      #expect(try OggOpusDecoder(url: folder.interviewerTrack).duration == session.duration)
    }
    #expect(try await store.markInterruptedOnStartup().isEmpty)
    try await store.close()
  }

  @Test func `a session that runs in this process is not interrupted`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    #expect(try await store.markInterruptedOnStartup().isEmpty)
    #expect(try store.session("s1")?.status == .running)
    try await store.close()
  }

  @Test(arguments: 1...30)
  func `a file torn anywhere keeps its whole pages and plays`(seed: Int) throws {
    let folder = try SessionFolder(of: "s1", in: directory.url)
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    let path = folder.candidateTrack.path
    let track = TrackRecorder(writer: try OggOpusWriter(file: try PageFile(path: path)))
    var maker = PacketMaker(seed: UInt64(seed))
    let sent = (0..<150).map { _ in maker.packet() }
    for (index, packet) in sent.enumerated() {
      try track.place(packet, at: SampleTime(milliseconds: Int64(index) * 20))
    }
    try track.flush()
    let bytes = try Data(contentsOf: folder.candidateTrack)
    // A torn tail, or one that the disk filled with something else.
    let cut = Int.random(in: 0...bytes.count, using: &maker.generator)
    let noise = Bool.random(using: &maker.generator) ? maker.packet() : []
    try (bytes.prefix(cut) + Data(noise)).write(to: folder.candidateTrack)

    let before = (try? packets(of: folder.candidateTrack)) ?? []
    let whole = try OggTail(ofFileAt: path)?.granule ?? 0
    #expect(before.prefix(Int(whole / 960)).map(\.bytes) == Array(sent.prefix(Int(whole / 960))))

    let end = SampleTime(milliseconds: 1_990)
    let length = try RecordingRecovery.repair(folder, atLeast: end)
    #expect(length.ticks == max(end.ticks, whole))
    let after = try packets(of: folder.candidateTrack)
    #expect(after.prefix(Int(whole / 960)).map(\.bytes) == Array(sent.prefix(Int(whole / 960))))
    for url in [folder.candidateTrack, folder.interviewerTrack] {
      #expect(try OggOpusDecoder(url: url).duration == length - .zero)
      #expect(try heard(url).count == Int(length.ticks))
      #expect(try OggTail(ofFileAt: url.path)?.isEnded == true)
    }
    // A second start finds nothing to mend.
    #expect(try RecordingRecovery.repair(folder, atLeast: end) == length)
    #expect(try packets(of: folder.candidateTrack) == after)
  }

  @Test func `packets after a hole keep their place`() throws {
    let url = directory.file("track.opus")
    let track = TrackRecorder(writer: try OggOpusWriter(file: try PageFile(path: url.path)))
    for index in 0..<200 {
      try track.place([0xF8, UInt8(index), 1], at: SampleTime(milliseconds: Int64(index) * 20))
    }
    try track.flush()
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count / 2] ^= 0xFF
    try bytes.write(to: url)
    let kept = try packets(of: url)
    #expect(kept.count == 175)
    #expect(kept.allSatisfy { $0.start.milliseconds == Int64($0.bytes[1]) * 20 })
  }
}
