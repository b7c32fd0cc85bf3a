import Synchronization
public import VoiceEngine

/// Many simulated interviews, one seed after the other, some at a time.
public struct SimulationRun: Sendable {
  /// What came of all of them.
  public struct Tally: Equatable, Sendable {
    /// Interviews that were held.
    public internal(set) var sessions = 0
    /// Interviews in which something was broken.
    public internal(set) var failures = 0
    /// Interviews whose process died while a store kept them.
    public internal(set) var killed = 0
    /// The candidates' turns.
    public internal(set) var turns = 0
    /// How long all interviews took in their own time.
    public internal(set) var duration = Duration.zero
    /// How often each reason ended one.
    public internal(set) var endings: [Ended.Reason: Int] = [:]
  }

  private let seeds: Range<UInt64>
  private let jobs: Int
  private let fault: PlantedFault?

  /// Prepares interviews.
  ///
  /// - Parameters:
  ///   - seed: of the first; the others follow it.
  ///   - jobs: how many are held at a time.
  ///   - fault: what is broken on purpose in all of them.
  public init(seed: UInt64, sessions: Int, jobs: Int, fault: PlantedFault? = nil) {
    let count = UInt64(max(0, sessions))
    seeds = seed..<seed + min(count, .max - seed)
    self.jobs = max(1, jobs)
    self.fault = fault
  }

  /// Holds them all.
  ///
  /// - Parameter report: called from any thread with each interview that broke a rule.
  /// - Throws: `EngineError` when the codec cannot be had, `StoreError` when no store can.
  public func hold(
    report: @escaping @Sendable (SimulatedInterview.Outcome) -> Void
  ) async throws -> Tally {
    let progress = Progress(seeds)
    try await withThrowingTaskGroup { group in
      for _ in 0..<jobs {
        group.addTask {
          while let seed = progress.next() {
            var interview = try SimulatedInterview(seed: seed, fault: fault)
            let outcome = try await interview.hold()
            progress.add(outcome)
            if !outcome.violations.isEmpty { report(outcome) }
          }
        }
      }
      try await group.waitForAll()
    }
    return progress.tally
  }

  /// The next seed and the sums so far.
  private final class Progress: Sendable {
    private let state: Mutex<(seeds: Range<UInt64>, tally: Tally)>

    init(_ seeds: Range<UInt64>) { state = Mutex((seeds, Tally())) }

    var tally: Tally { state.withLock { $0.tally } }

    func next() -> UInt64? {
      state.withLock { state in
        defer { state.seeds = state.seeds.dropFirst() }
        return state.seeds.first
      }
    }

    func add(_ outcome: SimulatedInterview.Outcome) { state.withLock { $0.tally.add(outcome) } }
  }
}

extension SimulationRun.Tally {
  mutating func add(_ outcome: SimulatedInterview.Outcome) {
    sessions += 1
    if !outcome.violations.isEmpty { failures += 1 }
    if outcome.diedAt != nil { killed += 1 }
    turns += outcome.turns
    duration += outcome.duration
    if let ending = outcome.ending { endings[ending, default: 0] += 1 }
  }
}
