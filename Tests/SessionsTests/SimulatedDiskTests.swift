import Foundation
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct SimulatedDiskTests {
  private let directory: TemporaryDirectory
  private let disk = SimulatedDisk()
  private let start = ContinuousClock.now

  init() throws { directory = try TemporaryDirectory() }

  /// A store whose writer runs only when the test says so, with one session.
  private func store() async throws -> SessionStore {
    let store = try SessionStore(
      directory: directory.url,
      limits: StoreLimits(),
      wall: { 42 },
      startsThread: false,
      disk: disk
    )
    try await answer(of: store, at: 0) {
      try await $0.createSession(Sample.record("s1"), consent: Sample.consent())
    }
    return store
  }

  /// Asks a store for something and lets its writer answer.
  private func answer<Value: Sendable>(
    of store: SessionStore,
    at milliseconds: Int64,
    _ question: @escaping @Sendable (SessionStore) async throws -> Value
  ) async throws -> Value {
    let queued = store.health.queuedCommands
    async let value = question(store)
    while store.health.queuedCommands <= queued { await Task.yield() }
    store.step(now: start + .milliseconds(milliseconds))
    return try await value
  }

  private func speak(_ range: Range<Int64>, through recorder: SessionRecorder) {
    for index in range {
      recorder.candidate(
        CandidatePacket(
          start: SampleTime(milliseconds: index * 20),
          durationTicks: 960,
          bytes: [0xF8, UInt8(index), 7]
        )
      )
    }
  }

  @Test(arguments: [0, 1, 27, 100, 300])
  func `a page that a full disk cut short is whole once there is room`(freeBytes: Int) async throws
  {
    let store = try await store()
    let track = try store.folder("s1").candidateTrack
    disk.freeBytes = freeBytes
    speak(0..<60, through: store.recorder(for: "s1"))
    store.step(now: start + .milliseconds(100))
    #expect(store.health.recordingError?.code == .diskFull)
    #expect(try Data(contentsOf: track).count == freeBytes)
    disk.freeBytes = nil
    // Nothing more is said: what waits must not wait for that.
    for time in stride(from: Int64(150), through: 1_250, by: 50) {
      store.step(now: start + .milliseconds(time))
    }
    #expect(try packets(of: track).map(\.bytes) == (0..<60).map { [0xF8, UInt8($0), 7] })
  }

  @Test func `an end that a disk refused for minutes is written once there is room`() async throws {
    let store = try await store()
    let recorder = store.recorder(for: "s1")
    disk.freeBytes = 0
    speak(0..<20, through: recorder)
    await #expect(throws: StoreError.self) {
      try await answer(of: store, at: 50) {
        try await $0.recorder(for: "s1")
          .finish(reason: .completed, at: SampleTime(milliseconds: 400))
      }
    }
    for time in stride(from: Int64(100), through: 180_000, by: 500) {
      store.step(now: start + .milliseconds(time))
    }
    #expect(try store.session("s1")?.status == .running)
    disk.freeBytes = nil
    for time in stride(from: Int64(180_050), through: 181_500, by: 50) {
      store.step(now: start + .milliseconds(time))
    }
    #expect(try store.session("s1")?.status == .ended)
    let kept = try packets(of: store.folder("s1").candidateTrack).map(\.bytes)
    #expect(kept.starts(with: (0..<20).map { [0xF8, UInt8($0), 7] }))
  }

  @Test func `nothing counts as written that a full disk refused`() async throws {
    let store = try await store()
    let recorder = store.recorder(for: "s1")
    speak(0..<10, through: recorder)
    try await answer(of: store, at: 50) { try await $0.flush() }
    disk.freeBytes = 0
    speak(10..<20, through: recorder)
    do {
      try await answer(of: store, at: 100) { try await $0.flush() }
      Issue.record("acknowledged")
    } catch let error as StoreError {
      #expect(error.code == .diskFull)
    }
    disk.freeBytes = nil
    try await answer(of: store, at: 150) { try await $0.flush() }
    #expect(try packets(of: store.folder("s1").candidateTrack).count == 20)
  }

  @Test func `an end that waits for the disk is not written either`() async throws {
    let store = try await store()
    let recorder = store.recorder(for: "s1")
    speak(0..<10, through: recorder)
    disk.freeBytes = 0
    await #expect(throws: StoreError.self) {
      try await answer(of: store, at: 100) { _ in
        try await recorder.finish(reason: .completed, at: SampleTime(seconds: 1))
      }
    }
    await #expect(throws: StoreError.self) {
      try await answer(of: store, at: 150) { try await $0.flush() }
    }
    disk.freeBytes = nil
    store.step(now: start + .seconds(2))
    try await answer(of: store, at: 2_050) { try await $0.flush() }
    #expect(try store.session("s1")?.status == .ended)
    #expect(try store.session("s1")?.duration == .seconds(1))
  }

  @Test func `a packet that was played before its moment is recorded`() async throws {
    let store = try await store()
    let recorder = store.recorder(for: "s1")
    let last = SampleTime(milliseconds: 980)
    recorder.interviewer(
      InterviewerPacket(utterance: 1, sequence: 0, start: last, isLast: true, bytes: [0xF8, 9, 9])
    )
    let finished = UtteranceFinished(
      utterance: 1,
      heardText: "Thanks.",
      truncated: false,
      startMilliseconds: 980,
      endMilliseconds: 1_000,
      words: []
    )
    recorder.event(.utteranceFinished(finished), at: last)
    let length = try await answer(of: store, at: 1_000) { _ in
      try await recorder.finish(reason: .completed, at: last)
    }
    #expect(length == SampleTime(milliseconds: 1_000))
    let kept = try packets(of: store.folder("s1").interviewerTrack)
    #expect(kept.contains { $0.start == last && $0.bytes == [0xF8, 9, 9] })
  }
}
