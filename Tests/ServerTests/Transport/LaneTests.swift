import Synchronization
import TestKit
import Testing

@testable import Server

/// An actor that lives on a lane.
private actor Pinned {
  private let lane: Lane
  private(set) var count = 0

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(lane: Lane) { self.lane = lane }

  func add() -> Bool {
    count += 1
    return lane.isCurrent
  }
}

@Suite(.blocking) struct LaneTests {
  @Test func `an actor pinned to a lane runs on its thread`() async throws {
    let lane = try Lane(name: "test")
    try lane.start()
    defer { lane.stop() }
    let actor = Pinned(lane: lane)
    #expect(await actor.add())
    #expect(await actor.count == 1)
  }

  @Test func `code on the lane reaches the actor without a hop`() async throws {
    let lane = try Lane(name: "test")
    try lane.start()
    defer { lane.stop() }
    let actor = Pinned(lane: lane)
    await withCheckedContinuation { continuation in
      lane.async {
        let isCurrent = actor.assumeIsolated { $0.add() }
        #expect(isCurrent)
        continuation.resume()
      }
    }
    #expect(await actor.count == 1)
  }

  @Test func `closures run in the order in which they were posted`() async throws {
    let lane = try Lane(name: "test")
    try lane.start()
    defer { lane.stop() }
    let seen = Mutex<[Int]>([])
    await withCheckedContinuation { continuation in
      for index in 0..<1_000 { lane.async { seen.withLock { $0.append(index) } } }
      lane.async { continuation.resume() }
    }
    #expect(seen.withLock { $0 } == Array(0..<1_000))
  }

  @Test func `many tasks at once lose no job`() async throws {
    let lane = try Lane(name: "test")
    try lane.start()
    defer { lane.stop() }
    let actor = Pinned(lane: lane)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<500 { group.addTask { _ = await actor.add() } }
    }
    #expect(await actor.count == 500)
  }

  @Test func `jobs that come after the end still run, one at a time`() async throws {
    let lane = try Lane(name: "test")
    try lane.start()
    let actor = Pinned(lane: lane)
    _ = await actor.add()
    lane.stop()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 { group.addTask { _ = await actor.add() } }
    }
    #expect(await actor.count == 101)
  }

  @Test func `jobs posted before the end have run when it is over`() throws {
    let lane = try Lane(name: "test")
    try lane.start()
    let box = Counter()
    for _ in 0..<1_000 { lane.async { box.value.add(1, ordering: .relaxed) } }
    lane.stop()
    #expect(box.value.load(ordering: .relaxed) == 1_000)
  }

  @Test func `a lane ticks every 20 ms with a time that grows`() throws {
    let times = Mutex<[Duration]>([])
    let lane = try Lane(name: "test", onTick: { now in times.withLock { $0.append(now) } })
    try lane.start()
    #expect(eventually { times.withLock { $0.count } >= 10 })
    lane.stop()
    let seen = times.withLock { $0 }
    #expect(seen == seen.sorted())
    let span = seen[9] - seen[0]
    #expect(span > .milliseconds(120))
  }

  @Test func `a lane that is blocked shows in the time since its tick`() throws {
    let lane = try Lane(name: "test")
    try lane.start()
    defer { lane.stop() }
    let gate = Counter()
    lane.async { _ = eventually { gate.value.load(ordering: .acquiring) == 1 } }
    #expect(eventually { lane.timeSinceTick > .milliseconds(100) })
    gate.value.add(1, ordering: .releasing)
    #expect(eventually { lane.timeSinceTick < .milliseconds(100) })
  }

  @Test func `lanes can be started and stopped many times`() throws {
    for _ in 0..<20 {
      let lane = try Lane(name: "test")
      try lane.start()
      lane.stop()
    }
  }
}

/// A number that threads share.
private final class Counter: Sendable {
  let value = Atomic<Int>(0)
}
