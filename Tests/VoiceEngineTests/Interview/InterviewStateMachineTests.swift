import Testing
import VoiceEngine

@Suite struct InterviewStateMachineTests {
  private static let plan = InterviewPlan(
    language: "en",
    personaName: "Ms Test",
    greeting: "Hello.",
    questions: [
      PlannedQuestion(
        id: "one",
        ask: "One?",
        evidence: [
          EvidencePoint(id: "cause", phrases: ["because"]),
          EvidencePoint(id: "result", phrases: ["in the end"]),
        ],
        followUps: [
          PlannedFollowUp(id: "short", condition: .speechTimeBelow(.seconds(5)), ask: "More?"),
          PlannedFollowUp(id: "why", condition: .missing("cause"), ask: "Why?"),
          PlannedFollowUp(id: "end", condition: .missing("result"), ask: "And then?"),
        ]
      ),
      PlannedQuestion(
        id: "two",
        ask: "Two?",
        followUps: [PlannedFollowUp(id: "quiet", condition: .silent, ask: "No idea?")]
      ),
    ],
    closing: "Goodbye."
  )

  /// An answer: `w:` words, `v` voice, `u` voice in a language without recognizer, `-` silence;
  /// before it the seconds of speech.
  private static func answer(_ text: String) -> AnswerSummary {
    let parts = text.split(separator: " ", maxSplits: 1)
    let content: AnswerSummary.Content =
      switch parts[1] {
      case "-": .silence
      case "v": .voice(couldRecognize: true)
      case "u": .voice(couldRecognize: false)
      default: .words(String(parts[1].dropFirst(2)))
      }
    return AnswerSummary(content: content, speechTime: .seconds(Int(parts[0]) ?? 0))
  }

  private static func name(_ move: InterviewMove) -> String {
    switch move.kind {
    case .greeting: "greeting"
    case .nudge: "nudge"
    case .closing: "closing"
    case .question(let asked):
      switch asked.kind {
      case .core: asked.questionID
      case .followUp: asked.followUpID ?? "?"
      case .reprompt: "again " + (asked.followUpID ?? asked.questionID)
      case .closing: "?"
      }
    }
  }

  private static func moves(_ answers: [String], plan: InterviewPlan = plan) -> [String] {
    var interview = InterviewStateMachine(plan: plan)
    var moves = [name(interview.begin())]
    if moves == ["greeting"] { moves.append(name(interview.nextQuestion())) }
    return moves + answers.map { name(interview.answered(answer($0))) }
  }

  @Test(arguments: [
    // A full answer leads to the next question, and the last to the closing.
    (["9 w:because in the end", "9 w:fine"], ["two", "closing"]),
    // The first condition that holds, in the order of the plan, each once, two at most.
    (["1 w:no", "1 w:no", "1 w:no"], ["short", "why", "two"]),
    (["9 w:because", "1 w:in the end", "9 w:x"], ["end", "two", "closing"]),
    // Conditions see all that was said about the question.
    (["1 w:because", "4 w:in the end"], ["short", "two"]),
    (["3 w:because", "3 w:nothing", "3 w:in the end"], ["short", "end", "two"]),
    // Unintelligible speech and silence get the question again, once.
    (["9 v", "9 v"], ["again one", "two"]),
    (["0 -", "0 -"], ["again one", "two"]),
    (["0 -", "9 v", "0 -"], ["again one", "two", "quiet"]),
    // A follow-up may be asked again too.
    (["1 w:because in the end", "0 -", "0 -"], ["short", "again short", "two"]),
    // A follow-up for silence is better than the same words, and stands for them.
    (["9 w:because in the end", "0 -", "0 -"], ["two", "quiet", "closing"]),
    // Without a recognizer nothing is asked again, and only length leads to a follow-up.
    (["9 u", "9 u"], ["two", "closing"]),
    (["1 u", "2 u", "9 u"], ["short", "two", "closing"]),
    // A typed answer has no length.
    (["0 w:because in the end"], ["two"]),
  ])
  func `the answers lead through the plan`(answers: [String], moves: [String]) {
    #expect(Self.moves(answers) == ["greeting", "one"] + moves)
  }

  @Test func `without a greeting the first question comes first`() {
    var plan = Self.plan
    plan.greeting = nil
    #expect(Self.moves([], plan: plan) == ["one"])
  }

  @Test func `a plan without follow-ups asks none`() {
    var plan = Self.plan
    plan.followUpLimit = 0
    #expect(Self.moves(["1 w:no", "1 w:no"], plan: plan) == ["greeting", "one", "two", "closing"])
  }

  @Test func `a reprompt says why, and holds the question's own words`() {
    var interview = InterviewStateMachine(plan: Self.plan)
    _ = interview.nextQuestion()
    let again = interview.answered(Self.answer("3 v"))
    #expect(again.text.hasSuffix("One?"))
    #expect(again.text.hasPrefix("I could hear you"))
  }

  @Test func `what is repeated at a wish is the last that was asked`() {
    var interview = InterviewStateMachine(plan: Self.plan)
    #expect(Self.name(interview.repeatLast(afterBreak: false)) == "greeting")
    _ = interview.nextQuestion()
    _ = interview.answered(Self.answer("1 w:no"))
    let again = interview.repeatLast(afterBreak: false)
    #expect(Self.name(again) == "again short")
    #expect(again.text == "More?")
    #expect(interview.repeatLast(afterBreak: true).text == "Welcome back. Let us go on. More?")
    // A wish is no missing answer: the reprompt is still to be had.
    #expect(Self.name(interview.answered(Self.answer("0 -"))) == "again short")
  }

  @Test func `when time is up the closing says so, and nothing follows it`() {
    var interview = InterviewStateMachine(plan: Self.plan)
    _ = interview.nextQuestion()
    #expect(interview.timeIsUp().text == "Our time is up. Goodbye.")
    #expect(interview.question == nil)
    #expect(Self.name(interview.answered(Self.answer("9 w:x"))) == "closing")
  }

  @Test func `a language without phrases only repeats`() {
    var plan = Self.plan
    plan.language = "sv"
    var interview = InterviewStateMachine(plan: plan)
    _ = interview.nextQuestion()
    #expect(interview.nudge() == nil)
    #expect(interview.answered(Self.answer("0 -")).text == "One?")
    #expect(interview.timeIsUp().text == "Goodbye.")
  }

  @Test(arguments: ["en", "fr"])
  func `the canned phrases of a language are all there`(language: String) throws {
    let phrases = try #require(CannedPhrases.phrases(for: language))
    let all = [
      phrases.nudge, phrases.stillThere, phrases.notUnderstood, phrases.welcomeBack,
      phrases.timeIsUp,
    ]
    #expect(all.allSatisfy { !$0.isEmpty })
    #expect(Set(all).count == all.count)
  }
}

@Suite struct FollowUpConditionTests {
  private static let evidence = [EvidencePoint(id: "p", phrases: ["point"])]
  private static let spoken = AnswerSummary(
    content: .words("the point is"),
    speechTime: .seconds(9)
  )
  private static let typed = AnswerSummary(content: .words("no"), speechTime: .zero)
  private static let voice = AnswerSummary(
    content: .voice(couldRecognize: true),
    speechTime: .seconds(9)
  )
  private static let silence = AnswerSummary(content: .silence, speechTime: .zero)

  @Test(arguments: [
    // spoken, typed, voice, silence
    (FollowUpCondition.heard("p"), [true, false, false, false]),
    (.missing("p"), [false, true, false, false]),
    (.missing("unknown"), [false, false, false, false]),
    (.heard("unknown"), [false, false, false, false]),
    (.silent, [false, false, false, true]),
    (.speechTimeBelow(.seconds(10)), [true, false, true, false]),
    (.speechTimeBelow(.seconds(9)), [false, false, false, false]),
    (.wordsBelow(3), [false, true, false, false]),
    (.wordsBelow(4), [true, true, false, false]),
    (.all([.heard("p"), .wordsBelow(4)]), [true, false, false, false]),
    (.all([]), [true, true, true, true]),
    (.any([.silent, .missing("p")]), [false, true, false, true]),
    (.any([]), [false, false, false, false]),
    (.any([.all([.silent]), .all([.heard("p"), .silent])]), [false, false, false, true]),
  ])
  func `a condition holds only for what is known`(condition: FollowUpCondition, holds: [Bool]) {
    let answers = [Self.spoken, Self.typed, Self.voice, Self.silence]
    #expect(answers.map { condition.holds(for: $0, evidence: Self.evidence) } == holds)
  }

  @Test func `what was asked before is known whatever was answered`() {
    let condition = FollowUpCondition.all([.asked("more"), .silent])
    #expect(condition.holds(for: Self.silence, evidence: [], asked: ["more"]))
    #expect(!condition.holds(for: Self.silence, evidence: [], asked: ["other"]))
    #expect(!condition.holds(for: Self.silence, evidence: []))
    #expect(!condition.holds(for: Self.spoken, evidence: [], asked: ["more"]))
  }
}
