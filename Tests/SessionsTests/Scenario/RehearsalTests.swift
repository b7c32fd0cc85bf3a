import Sessions
import Testing
import VoiceEngine

@Suite struct RehearsalTests {
  private func plan(
    _ questions: [PlannedQuestion],
    sessionLimit: Duration = .seconds(600),
    reprompts: Int? = nil
  ) -> InterviewPlan {
    InterviewPlan(
      language: "en",
      personaName: "Ada",
      questions: questions,
      closing: "Bye.",
      sessionLimit: sessionLimit,
      repromptLimit: reprompts
    )
  }

  private let open = PlannedQuestion(
    id: "one",
    ask: "Why?",
    evidence: [EvidencePoint(id: "proof", phrases: ["proof"])],
    endpointing: EndpointingProfile(minimumDelay: .seconds(1), maximumDelay: .seconds(3)),
    answerLimit: .seconds(10)
  )

  private func kinds(_ events: [Rehearsal.Event]) -> [String] {
    events.map { event in
      switch event {
      case .said: "said"
      case .asked(let asked, _): "\(asked.kind.rawValue) \(asked.followUpID ?? asked.questionID)"
      case .heard(_, let point): "heard \(point)"
      case .skipped(let question, _): "skipped \(question)"
      case .cutOff: "cut off"
      case .ended(let reason): "ended \(reason.rawValue)"
      }
    }
  }

  @Test func `the next words come after the silence that the profile asks for`() throws {
    var rehearsal = Rehearsal(plan: plan([open, PlannedQuestion(id: "two", ask: "And?")]))
    _ = rehearsal.begin()
    let events = rehearsal.say("I have proof.", lasts: .seconds(4))
    #expect(kinds(events) == ["heard proof", "core two"])
    guard case .asked(_, let delay)? = events.last else { return }
    let cues = EndOfTurnCues(words: .clause, evidenceShare: 1)
    #expect(delay == Endpointing.delay(profile: open.endpointing, cues: cues))
    #expect(try #require(delay) < .seconds(3))
  }

  @Test func `what is said after the limit is not heard`() {
    var rehearsal = Rehearsal(plan: plan([open]))
    _ = rehearsal.begin()
    let text = "one two three four five six seven eight nine proof"
    #expect(
      kinds(rehearsal.say(text, lasts: .seconds(20))) == ["cut off", "said", "ended completed"]
    )
  }

  @Test func `the session ends when its time is up`() {
    var rehearsal = Rehearsal(plan: plan([open, open], sessionLimit: .seconds(5)))
    _ = rehearsal.begin()
    #expect(
      kinds(rehearsal.say("Yes.", lasts: .seconds(9))) == ["said", "ended limit"]
    )
    #expect(rehearsal.waiting == nil)
    #expect(rehearsal.say("More.", lasts: .seconds(1)) == [])
  }

  @Test(arguments: [(60, "follow_up more"), (30, "core two"), (15, "said")])
  func `a rehearsal keeps time as an interview does`(seconds: Int, next: String) {
    var one = open
    one.followUps = [PlannedFollowUp(id: "more", condition: .wordsBelow(9), ask: "More?")]
    let window = AnswerWindow(minimum: .seconds(10), maximum: .seconds(30))
    let two = PlannedQuestion(id: "two", ask: "And?", expectedAnswer: window)
    var rehearsal = Rehearsal(plan: plan([one, two], sessionLimit: .seconds(seconds)))
    _ = rehearsal.begin()
    let events = kinds(rehearsal.say("No.", lasts: .seconds(9)))
    #expect(events.first == next)
    #expect(events.last == (next == "said" ? "ended limit" : next))
  }

  @Test(arguments: [0, 1])
  func `a question is asked again as often as the plan says`(reprompts: Int) {
    let two = PlannedQuestion(id: "two", ask: "And?")
    var rehearsal = Rehearsal(plan: plan([open, two], reprompts: reprompts))
    _ = rehearsal.begin()
    for _ in 0..<reprompts { #expect(kinds(rehearsal.beSilent()) == ["reprompt one"]) }
    #expect(kinds(rehearsal.beSilent()) == ["skipped one", "core two"])
  }

  @Test func `a murmur adds nothing and is asked nothing again`() {
    var rehearsal = Rehearsal(plan: plan([open]))
    _ = rehearsal.begin()
    #expect(kinds(rehearsal.murmur()) == ["said", "ended completed"])
  }

  @Test func `an older plan has one reprompt, no guidance and no generated follow-ups`() {
    #expect(plan([open]).repromptLimit == nil)
    #expect(plan([open]).guidance == nil)
    #expect(open.generatedFollowUpLimit == nil)
    var rehearsal = Rehearsal(plan: plan([open]))
    _ = rehearsal.begin()
    #expect(kinds(rehearsal.beSilent()) == ["reprompt one"])
    #expect(kinds(rehearsal.beSilent()) == ["skipped one", "said", "ended completed"])
  }
}
