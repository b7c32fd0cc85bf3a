import TestKit
import Testing
import VoiceEngine

/// Time that the questions to come need is not spent on follow-ups.
@Suite struct InterviewPacingTests {
  /// Two questions of a follow-up each; the second takes 10 s to think and 20 to 60 s to answer.
  private static let plan: InterviewPlan = {
    let more = PlannedFollowUp(id: "more", condition: .wordsBelow(9), ask: "More?")
    let quiet = PlannedFollowUp(id: "quiet", condition: .silent, ask: "No idea?")
    return InterviewPlan(
      language: "en",
      personaName: "Ms Test",
      questions: [
        PlannedQuestion(id: "one", ask: "One?", followUps: [more, quiet]),
        PlannedQuestion(
          id: "two",
          ask: "Two?",
          followUps: [more],
          thinkTime: .seconds(10),
          expectedAnswer: AnswerWindow(minimum: .seconds(20), maximum: .seconds(60))
        ),
      ],
      closing: "Goodbye."
    )
  }()

  private static let brief = AnswerSummary(content: .words("no"), speechTime: .seconds(1))

  private func move(
    after answer: AnswerSummary = brief,
    secondsLeft: Int?,
    hasOwnWords: Bool = false,
    plan: InterviewPlan = plan
  ) -> (text: String, isOutOfTime: Bool, isGenerated: Bool) {
    var interview = InterviewStateMachine(plan: plan, hasOwnWords: hasOwnWords)
    _ = interview.begin()
    interview.timeLeft = secondsLeft.map { .seconds($0) }
    let move = interview.answered(answer)
    return (move.text, interview.isOutOfTime, move.isGenerated)
  }

  @Test(arguments: [
    (nil, "More?"), (900, "More?"),
    // Ten seconds to think and a minute to answer are kept for the second question.
    (70, "More?"), (69, "Two?"),
    // It is asked as long as a short answer fits.
    (30, "Two?"), (29, "Our time is up. Goodbye."), (0, "Our time is up. Goodbye."),
  ])
  func `what the next question needs is kept for it`(secondsLeft: Int?, text: String) {
    let move = move(secondsLeft: secondsLeft)
    #expect(move.text == text)
    #expect(move.isOutOfTime == text.hasPrefix("Our time"))
  }

  @Test func `who said nothing is asked again, however late it is`() {
    let silence = AnswerSummary(content: .silence, speechTime: .zero)
    #expect(move(after: silence, secondsLeft: 40).text == "No idea?")
  }

  @Test func `nor is it spent on follow-ups of the interviewer's own`() {
    var plan = Self.plan
    plan.questions[0].followUps = []
    plan.questions[0].generatedFollowUpLimit = 1
    #expect(move(secondsLeft: 70, hasOwnWords: true, plan: plan).isGenerated)
    #expect(move(secondsLeft: 69, hasOwnWords: true, plan: plan).text == "Two?")
  }

  @Test func `the last question may take what is left`() {
    var interview = InterviewStateMachine(plan: Self.plan)
    _ = interview.begin()
    _ = interview.nextQuestion()
    interview.timeLeft = .seconds(1)
    #expect(interview.answered(Self.brief).text == "More?")
    #expect(interview.answered(Self.brief).text == "Goodbye.")
    #expect(!interview.isOutOfTime)
  }

  @Test(arguments: [
    (100, ["one", "more", "two", "more", "closing"], Ended.Reason.completed),
    (70, ["one", "two", "more", "closing"], .completed),
    (32, ["one", "closing"], .limit),
  ])
  func `a whole interview leaves out follow-ups, and never cuts a question off`(
    seconds: Int,
    asked: [String],
    ending: Ended.Reason
  ) async throws {
    var plan = Self.plan
    plan.sessionLimit = .seconds(seconds)
    let interview = try InterviewSimulation(plan, hears: Array(repeating: "no", count: 9))
    await interview.start()
    for _ in 0..<5 where interview.ending == nil {
      try await interview.waitForFloor()
      try await interview.play(String(repeating: "S", count: 20))
      try await interview.play(String(repeating: ".", count: 60))
    }
    #expect(interview.asked.map { $0.followUpID ?? $0.questionID } == asked)
    #expect(interview.ending == ending)
    #expect(interview.violations == [])
  }
}
