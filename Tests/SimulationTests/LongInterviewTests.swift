import Simulation
import Testing
import VoiceEngine

@Suite struct LongInterviewTests {
  @Test func `the log of an hour gives every event again`() async throws {
    let outcome = try await LongInterview(minutes: 60).hold()
    #expect(outcome.duration >= .seconds(3_600))
    #expect(outcome.difference == nil)
    let turns = outcome.events.count { $0.typeName == "turn.committed" }
    #expect(turns > 60)
  }

  @Test func `a packet that is missing in a long log is missed`() async throws {
    let outcome = try await LongInterview(minutes: 2).hold(losingPacket: 2_000)
    #expect(outcome.difference != nil)
  }
}
