import Foundation
import Speech
import Synchronization
import Testing

@testable import Sessions

@Suite struct SharedWorkTests {
  /// Counts what is made, and how much of it at once; the first piece waits for `open`.
  private final class Workshop: Sendable {
    let made = Atomic<Int>(0)
    private let atOnce = Atomic<Int>(0)
    let mostAtOnce = Atomic<Int>(0)
    private let gate = DispatchSemaphore(value: 0)

    func make(_ value: Int) -> Int {
      let now = atOnce.add(1, ordering: .relaxed).newValue
      if now > mostAtOnce.load(ordering: .relaxed) { mostAtOnce.store(now, ordering: .relaxed) }
      gate.wait()
      gate.signal()
      atOnce.subtract(1, ordering: .relaxed)
      made.add(1, ordering: .relaxed)
      return value
    }

    func open() { gate.signal() }
  }

  @Test func `the same is made once, and only one thing at a time`() async throws {
    let work = SharedWork<Int, Int>(maximumWaiting: 4)
    let workshop = Workshop()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for asker in 0..<30 {
        let key = asker % 3
        group.addTask { try await work.value(key) { workshop.make(key * 10) } }
      }
      while work.count < 3 { await Task.yield() }
      // Long enough for a second thread to come, if there were one.
      try await Task.sleep(for: .milliseconds(20))
      workshop.open()
      var sum = 0
      for try await value in group { sum += value }
      #expect(sum == 300)
    }
    // Who comes after it was done asks anew.
    #expect((3...30).contains(workshop.made.load(ordering: .relaxed)))
    #expect(workshop.mostAtOnce.load(ordering: .relaxed) == 1)
    let before = workshop.made.load(ordering: .relaxed)
    #expect(try await work.value(1) { workshop.make(7) } == 7)
    #expect(workshop.made.load(ordering: .relaxed) == before + 1)
    #expect(work.count == 0)
  }

  @Test func `those who wait for the same get one outcome`() async throws {
    let work = SharedWork<Int, Int>(maximumWaiting: 4)
    let workshop = Workshop()
    async let first = work.value(1) { workshop.make(1) }
    while work.count < 1 { await Task.yield() }
    async let second = work.value(1) { workshop.make(2) }
    // The second must have joined before the first is done.
    try await Task.sleep(for: .milliseconds(50))
    workshop.open()
    #expect(try await [first, second] == [1, 1])
    #expect(workshop.made.load(ordering: .relaxed) == 1)
  }

  @Test func `who finds the waiting list full is told so and not kept`() async throws {
    let work = SharedWork<Int, Int>(maximumWaiting: 1)
    let workshop = Workshop()
    async let first = work.value(1) { workshop.make(1) }
    while work.count < 1 { await Task.yield() }
    async let second = work.value(2) { workshop.make(2) }
    while work.count < 2 { await Task.yield() }
    do throws(RecordingError) {
      _ = try await work.value(3) { workshop.make(3) }
      Issue.record("taken")
    } catch {
      #expect(error.code == .busy)
      #expect(error.message.contains("try again"))
    }
    workshop.open()
    #expect(try await [first, second] == [1, 2])
    #expect(try await work.value(3) { workshop.make(3) } == 3)
  }

  @Test func `work that fails fails for its askers only`() async throws {
    let work = SharedWork<Int, Int>(maximumWaiting: 1)
    do throws(RecordingError) {
      _ = try await work.value(1) { () throws(RecordingError) in
        throw RecordingError(.diskFull, "full")
      }
      Issue.record("made")
    } catch {
      #expect(error.code == .diskFull)
    }
    #expect(try await work.value(1) { 5 } == 5)
  }

  @Test func `a maker gives what the exporters give`() async throws {
    let directory = try TemporaryDirectory()
    let folder = try SessionFolder(of: "s1", in: directory.url)
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    let maker = ReplayMaker(maximumWaiting: 0)
    #expect(try await maker.mix(of: folder, isOver: true) == nil)
    let writer = try OggOpusWriter(file: try PageFile(path: folder.candidateTrack.path))
    try TrackRecorder(writer: writer).close(at: SampleTime(seconds: 1))
    #expect(try await maker.mix(of: folder, isOver: false) == folder.runningMix)
    #expect(try await maker.mix(of: folder, isOver: true) == folder.mix)
    let peaks = try await maker.peaks(of: folder, isOver: true)
    #expect(try JSONDecoder().decode(Peaks.self, from: peaks).candidate.count == 20)
    #expect(Peaks.cached(of: folder) == peaks)
  }
}
