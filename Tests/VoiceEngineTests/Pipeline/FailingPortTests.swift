import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct FailingPortTests {
  private static let utterance = "Tell me about an outage."

  private func said(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .utteranceFinished(let finished) = $0 { finished.heardText } else { nil }
    }
  }

  // MARK: The interviewer

  @Test(arguments: [PortBehaviour.fails, .hangs])
  func `without a wording the plan's own is said, in time`(behaviour: PortBehaviour) async throws {
    let held = HeldRequests()
    let interview = try InterviewSimulation(
      .forTests(),
      interviewer: HeldInterviewer(held: held) { _ in behaviour },
      held: held
    )
    await interview.start()
    try await interview.play(String(repeating: ".", count: 48))
    #expect(said(interview).isEmpty == (behaviour == .hangs))
    try await interview.play("...............")
    #expect(said(interview).first == Self.utterance)
    #expect(held.isEmpty)
  }

  @Test func `a wording that is too long or empty is not said`() async throws {
    struct Rambler: Interviewer {
      let sentences: [String]

      func wording(
        of move: InterviewMove,
        in plan: InterviewPlan
      ) -> AsyncStream<WordingPart> {
        AsyncStream { parts in
          parts.yield(WordingPart(sentences, isLast: true))
          parts.finish()
        }
      }
    }
    let long = Array(repeating: "This is a long sentence that never comes to an end.", count: 50)
    for sentences in [long, [], ["", "  "]] {
      let interview = try InterviewSimulation(
        .forTests(),
        interviewer: Rambler(sentences: sentences)
      )
      await interview.start()
      #expect(interview.asked.first?.text == Self.utterance)
    }
  }

  // MARK: The synthesizer

  @Test func `without a voice the questions are shown and the interview goes on`() async throws {
    let interview = try InterviewSimulation(
      .forTests(),
      hears: ["the result of a long day in the office"],
      synthesizer: ScriptedSynthesizer(.fails)
    )
    await interview.start()
    #expect(interview.state == .listening)
    #expect(interview.asked.map(\.text) == [Self.utterance])
    #expect(interview.warnings == ["speech_unavailable"])
    try await interview.play(String(repeating: "S", count: 25) + String(repeating: ".", count: 30))
    #expect(interview.asked.last?.questionID == "team")
    #expect(said(interview).isEmpty)
  }

  @Test func `a voice that hangs is waited for once, not once a sentence`() async throws {
    var plan = InterviewPlan.forTests()
    plan.questions[0].ask = "One. Two. Three. Four. Five."
    let held = HeldRequests()
    let interview = try InterviewSimulation(
      plan,
      synthesizer: HeldSynthesizer(held: held) { _ in .hangs },
      held: held
    )
    await interview.start()
    try await interview.play(String(repeating: ".", count: 48))
    #expect(interview.state == .thinking)
    try await interview.play("....")
    #expect(interview.state == .listening)
    #expect(interview.warnings == ["question_late", "speech_unavailable"])
  }

  @Test func `a sentence that fails in the middle is left out, the last packet is still marked`()
    async throws
  {
    var plan = InterviewPlan.forTests()
    plan.questions[0].ask = "One two three four five six. Never said. The end."
    let held = HeldRequests()
    let interview = try InterviewSimulation(
      plan,
      synthesizer: HeldSynthesizer(held: held) {
        $0 == "One two three four five six." ? .answers : .fails
      },
      held: held
    )
    await interview.start()
    try await interview.waitForFloor()
    #expect(said(interview) == ["One two three four five six."])
    let packets = interview.outputs.compactMap {
      if case .interviewerPacket(let packet) = $0 { packet } else { nil }
    }
    #expect(packets.map(\.isLast).firstIndex(of: true) == packets.count - 1)
    #expect(interview.violations.isEmpty)
  }

  // MARK: The recognizer

  @Test func `a recognizer that fails is told of, and the question is asked again`() async throws {
    let interview = try InterviewSimulation(
      .forTests(),
      recognizer: ScriptedRecognizer([], behaviour: .fails)
    )
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play(String(repeating: "S", count: 25) + String(repeating: ".", count: 25))
    #expect(interview.warnings == ["recognition_failed"])
    #expect(interview.asked.map(\.kind) == [.core, .reprompt])
  }

  @Test func `a recognizer that hangs is waited for as long as it may take`() async throws {
    let recognizer = HeldRecognizer { (.hangs, hasPartial: true) }
    let interview = try InterviewSimulation(.forTests(), recognizer: recognizer)
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play(String(repeating: "S", count: 25))
    await interview.send(.answerDone)
    try await interview.play(String(repeating: ".", count: 99))
    #expect(interview.state == .thinking)
    try await interview.play("..")
    #expect(interview.state == .interviewerSpeaking)
    #expect(interview.warnings == ["words_late", "recognition_failed"])
    let final = interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final } else { nil }
    }
    // The words were understood, only not settled.
    #expect(final.map(\.text) == ["word0"])
    #expect(final.first?.words == [])
    // What comes after all belongs to nobody.
    recognizer.letGo()
    await interview.takeReports()
    try await interview.waitForFloor()
    let words = interview.events.filter {
      if case .transcriptFinal = $0 { true } else { false }
    }
    #expect(words.count == 1)
  }

  @Test func `a typed answer does not wait for spoken words, and stops them`() async throws {
    let recognizer = HeldRecognizer { (.hangs, hasPartial: false) }
    let interview = try InterviewSimulation(.forTests(), recognizer: recognizer)
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play(String(repeating: "S", count: 25))
    await interview.send(.answerText("In the end the result was good because of us."))
    #expect(interview.turns.map(\.reason) == [.text])
    #expect(interview.asked.last?.questionID == "team")
    recognizer.letGo()
    await interview.takeReports()
    try await interview.waitForFloor()
    let texts = interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final.text } else { nil }
    }
    #expect(texts == ["In the end the result was good because of us."])
    #expect(interview.violations.isEmpty)
  }

  @Test func `an answer that is typed while words are awaited comes too late`() async throws {
    let recognizer = HeldRecognizer { (.hangs, hasPartial: false) }
    let interview = try InterviewSimulation(.forTests(), recognizer: recognizer)
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play(String(repeating: "S", count: 25))
    await interview.send(.answerDone)
    await interview.send(.answerText("typed"))
    #expect(interview.warnings == ["not_now"])
    recognizer.letGo()
    await interview.takeReports()
    let texts = interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final.text } else { nil }
    }
    #expect(texts == ["word0"])
  }

  @Test(arguments: [("x", 8_001, "answer_too_long"), (" \n\t", 1, "not_now"), ("", 1, "not_now")])
  func `a typed answer that is none is refused and nothing changes`(
    text: String,
    count: Int,
    warning: String
  ) async throws {
    let interview = try InterviewSimulation(.forTests())
    await interview.start()
    try await interview.waitForFloor()
    await interview.send(.answerText(String(repeating: text, count: count)))
    #expect(interview.warnings == [warning])
    #expect(interview.state == .listening)
    #expect(interview.turns.isEmpty)
  }
}
