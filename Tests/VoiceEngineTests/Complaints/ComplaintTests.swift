import Speech
import TestKit
import Testing
import VoiceEngine

/// What people complain of most in voice interviewers, one test or more a letter of the list: none
/// of it may come back.
@Suite struct ComplaintTests {
  private static let ask =
    "Please tell me about a time at work when you and a colleague did not agree on something "
    + "important, and what the two of you did about it in the weeks that followed that day?"

  private func interview(
    hears texts: [String] = [],
    profile: EndpointingProfile = .normal,
    recognizer: (any SpeechRecognizer)? = nil,
    synthesizer: any SpeechSynthesizer = ScriptedSynthesizer(),
    change: (inout EngineConfiguration) -> Void = { _ in }
  ) async throws -> InterviewSimulation {
    var plan = InterviewPlan.forTests(endpointing: profile)
    plan.questions[0].ask = Self.ask
    plan.questions[0].followUps = []
    var configuration = EngineConfiguration()
    configuration.echoWarmUp = .zero
    change(&configuration)
    let interview = try InterviewSimulation(
      plan,
      hears: texts,
      recognizer: recognizer,
      synthesizer: synthesizer,
      configuration: configuration
    )
    await interview.start()
    return interview
  }

  private func heard(_ interview: InterviewSimulation) -> [UtteranceFinished] {
    interview.events.compactMap {
      if case .utteranceFinished(let finished) = $0 { finished } else { nil }
    }
  }

  private func finals(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final.text } else { nil }
    }
  }

  private func latencies(_ interview: InterviewSimulation) -> [TurnLatency] {
    interview.events.compactMap {
      if case .turnLatencyMeasured(let latency) = $0 { latency } else { nil }
    }
  }

  private func speech(_ cells: Int) -> String { String(repeating: "S", count: cells) }
  private func silence(_ cells: Int) -> String { String(repeating: ".", count: cells) }

  // MARK: A, cut off in mid-thought

  @Test func `A: who breaks off at "because" is given three seconds to think`() async throws {
    let interview = try await interview(hears: ["we failed because", "the disk was full"])
    try await interview.waitForFloor()
    try await interview.play(speech(20) + silence(28) + speech(20))
    #expect(interview.turns.isEmpty, "\(interview.diagram())")
    try await interview.play(silence(40))
    #expect(finals(interview) == ["we failed because the disk was full"])
  }

  @Test func `A: who is cut off all the same goes on, and it is counted`() async throws {
    let interview = try await interview(hears: ["it was the disk.", "and then we fixed it."])
    try await interview.waitForFloor()
    try await interview.play(speech(20))
    while interview.turns.isEmpty { try await interview.play(".") }
    try await interview.play(speech(20) + silence(40))
    let resumed = interview.events.compactMap {
      if case .turnResumed(let resumed) = $0 { resumed } else { nil }
    }
    #expect(resumed.map(\.turn) == [1], "\(interview.diagram())")
    #expect(interview.turns.prefix(2).map(\.questionID) == ["outage", "outage"])
    #expect(interview.violations.isEmpty, "\(interview.violations)")
  }

  // MARK: B, false interruption, or stuck after it

  @Test(arguments: [["mhm"], ["okay okay"], []])
  func `B: a noise or a "mhm" does not end what is being said`(words: [String]) async throws {
    let interview = try await interview(hears: words)
    try await interview.play(silence(12) + speech(4))
    try await interview.waitForFloor()
    let all = heard(interview).map(\.heardText).joined(separator: " ")
    #expect(all == Self.ask, "\(interview.diagram())")
    #expect(interview.state == .listening)
  }

  @Test func `B: a voice that goes on and on over the interviewer is decided on`() async throws {
    let interview = try await interview(hears: ["okay"])
    try await interview.play(silence(8) + speech(60))
    #expect(interview.state == .candidateSpeaking, "\(interview.diagram())")
  }

  // MARK: C, what was said and what was heard

  @Test(arguments: [3, 7, 12, 20])
  func `C: the transcript of a cut question ends with the last word that was played`(
    cells: Int
  ) async throws {
    let interview = try await interview(hears: ["wait"])
    try await interview.play(silence(cells) + speech(8))
    let count = heard(interview).first?.heardText.split(separator: " ").count ?? 0
    // One word is 100 ms; the voice is noticed after 200 ms; the client tells every 200 ms.
    #expect((cells - 1...cells + 2).contains(count), "\(count)\(interview.diagram())")
  }

  @Test func `C: a client that claims to have played more is not believed, and stays`()
    async throws
  {
    let interview = try await interview(hears: ["wait"])
    interview.acknowledges = false
    try await interview.play(silence(6))
    await interview.send(.playbackPosition(utterance: 1, playedMilliseconds: 9_000_000))
    try await interview.play(speech(8))
    let finished = try #require(heard(interview).first)
    #expect(finished.heardText.split(separator: " ").count <= 11)
    #expect(interview.state == .candidateSpeaking)
    #expect(interview.violations.isEmpty)
  }

  // MARK: D, the interruption does not reach the client

  @Test func `D: the client is told with the decision, and nothing of it is sent after`()
    async throws
  {
    let interview = try await interview(hears: ["wait a moment"])
    try await interview.play(silence(12) + speech(10))
    var isCleared = false
    var after = 0
    for output in interview.outputs {
      switch output {
      case .event(.playbackCleared, _): isCleared = true
      case .interviewerPacket(let packet) where isCleared && packet.utterance == 1: after += 1
      default: break
      }
    }
    #expect(isCleared && after == 0)
  }

  // MARK: G, zombies

  @Test func `G: an interview whose candidate does not come back ends`() async throws {
    let interview = try await interview { $0.resumeWindow = .seconds(3) }
    try await interview.play(silence(12) + "SSS")
    await interview.disconnect()
    try await interview.play(String(repeating: "_", count: 32))
    #expect(interview.ending == .disconnected)
    let count = interview.outputs.count
    try await interview.play("SSS...")
    #expect(interview.outputs.count == count)
  }

  // MARK: I, echo

  @Test func `I: the interviewer's own words are no interruption`() async throws {
    let interview = try await interview(hears: ["me about a time", "a colleague did not"])
    try await interview.play(silence(10) + speech(12))
    try await interview.waitForFloor()
    #expect(heard(interview).map(\.heardText).joined(separator: " ") == Self.ask)
  }

  @Test func `I: nothing interrupts while the canceller learns, and again after a reload`()
    async throws
  {
    let interview = try await interview(hears: ["wait"]) { $0.echoWarmUp = .seconds(3) }
    try await interview.play(silence(5) + speech(10))
    #expect(interview.state == .interviewerSpeaking)
    await interview.disconnect()
    await interview.reconnect()
    try await interview.play(silence(5) + speech(10))
    #expect(interview.state == .interviewerSpeaking)
  }

  // MARK: J, no way back

  @Test func `J: who comes back hears the question that was cut`() async throws {
    let interview = try await interview()
    try await interview.play(silence(12))
    await interview.disconnect()
    try await interview.play("_____")
    await interview.reconnect()
    try await interview.waitForFloor()
    #expect(interview.asked.last?.questionID == "outage")
    #expect(heard(interview).last?.heardText.hasSuffix("that day?") == true)
  }

  // MARK: L, a recognizer that is silent

  @Test func `L: nobody waits for words without being told why`() async throws {
    let interview = try await interview(
      recognizer: HeldRecognizer { (.hangs, hasPartial: false) }
    )
    try await interview.waitForFloor()
    try await interview.play(speech(20))
    await interview.send(.answerDone)
    try await interview.play(silence(24))
    #expect(interview.warnings.isEmpty)
    try await interview.play(silence(3))
    #expect(interview.warnings == ["words_late"])
    try await interview.play(silence(80))
    #expect(interview.warnings == ["words_late", "recognition_failed"])
    #expect(interview.state == .interviewerSpeaking)
  }

  // MARK: M, a voice without words

  @Test func `M: a voice that cannot be put into words gets the question again`() async throws {
    let interview = try await interview(hears: [])
    try await interview.waitForFloor()
    try await interview.play(speech(20) + silence(50))
    #expect(interview.asked.map(\.kind) == [.core, .reprompt])
  }

  @Test func `M: one short word is an answer`() async throws {
    let interview = try await interview(hears: ["no."], profile: .quick)
    try await interview.waitForFloor()
    try await interview.play("..SSS" + silence(30))
    #expect(finals(interview) == ["no."], "\(interview.diagram())")
    #expect(interview.asked.last?.questionID == "team")
  }

  // MARK: O, two replies at once

  @Test func `O: an answer that is ended twice is answered once`() async throws {
    let interview = try await interview(hears: ["it was the disk"])
    try await interview.waitForFloor()
    try await interview.play(speech(20))
    await interview.send(.answerDone)
    await interview.send(.answerDone)
    await interview.send(.answerText("typed as well"))
    #expect(interview.turns.count <= 2)
    #expect(interview.asked.count { $0.questionID == "team" } == 1)
    #expect(interview.violations.isEmpty, "\(interview.violations)")
  }

  // MARK: P, endless reconnecting

  @Test func `P: no coming and going outlasts the closing line`() async throws {
    var plan = InterviewPlan.forTests()
    plan.sessionLimit = .seconds(3)
    var configuration = EngineConfiguration()
    configuration.closingLimit = .seconds(20)
    let other = try InterviewSimulation(plan, configuration: configuration)
    await other.start()
    try await other.play(silence(30))
    for _ in 0..<100 where other.ending == nil {
      try await other.play("..")
      await other.disconnect()
      try await other.play("_")
      await other.reconnect()
    }
    #expect(other.ending == .limit)
    #expect(other.cell < 260)
  }

  // MARK: Q, nothing is measured of interrupted turns

  @Test func `Q: how long an answer took is measured, step by step`() async throws {
    let interview = try await interview(hears: ["it was the disk"])
    try await interview.waitForFloor()
    try await interview.play(speech(20) + silence(40))
    let latency = try #require(latencies(interview).first)
    #expect(latency.turn == 1 && !latency.interrupted)
    let delay = interview.turns[0].endpointDelayMilliseconds
    #expect((delay...delay + 40).contains(latency.decidedMilliseconds))
    let played = try #require(latency.playedMilliseconds)
    #expect(played >= latency.decidedMilliseconds && played < latency.decidedMilliseconds + 100)
    // The plan's words come from no model.
    #expect(latency.sentenceMilliseconds != nil && latency.tokenMilliseconds == nil)
  }

  @Test func `Q: a model's first words are a step of their own`() async throws {
    let model = ScriptedLanguageModel("Thank you.")
    let interview = try InterviewSimulation(
      .forTests(),
      hears: ["in the end the result was that it was the disk"],
      interviewer: LanguageModelInterviewer(model.list())
    )
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play(speech(30) + silence(40))
    let latency = try #require(latencies(interview).first)
    let transcript = try #require(latency.transcriptMilliseconds)
    let token = try #require(latency.tokenMilliseconds)
    let sentence = try #require(latency.sentenceMilliseconds)
    #expect(transcript <= token && token <= sentence)
    #expect(interview.violations.isEmpty)
  }

  @Test func `Q: also of a turn whose answer nobody heard`() async throws {
    let held = HeldRequests()
    let interview = try await interview(
      hears: ["it was the disk"],
      synthesizer: HeldSynthesizer(held: held) { $0 == Self.ask ? .answers : .fails }
    )
    try await interview.waitForFloor()
    try await interview.play(speech(20))
    await interview.send(.answerDone)
    await interview.send(.end)
    let latency = try #require(latencies(interview).first)
    #expect(latency.transcriptMilliseconds != nil)
    #expect(latency.packetMilliseconds == nil && latency.playedMilliseconds == nil)
  }
}
