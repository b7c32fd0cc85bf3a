import TestKit
import Testing
import VoiceEngine

@Suite struct AnticipationTests {
  private let model = ScriptedLanguageModel("Thank you.")

  private func interview(_ texts: [String]) async throws -> InterviewSimulation {
    var plan = InterviewPlan.forTests()
    plan.questions[0].followUps = []
    let interview = try InterviewSimulation(
      plan,
      hears: texts,
      interviewer: LanguageModelInterviewer(model.list())
    )
    await interview.start()
    try await interview.waitForFloor()
    return interview
  }

  @Test func `the next line is asked for in the pause and not again at the end`() async throws {
    let interview = try await interview(["the database was slow"])
    try await interview.play(String(repeating: "S", count: 20) + ".......")
    #expect(interview.turns.isEmpty)
    for _ in 0..<1_000 where model.prompts.isEmpty { await Task.yield() }
    #expect(model.prompts.count == 1)
    try await interview.play(String(repeating: ".", count: 40))
    #expect(interview.asked.last?.text == "Thank you. How big was the team?")
    #expect(model.prompts.count == 1)
    #expect(interview.violations.isEmpty)
  }

  @Test func `what was asked for before more was said is not used`() async throws {
    let interview = try await interview(["the database was slow", "because of a lock"])
    try await interview.play(String(repeating: "S", count: 20) + ".......")
    for _ in 0..<1_000 where model.prompts.isEmpty { await Task.yield() }
    try await interview.play(String(repeating: "S", count: 20) + String(repeating: ".", count: 40))
    #expect(interview.asked.last?.questionID == "team")
    #expect(model.prompts.count == 2)
    #expect(model.prompts[1].message.contains("because of a lock"))
  }
}
