import TestKit
import Testing
import VoiceEngine

/// Follow-ups that the plan leaves to an interviewer with words of its own.
@Suite struct OwnFollowUpTests {
  private static let plan: InterviewPlan = {
    var plan = InterviewPlan.forTests()
    plan.questions[0].followUps = []
    plan.questions[0].generatedFollowUpLimit = 2
    return plan
  }()

  /// An interview of long answers with a model that words nothing but follow-ups of its own.
  private func asked(
    _ plan: InterviewPlan,
    asks reply: @escaping @Sendable (Int) -> String
  ) async throws -> [QuestionAsked] {
    let model = ScriptedLanguageModel { prompt, number in
      let isOwn = prompt.instructions.contains("[none]")
      return isOwn ? .success([reply(number)]) : .failure(.declined)
    }
    let interview = try InterviewSimulation(
      plan,
      hears: Array(repeating: "the database was slow because of a lock", count: 9),
      interviewer: LanguageModelInterviewer(model.list())
    )
    await interview.start()
    for _ in 0..<9 where interview.ending == nil {
      try await interview.waitForFloor()
      try await interview.play(String(repeating: "S", count: 30))
      try await interview.play(String(repeating: ".", count: 40))
    }
    #expect(interview.ending == .completed)
    #expect(interview.violations == [])
    return interview.asked
  }

  private static let question = "How did you find the lock in the database?"

  @Test func `they are flagged, bounded, and never instead of a core question`() async throws {
    let asked = try await asked(Self.plan) { _ in Self.question }
    #expect(asked.map(\.questionID) == ["outage", "outage", "outage", "team", "closing"])
    #expect(asked.map { $0.isGenerated ?? false } == [false, true, true, false, false])
    #expect(asked.map(\.followUpID) == [nil, "generated_1", "generated_2", nil, nil])
    #expect(asked.filter { $0.isGenerated == true }.allSatisfy { $0.text == Self.question })
  }

  @Test(arguments: ["[none]", "", "Are you married?", "You did a great job!"])
  func `where the model has none that may be asked, the plan goes on`(reply: String) async throws {
    let asked = try await asked(Self.plan) { _ in reply }
    #expect(asked.map(\.questionID) == ["outage", "team", "closing"])
  }

  @Test func `a plan that allows none gets none`() async throws {
    var plan = Self.plan
    plan.questions[0].generatedFollowUpLimit = nil
    let asked = try await asked(plan) { _ in Self.question }
    #expect(asked.map(\.questionID) == ["outage", "team", "closing"])
  }

  @Test func `they count among the follow-ups of a question`() async throws {
    var plan = Self.plan
    plan.followUpLimit = 1
    let asked = try await asked(plan) { _ in Self.question }
    #expect(asked.map(\.questionID) == ["outage", "outage", "team", "closing"])
  }

  @Test func `the machine offers none to an interviewer that reads its lines`() {
    var machine = InterviewStateMachine(plan: Self.plan)
    _ = machine.begin()
    let move = machine.answered(
      AnswerSummary(content: .words("It was slow."), speechTime: .seconds(9))
    )
    #expect(move.text == "How big was the team?" && !move.isGenerated)
  }

  @Test func `a follow-up of the own is repeated in its own words`() {
    var machine = InterviewStateMachine(plan: Self.plan, hasOwnWords: true)
    _ = machine.begin()
    let move = machine.answered(
      AnswerSummary(content: .words("It was slow."), speechTime: .seconds(9))
    )
    guard case .question(var asked) = move.kind else {
      Issue.record("a question was expected")
      return
    }
    asked.text = Self.question
    machine.askedOwn(asked)
    #expect(machine.repeatLast(afterBreak: false).text == Self.question)
  }
}
