import Speech
import TestKit
import Testing
import VoiceEngine

/// Who has more to say when the closing line comes.
@Suite struct ClosingTests {
  /// 20 words, two seconds.
  private static let closing =
    "Thank you for the time that you gave us. We will write to you before the end of next week."
  private static let answer = "SSSSSSSSSSSSSSSSSSSS................"

  private func interview(
    hears texts: [String],
    language: String = "en",
    sessionLimit: Duration = .seconds(600),
    holdsClosing: Bool = false
  ) async throws -> InterviewSimulation {
    var plan = InterviewPlan.forTests(language: language)
    plan.questions = [PlannedQuestion(id: "team", ask: "How big was it?", endpointing: .timer)]
    plan.closing = Self.closing
    plan.sessionLimit = sessionLimit
    var configuration = EngineConfiguration()
    configuration.echoWarmUp = .zero
    let held = HeldRequests()
    let interview = try InterviewSimulation(
      plan,
      recognizer: ScriptedRecognizer(texts, language: language),
      synthesizer: HeldSynthesizer(held: held) { text in
        holdsClosing && text.hasPrefix("Thank") ? .hangs : .answers
      },
      held: held,
      configuration: configuration
    )
    await interview.start()
    try await interview.waitForFloor()
    return interview
  }

  private func finals(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final.text } else { nil }
    }
  }

  private func heardAtEnd(_ interview: InterviewSimulation) -> String {
    let closing = interview.events.lastIndex {
      if case .questionAsked(let asked) = $0 { asked.kind == .closing } else { false }
    }
    return interview.events[(closing ?? 0)...].compactMap {
      if case .utteranceFinished(let finished) = $0 { finished.heardText } else { nil }
    }.joined(separator: " ")
  }

  @Test(arguments: [("en", "and it grew by two"), ("fr", "et puis nous étions sept")])
  func `who takes the floor from the closing line adds to the answer, and hears it again`(
    language: String,
    more: String
  ) async throws {
    let interview = try await interview(
      hears: ["we were five", more],
      language: language
    )
    try await interview.play(Self.answer)
    #expect(interview.asked.map(\.kind) == [.core, .closing])
    #expect(interview.state == .wrapUp, "\(interview.diagram())")
    let first = interview.cell
    try await interview.play("....SSSSSSSSSS")
    #expect(
      interview.diagram(from: first) == TurnDiagram("....<SSSSSSSSS", "IIIIIIx......."),
      "\(interview.diagram())"
    )
    #expect(interview.state == .candidateSpeaking)
    try await interview.play(silence(60))
    #expect(interview.turns.map(\.questionID) == ["team", "team"])
    #expect(finals(interview) == ["we were five", more])
    #expect(interview.asked.map(\.kind) == [.core, .closing, .closing])
    #expect(heardAtEnd(interview) == Self.closing)
    #expect(interview.ending == .completed)
    #expect(interview.violations.isEmpty, "\(interview.violations)")
  }

  @Test func `so does who goes on before it has begun`() async throws {
    let interview = try await interview(
      hears: ["we were five", "and then seven"],
      holdsClosing: true
    )
    try await interview.play(Self.answer)
    #expect(interview.state == .thinking)
    try await interview.play("SSSSSSSSSS")
    await interview.letGo()
    try await interview.play("SS")
    #expect(interview.state == .candidateSpeaking, "\(interview.diagram())")
    try await interview.play(silence(20))
    await interview.letGo()
    try await interview.play(silence(40))
    #expect(finals(interview) == ["we were five", "and then seven"])
    #expect(heardAtEnd(interview) == Self.closing)
    #expect(interview.ending == .completed)
    #expect(interview.violations.isEmpty, "\(interview.violations)")
  }

  @Test(arguments: [
    ("en", "thank you goodbye"), ("en", "bye you too"), ("fr", "merci au revoir"),
    ("fr", "merci beaucoup bonne journée"), ("en", ""), ("fr", ""),
  ])
  func `a good-bye or a cough does not take the floor`(language: String, word: String) async throws
  {
    let interview = try await interview(hears: ["we were five", word], language: language)
    try await interview.play(Self.answer + "....SSSSSSSS" + silence(50))
    #expect(interview.turns.count == 1, "\(interview.diagram())")
    #expect(heardAtEnd(interview) == Self.closing)
    #expect(interview.ending == .completed)
    #expect(interview.violations.isEmpty, "\(interview.violations)")
  }

  @Test func `the third closing line is said to its end`() async throws {
    let interview = try await interview(hears: (1...20).map { "and another thing \($0)" })
    for _ in 0..<12 where interview.ending == nil {
      try await interview.play(Self.answer + "....")
    }
    #expect(interview.asked.map(\.kind) == [.core, .closing, .closing, .closing])
    #expect(interview.turns.count == 3, "\(interview.diagram())")
    #expect(heardAtEnd(interview) == Self.closing)
    #expect(interview.ending == .completed)
    #expect(interview.violations.isEmpty, "\(interview.violations)")
  }

  @Test func `time that is up in the closing line does not begin it anew`() async throws {
    let interview = try await interview(
      hears: ["we were five"],
      sessionLimit: .milliseconds(4_800)
    )
    try await interview.play(Self.answer + silence(40))
    #expect(interview.asked.map(\.kind) == [.core, .closing])
    #expect(heardAtEnd(interview) == Self.closing)
    #expect(interview.warnings == ["time_is_up"], "\(interview.diagram())")
  }

  @Test func `time that is up leaves nobody the floor`() async throws {
    let interview = try await interview(
      hears: ["we were five", "and then"],
      sessionLimit: .seconds(2)
    )
    try await interview.play(Self.answer + "....SSSSSSSSSS" + silence(40))
    #expect(interview.turns.count == 1)
    #expect(interview.ending == .limit)
    #expect(interview.violations.isEmpty, "\(interview.violations)")
  }

  private func silence(_ cells: Int) -> String { String(repeating: ".", count: cells) }
}
