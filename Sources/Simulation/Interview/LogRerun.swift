import Synchronization
import VoiceEngine

/// Holds an interview again from the log of its inputs and compares what it gives out.
enum LogRerun {
  /// The first difference in words, or `nil` where there is none.
  static func difference(
    of log: InputLog,
    in scenario: SimulatedScenario,
    from outputs: [EngineOutput]
  ) async throws(EngineError) -> String? {
    let comparison = OutputComparison(outputs)
    let interview = try VirtualInterview(
      scenario.plan,
      configuration: scenario.configuration,
      desk: PortDesk(script: nil)
    ) { comparison.take($0) }
    for entry in log.entries where comparison.isSame {
      await interview.give(entry.input, at: entry.elapsed)
    }
    let difference = comparison.difference
    await interview.close()
    return difference
  }
}

/// Compares outputs as they come with those that are expected.
private final class OutputComparison: Sendable {
  private struct State {
    var count = 0
    var difference: String?
  }

  private let expected: [EngineOutput]
  private let state = Mutex(State())

  init(_ expected: [EngineOutput]) { self.expected = expected }

  var isSame: Bool { state.withLock { $0.difference == nil } }

  var difference: String? {
    state.withLock { state in
      if let difference = state.difference { return difference }
      let missing = expected.count - state.count
      return missing > 0 ? "the log gives \(missing) outputs too few" : nil
    }
  }

  func take(_ output: EngineOutput) {
    if case .candidateAudio = output { return }
    state.withLock { state in
      defer { state.count += 1 }
      guard state.difference == nil else { return }
      let isThere = expected.indices.contains(state.count)
      guard isThere, output.isSame(as: expected[state.count]) else {
        state.difference = "the log gives another output \(state.count)"
        return
      }
    }
  }
}

extension EngineOutput {
  fileprivate func isSame(as other: EngineOutput) -> Bool {
    switch (self, other) {
    case (.event(let left, let leftTime), .event(let right, let rightTime)):
      leftTime == rightTime && left == right
    case (.interviewerPacket(let left), .interviewerPacket(let right)): left == right
    case (.candidatePacket(let left), .candidatePacket(let right)): left == right
    case (.candidateAudio(let left), .candidateAudio(let right)): left == right
    default: false
    }
  }
}
