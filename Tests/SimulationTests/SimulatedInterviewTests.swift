import Simulation
import Testing

@Suite struct SimulatedInterviewTests {
  private func outcome(
    _ seed: UInt64,
    _ fault: PlantedFault? = nil
  ) async throws -> SimulatedInterview.Outcome {
    var interview = try SimulatedInterview(seed: seed, fault: fault)
    return try await interview.hold()
  }

  @Test(arguments: 0..<4)
  func `nothing that candidates, networks and ports do breaks an invariant`(part: Int) async throws
  {
    for seed in UInt64(part * 25)..<UInt64(part * 25 + 25) {
      let outcome = try await outcome(seed)
      #expect(outcome.violations.isEmpty && outcome.ending != nil, "\(outcome)")
    }
  }

  @Test(
    arguments: zip(
      PlantedFault.allCases,
      [
        "one utterance at a time",
        "nothing of a cut utterance is sent",
        "the transcript holds what was heard",
        "a way leads out of",
        "one utterance is heard at a time",
        "the candidate's track goes with real time",
        "both tracks share one clock",
        "the log gives",
        "the journal holds what was taken",
        "a candidate packet is kept in its place",
        "an end that was acknowledged is kept",
        "a track is as long as its session",
      ]
    )
  )
  func `a planted fault is caught by its invariant`(
    fault: PlantedFault,
    invariant: String
  ) async throws {
    for seed in UInt64(1)...40 {
      let violations = try await outcome(seed, fault).violations
      if violations.contains(where: { $0.hasPrefix(invariant) }) { return }
    }
    Issue.record("\(fault.rawValue) was not caught in 40 interviews")
  }

  @Test func `the same seed gives the same interview`() async throws {
    for seed in UInt64(1)...5 {
      let first = try await outcome(seed)
      let second = try await outcome(seed)
      #expect(first.duration == second.duration)
      #expect(first.diagram == second.diagram)
      #expect(first.turns == second.turns)
      #expect(first.diedAt == second.diedAt)
    }
  }

  @Test func `an interview that breaks a rule tells how to see it again`() async throws {
    let outcome = try await outcome(1, .doubledUtterance)
    let lines = outcome.description.split(separator: "\n")
    #expect(lines.first == "vivavoce simulate --seed 1 --sessions 1 --plant doubled-utterance")
    #expect(lines.count >= 4)
  }
}
