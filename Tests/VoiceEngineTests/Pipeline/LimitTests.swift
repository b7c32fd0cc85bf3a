import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct LimitTests {
  private func interview(
    seconds: Int,
    hears texts: [String] = [],
    recognizer: (any SpeechRecognizer)? = nil
  ) async throws -> InterviewSimulation {
    var plan = InterviewPlan.forTests()
    plan.sessionLimit = .seconds(seconds)
    let interview = try InterviewSimulation(plan, hears: texts, recognizer: recognizer)
    await interview.start()
    return interview
  }

  private func finals(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final.text } else { nil }
    }
  }

  private func silence(_ seconds: Int) -> String { String(repeating: ".", count: seconds * 10) }

  @Test func `time that is up in silence leads to the closing at once`() async throws {
    let interview = try await interview(seconds: 5)
    try await interview.play(silence(7))
    #expect(interview.ending == .limit)
    #expect(interview.asked.map(\.kind) == [.core, .closing])
    #expect(interview.warnings == ["time_is_up"])
  }

  @Test func `who is speaking may finish`() async throws {
    let interview = try await interview(seconds: 3, hears: ["the result"])
    try await interview.waitForFloor()
    try await interview.play(String(repeating: "S", count: 60))
    #expect(interview.state == .candidateSpeaking)
    try await interview.play(silence(6))
    #expect(interview.ending == .limit)
    #expect(finals(interview) == ["the result"])
  }

  @Test func `time that is up while a question is asked cuts it`() async throws {
    let interview = try await interview(seconds: 4, hears: ["no"])
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSS....................")
    try await interview.play(silence(3))
    #expect(interview.ending == .limit)
    #expect(interview.asked.last?.kind == .closing)
  }

  @Test func `no wish to hear the question again outlasts the limit`() async throws {
    let interview = try await interview(seconds: 5)
    for _ in 0..<200 where interview.ending == nil {
      await interview.send(.questionRepeat)
      try await interview.play("..")
    }
    #expect(interview.ending == .limit)
    #expect(interview.cell < 100)
  }

  @Test func `neither does typing without an end`() async throws {
    let interview = try await interview(seconds: 5)
    for _ in 0..<30 {
      await interview.send(.typing)
      try await interview.play("....")
    }
    #expect(interview.ending == .limit)
  }

  @Test func `time that is up in a break ends the break, and keeps the answer that it cut`()
    async throws
  {
    let interview = try await interview(seconds: 5, hears: ["half an answer"])
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSS")
    await interview.send(.pause)
    try await interview.play(silence(6))
    #expect(interview.ending == .limit)
    #expect(finals(interview) == ["half an answer"])
    #expect(interview.turns.map(\.reason) == [.limit])
  }

  @Test func `time that is up while the connection is lost leads to the closing after it`()
    async throws
  {
    let interview = try await interview(seconds: 3)
    try await interview.waitForFloor()
    await interview.disconnect()
    try await interview.play("________________________________________")
    await interview.reconnect()
    #expect(interview.state == .wrapUp)
    #expect(interview.asked.map(\.kind) == [.core, .closing])
  }

  // MARK: The end

  @Test func `who ends in mid-answer has given it, and its words are waited for`() async throws {
    let recognizer = HeldRecognizer { (.hangs, hasPartial: false) }
    let interview = try await interview(seconds: 60, recognizer: recognizer)
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSS")
    await interview.send(.end)
    #expect(interview.turns.map(\.reason) == [.doneButton])
    #expect(interview.ending == nil)
    let recorded = interview.outputs.count
    try await interview.play("SSS")
    #expect(interview.outputs.count == recorded)
    recognizer.letGo()
    await interview.takeReports()
    #expect(finals(interview) == ["word0"])
    #expect(interview.ending == .candidate)
  }

  @Test func `words that never come are waited for as long as the recognizer may take`()
    async throws
  {
    let recognizer = HeldRecognizer { (.hangs, hasPartial: true) }
    let interview = try await interview(seconds: 60, recognizer: recognizer)
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSS")
    await interview.send(.end)
    await interview.disconnect()
    try await interview.play(String(repeating: "_", count: 98))
    #expect(interview.ending == nil)
    try await interview.play("___")
    #expect(interview.ending == .candidate)
    #expect(finals(interview) == ["word0"])
  }

  @Test func `a server that goes down waits for nothing and keeps what it has`() async throws {
    let recognizer = HeldRecognizer { (.hangs, hasPartial: true) }
    let interview = try await interview(seconds: 60, recognizer: recognizer)
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSS")
    await interview.finish(.drained)
    #expect(interview.ending == .drained)
    #expect(finals(interview) == ["word0"])
    recognizer.letGo()
    await interview.takeReports()
    #expect(interview.violations.isEmpty)
  }

  @Test func `an answer that a lost connection cut is kept when nobody comes back`() async throws {
    let interview = try await interview(seconds: 600, hears: ["half an answer"])
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSS")
    await interview.disconnect()
    try await interview.play(String(repeating: "_", count: 1_210))
    #expect(interview.ending == .disconnected)
    #expect(finals(interview) == ["half an answer"])
  }
}
