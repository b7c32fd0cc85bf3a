import TestKit
import Testing
import VoiceEngine

@Suite struct RandomInterviewTests {
  /// Seeds that once found a fault, and new ground.
  private static let seeds: [ClosedRange<UInt64>] = stride(from: 0, to: 240, by: 24).map {
    $0...($0 + 23)
  }

  @Test(arguments: seeds)
  func `whatever happens, the invariants hold and nothing said is lost`(
    seeds: ClosedRange<UInt64>
  ) async throws {
    for seed in seeds {
      var interview = try RandomInterview(seed: seed)
      let outcome = try await interview.run()
      #expect(outcome.violations.isEmpty, "RandomInterview(seed: \(seed))\(outcome.diagram)")
    }
  }

  @Test func `the same seed gives the same interview`() async throws {
    for seed: UInt64 in [3, 14, 15] {
      var first = try RandomInterview(seed: seed)
      var second = try RandomInterview(seed: seed)
      let one = try await first.run()
      let other = try await second.run()
      #expect(one.events == other.events)
      #expect(one.diagram == other.diagram)
    }
  }
}
