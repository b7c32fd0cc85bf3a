import Speech
import TestKit
import Testing
import VoiceEngine

/// What becomes of a voice over the interviewer, drawn: one character is 100 ms.
@Suite struct BargeInTests {
  /// 30 words, three seconds.
  private static let ask =
    "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    + "sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four "
    + "twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty?"

  private func interview(
    hears texts: [String],
    language: String = "en",
    warmUp: Duration = .zero,
    recognizer: (any SpeechRecognizer)? = nil
  ) async throws -> InterviewSimulation {
    var plan = InterviewPlan.forTests(language: language)
    plan.questions[0].ask = Self.ask
    var configuration = EngineConfiguration()
    configuration.echoWarmUp = warmUp
    let interview = try InterviewSimulation(
      plan,
      hears: texts,
      recognizer: recognizer,
      configuration: configuration
    )
    await interview.start()
    return interview
  }

  private func heard(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .utteranceFinished(let finished) = $0 { finished.heardText } else { nil }
    }
  }

  private func yields(_ interview: InterviewSimulation) -> [Int64] {
    interview.events.compactMap {
      if case .playbackCleared(let cleared) = $0 { cleared.yieldMilliseconds } else { nil }
    }
  }

  private func finals(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final.text } else { nil }
    }
  }

  @Test func `a voice silences at once, and half a second of it with a word takes the floor`()
    async throws
  {
    let interview = try await interview(hears: ["I was there because"])
    try await interview.play("..........SSSSSSSSSS")
    #expect(
      interview.diagram()
        == TurnDiagram(
          "..........<SSSSSSSSS",
          "IIIIIIIIIIIIx......."
        )
    )
    #expect(interview.state == .candidateSpeaking)
    #expect(yields(interview).allSatisfy { (180...260).contains($0) }, "\(yields(interview))")
    #expect(interview.violations.isEmpty)
  }

  @Test func `of a voice that comes late, what was sent meanwhile is told`() async throws {
    for cells in [0, 3, 6] {
      let interview = try await interview(hears: ["I was there because"])
      try await interview.play("..........")
      await interview.stall(String(repeating: "S", count: cells), lane: false)
      try await interview.play("SSSSSSSSSS")
      let sent = interview.events.compactMap {
        if case .playbackCleared(let cleared) = $0 { cleared.sentMilliseconds } else { nil }
      }
      // The voice is noticed after 200 ms; what is sent later than that is the network's doing.
      let expected = Int64(max(0, cells - 2)) * 100
      #expect(sent.count == 1 && abs((sent.first ?? -1) - expected) <= 20, "\(sent)")
      #expect(interview.violations.isEmpty)
    }
  }

  @Test func `what was not played was not said`() async throws {
    let interview = try await interview(hears: ["I was there because"])
    try await interview.play("..........SSSSSSSSSS")
    let words = heard(interview).first?.split(separator: " ").count ?? 0
    #expect((11...12).contains(words), "\(heard(interview))")
  }

  @Test func `"mhm" is no barge-in: the question goes on from the word where it stopped`()
    async throws
  {
    let interview = try await interview(hears: ["mhm", "the result"])
    try await interview.play("..........SSS...........................")
    #expect(
      interview.diagram()
        == TurnDiagram(
          "..........<SS>..........................",
          "IIIIIIIIIIIIx...IIIIIIIIIIIIIIIIIII....."
        )
    )
    let all = heard(interview).joined(separator: " ")
    #expect(all == Self.ask)
    #expect(interview.turns.isEmpty)
    #expect(finals(interview).isEmpty)
    #expect(interview.violations.isEmpty)
  }

  @Test(arguments: [("wait", "en"), ("attendez", "fr")])
  func `"wait" takes the floor at once`(word: String, language: String) async throws {
    let interview = try await interview(
      hears: [word],
      language: language,
      recognizer: ScriptedRecognizer([word], language: language)
    )
    try await interview.play("..........SSS")
    #expect(interview.state == .candidateSpeaking, "\(interview.diagram())")
  }

  @Test func `a cough of which there are no words lets the interviewer go on`() async throws {
    let interview = try await interview(hears: [])
    try await interview.play("..........SSSS..........................")
    #expect(
      interview.diagram()
        == TurnDiagram(
          "..........<SSS>.........................",
          "IIIIIIIIIIIIx....IIIIIIIIIIIIIIIIIII...."
        )
    )
  }

  @Test func `words that do not come are waited for, two seconds long`() async throws {
    let interview = try await interview(
      hears: [],
      recognizer: HeldRecognizer { (.hangs, hasPartial: false) }
    )
    try await interview.play("..........SSSS" + String(repeating: ".", count: 46))
    #expect(
      interview.diagram()
        == TurnDiagram(
          "..........<SSS>.............................................",
          "IIIIIIIIIIIIx.....................IIIIIIIIIIIIIIIIIII......."
        )
    )
  }

  @Test func `without a recognizer 1.2 s of voice take the floor`() async throws {
    let interview = try await interview(hears: [], language: "fr")
    try await interview.play("..........SSSSSSSSSSS")
    #expect(interview.state == .bargeInPending)
    try await interview.play("SS")
    #expect(interview.state == .candidateSpeaking)
    #expect(interview.turns.isEmpty)
  }

  @Test func `nobody is interrupted by an echo while the canceller learns`() async throws {
    let interview = try await interview(hears: ["I was there"], warmUp: .seconds(5))
    try await interview.play("..........SSSSSSSSSS..............")
    #expect(
      interview.diagram()
        == TurnDiagram(
          "..........<SSSSSSSSS>.............",
          "IIIIIIIIIIIIIIIIIIIIIIIIIIIIII...."
        )
    )
  }

  @Test func `the interviewer's own words are no barge-in`() async throws {
    let interview = try await interview(hears: ["nine ten eleven", "nine"])
    try await interview.play("..........SSSSSSSSSS..........................")
    #expect(heard(interview).joined(separator: " ") == Self.ask, "\(interview.diagram())")
    #expect(interview.turns.isEmpty)
  }

  @Test func `the first question is asked again when it could not be heard`() async throws {
    let interview = try await interview(hears: ["wait a moment please"])
    try await interview.play("..........SSSSSSSSSS...............................")
    #expect(interview.asked.map(\.kind) == [.core, .reprompt])
    #expect(interview.turns.map(\.questionID) == ["outage"])
    #expect(interview.violations.isEmpty)
  }

  @Test func `over the last words of a question it is the answer`() async throws {
    let interview = try await interview(hears: ["in the end the result was good for all of us"])
    try await interview.play(String(repeating: ".", count: 25))
    try await interview.play("SSSSSSSSSSSSSSSSSSSSSSSSS....................")
    #expect(interview.asked.map(\.questionID) == ["outage", "team"], "\(interview.diagram())")
    #expect(interview.asked.map(\.kind) == [.core, .core])
    let turn = try #require(interview.turns.first)
    #expect((2_400...2_700).contains(turn.startMilliseconds))
  }

  @Test func `a short answer over the last words is one as well`() async throws {
    let interview = try await interview(hears: ["no"])
    try await interview.play(String(repeating: ".", count: 28) + "SSSS....................")
    #expect(finals(interview) == ["no"], "\(interview.diagram())")
  }

  @Test func `who goes on after a turn was ended too early gives one answer`() async throws {
    let texts = ["it broke because of a disk", "in the end it was fine"]
    let interview = try await interview(hears: texts)
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSSSSSSSSSSSSSS................")
    #expect(interview.turns.count == 1, "\(interview.diagram())")
    #expect(interview.asked.map(\.followUpID) == [nil, "ending"])
    // The follow-up has begun when the candidate goes on.
    try await interview.play("SSSSSSSSSSSSSSSSSSSS....................")
    #expect(interview.turns.map(\.questionID) == ["outage", "outage"], "\(interview.diagram())")
    // What the follow-up would have asked for was said.
    #expect(interview.asked.map(\.questionID) == ["outage", "outage", "team"])
    #expect(finals(interview) == ["it broke because of a disk", "in the end it was fine"])
    #expect(interview.violations.isEmpty, "\(interview.violations)\(interview.diagram())")
  }

  @Test func `a voice in the reminder cuts it and is the answer`() async throws {
    let interview = try await interview(hears: ["well I was not there"])
    try await interview.waitForFloor()
    try await interview.play(String(repeating: ".", count: 80))
    #expect(interview.state == .interviewerSpeaking, "\(interview.diagram())")
    try await interview.play("SSSSSSSSSSSSSSSSSSSSS...................")
    #expect(interview.turns.map(\.questionID) == ["outage"])
    #expect(interview.violations.isEmpty)
  }

  @Test func `the greeting is not interrupted`() async throws {
    let plan = InterviewPlan.forTests(greeting: Self.ask)
    var configuration = EngineConfiguration()
    configuration.echoWarmUp = .zero
    let interview = try InterviewSimulation(plan, hears: ["wait"], configuration: configuration)
    await interview.start()
    try await interview.play("..........SSSSSSSSSS")
    #expect(heard(interview).isEmpty)
    #expect(interview.state == .greeting)
  }

  @Test func `who takes a break in the middle of it takes a break`() async throws {
    let interview = try await interview(hears: ["mhm"])
    try await interview.play("..........SS")
    #expect(interview.state == .bargeInPending)
    await interview.send(.pause)
    #expect(interview.state == .paused)
    await interview.send(.resume)
    try await interview.waitForFloor()
    #expect(interview.asked.map(\.kind) == [.core, .reprompt])
    #expect(interview.violations.isEmpty)
  }

  @Test func `an answer may be typed in the middle of it`() async throws {
    let interview = try await interview(hears: ["mhm"])
    try await interview.play("..........SS")
    await interview.send(.answerText("In the end the result was good."))
    #expect(interview.turns.map(\.reason) == [.text])
    #expect(finals(interview) == ["In the end the result was good."])
    #expect(interview.violations.isEmpty)
  }
}
