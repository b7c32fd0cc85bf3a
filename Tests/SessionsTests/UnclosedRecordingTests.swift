import Foundation
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct UnclosedRecordingTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func store() throws -> SessionStore {
    var limits = StoreLimits()
    limits.retryDelay = .milliseconds(20)
    return try SessionStore(directory: directory.url, limits: limits)
  }

  private func speak(through recorder: SessionRecorder) {
    for index in Int64(0)..<100 {
      recorder.candidate(
        CandidatePacket(
          start: SampleTime(milliseconds: index * 20),
          durationTicks: 960,
          bytes: [0xF8, UInt8(index), 7]
        )
      )
    }
  }

  private func expectFailure(
    _ code: StoreError.Code,
    endOf recorder: SessionRecorder
  ) async throws {
    do {
      try await recorder.finish(reason: .completed, at: SampleTime(seconds: 3))
      Issue.record("ended")
    } catch {
      #expect(error.code == code)
    }
  }

  @Test func `a recording that a full disk cut is repaired by the next start`() async throws {
    let first = try store()
    try await first.createSession(Sample.record("s1"), consent: Sample.consent())
    let folder = try first.folder("s1")
    symlink("/dev/full", folder.candidateTrack.path)
    let recorder = first.recorder(for: "s1")
    speak(through: recorder)
    try await expectFailure(.diskFull, endOf: recorder)
    #expect(try first.session("s1")?.status == .running)
    #expect(first.health.recordingError?.code == .diskFull)
    #expect(first.health.openRecordings == 1)
    // A look for what another process left does not take it for that.
    #expect(try await first.markInterruptedOnStartup().isEmpty)
    try await first.close()
    unlink(folder.candidateTrack.path)
    try Data("OggS torn".utf8).write(to: folder.candidateTrack)
    let second = try store()
    #expect(try await second.markInterruptedOnStartup() == ["s1"])
    for track in [folder.candidateTrack, folder.interviewerTrack] {
      #expect(try OggOpusDecoder(url: track).duration == .seconds(3))
      #expect(try OggTail(ofFileAt: track.path)?.isEnded == true)
    }
    try await second.close()
  }

  @Test func `a disk that takes the rest later costs nothing`() async throws {
    let store = try store()
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    let folder = try store.folder("s1")
    let path = folder.candidateTrack.path
    // A pipe takes no write at an offset; unlike a full device it is this test's own.
    mkfifo(path, 0o600)
    let pipe = open(path, O_RDWR | O_CLOEXEC)
    defer { close(pipe) }
    let recorder = store.recorder(for: "s1")
    speak(through: recorder)
    try await expectFailure(.inputOutput, endOf: recorder)
    #expect(try store.session("s1")?.status == .running)
    // The track's descriptor becomes one of a file that can be written.
    let written = try descriptors(of: path).filter { $0 != pipe }
    try #require(written.count == 1)
    unlink(path)
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    dup2(file, written[0])
    close(file)
    let deadline = ContinuousClock.now.advanced(by: .seconds(10))
    while try store.session("s1")?.status == .running, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(10))
    }
    let session = try #require(try store.session("s1"))
    #expect(session.status == .ended)
    #expect(session.endReason == .completed)
    #expect(session.duration == .seconds(3))
    #expect(
      try packets(of: folder.candidateTrack).prefix(100).map(\.bytes)
        == (0..<100).map { [0xF8, UInt8($0), 7] }
    )
    #expect(try OggOpusDecoder(url: folder.candidateTrack).duration == .seconds(3))
    #expect(store.health.openRecordings == 0)
    try await store.close()
  }

  @Test func `a session whose end waits for the disk can be erased`() async throws {
    let store = try store()
    try await store.createSession(Sample.record("s1"), consent: Sample.consent())
    symlink("/dev/full", try store.folder("s1").candidateTrack.path)
    let recorder = store.recorder(for: "s1")
    speak(through: recorder)
    try await expectFailure(.diskFull, endOf: recorder)
    try await store.erase("s1")
    try await store.flush()
    #expect(store.health.openRecordings == 0)
    #expect(try store.session("s1") == nil)
    try await store.close()
  }

  /// This process's descriptors of a file.
  private func descriptors(of path: String) throws -> [Int32] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { name in
      let target = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/\(name)"
      )
      return target == path ? Int32(name) : nil
    }
  }
}
