import Speech
import TestKit
import Testing
import VoiceEngine

/// What people complain of in how voice interviewers carry sound, by the letters of the list: pace,
/// leaks, cost, drift, and first words that are lost.
@Suite struct CarriageComplaintTests {
  /// 30 words, three seconds.
  private static let ask =
    "Please tell me about a time when you and a colleague did not agree on something that was "
    + "important to you both, and about what you did in the end?"

  private func plan(questions count: Int = 1, limit: Duration = .seconds(600)) -> InterviewPlan {
    var plan = InterviewPlan.forTests()
    plan.questions = (1...count).map {
      PlannedQuestion(id: "\($0)", ask: Self.ask, endpointing: .timer, answerLimit: limit)
    }
    return plan
  }

  private func silence(_ cells: Int) -> String { String(repeating: ".", count: cells) }
  private func speech(_ cells: Int) -> String { String(repeating: "S", count: cells) }

  /// Places of the interviewer's packets that do not follow on the one before.
  private func holes(_ interview: InterviewSimulation) -> Int {
    let starts = interview.outputs.compactMap {
      if case .interviewerPacket(let packet) = $0 { packet.start } else { nil }
    }
    return zip(starts, starts.dropFirst()).count { $1 - $0 != .milliseconds(20) }
  }

  // MARK: E, choppy

  @Test(arguments: [0, 1, 2])
  func `E: a server that stands still for 200 ms is not heard to`(cells: Int) async throws {
    let interview = try InterviewSimulation(plan())
    await interview.start()
    try await interview.play(silence(8))
    await interview.stall(silence(cells), lane: true)
    try await interview.waitForFloor()
    #expect(interview.leads.count == 150 && holes(interview) == 0)
    #expect(interview.leads.allSatisfy { (Duration.zero ... .milliseconds(400)).contains($0) })
  }

  @Test func `E: after a longer one the voice goes on at its pace, not in a burst`() async throws {
    let interview = try InterviewSimulation(plan())
    await interview.start()
    try await interview.play(silence(8))
    await interview.stall(silence(10), lane: true)
    try await interview.waitForFloor()
    #expect(interview.leads.count == 150 && holes(interview) == 1)
    #expect(interview.leads.allSatisfy { (Duration.zero ... .milliseconds(400)).contains($0) })
    #expect(interview.violations.isEmpty, "\(interview.violations)")
  }

  @Test func `E: what the candidate says through a stall is one voice without a hole`()
    async throws
  {
    let recognizer = LateRecognizer()
    let interview = try InterviewSimulation(plan(), recognizer: recognizer)
    await interview.start()
    try await interview.waitForFloor()
    let first = interview.cell
    try await interview.play(speech(6))
    await interview.stall(speech(8), lane: false)
    try await interview.play(speech(6) + silence(8))
    #expect(interview.diagram(from: first).candidate == "<" + speech(19) + ">" + silence(7))
    #expect(recognizer.starts.count == 1)
    let packets = interview.outputs.compactMap {
      if case .candidatePacket(let packet) = $0 { packet } else { nil }
    }
    let steps = zip(packets, packets.dropFirst()).map { $1.start - $0.start }
    #expect(steps.allSatisfy { $0 == .milliseconds(20) })
  }

  // MARK: F, leaks

  /// What an interview may wait for when it ends.
  enum Awaited: CaseIterable { case words, wording, sentence }

  /// An interview that ended while a port did not answer, and that nobody holds any more.
  private func ended(awaiting awaited: Awaited, _ held: HeldRequests) async throws -> Leftover {
    let interview = try InterviewSimulation(
      plan(),
      recognizer: LateRecognizer(),
      synthesizer: HeldSynthesizer(held: held) { _ in awaited == .sentence ? .hangs : .answers },
      interviewer: HeldInterviewer(held: held) { _ in awaited == .wording ? .hangs : .answers },
      held: held
    )
    await interview.start()
    if awaited == .words { try await interview.waitForFloor() }
    try await interview.play(speech(20))
    #expect((interview.state == .candidateSpeaking) == (awaited == .words))
    await interview.finish(.drained)
    #expect(interview.ending == .drained)
    for _ in 0..<100 {
      await Task.yield()
      await interview.takeReports()
    }
    return Leftover(pipeline: interview.pipeline)
  }

  private struct Leftover { weak var pipeline: VoicePipeline? }

  @Test(arguments: Awaited.allCases)
  func `F: an interview that is over is gone, whatever it waited for`(awaited: Awaited) async throws
  {
    let held = HeldRequests()
    let leftover = try await ended(awaiting: awaited, held)
    for _ in 0..<1_000 where leftover.pipeline != nil { await Task.yield() }
    #expect(leftover.pipeline == nil)
    held.letGo()
  }

  @Test func `F: what was heard is let go of answer by answer`() async throws {
    let recognizer = LateRecognizer((1...8).map { "answer\($0)" })
    let interview = try InterviewSimulation(plan(questions: 8), recognizer: recognizer)
    await interview.start()
    for turn in 1...8 {
      try await interview.waitForFloor()
      try await interview.play(speech(6) + silence(7))
      recognizer.tell()
      try await interview.play(silence(12))
      #expect(interview.turns.count == turn)
      #expect(recognizer.alive == 0)
    }
  }

  // MARK: H, scaling

  @Test func `H: to hear a packet nothing is handed to another thread`() async throws {
    let interview = try InterviewSimulation(plan(), recognizer: LateRecognizer())
    await interview.start()
    try await interview.waitForFloor()
    let hops = interview.hops
    try await interview.play(silence(20) + speech(60))
    #expect(interview.hops == hops)
  }

  @Test func `H: a question is spoken and encoded once for all who hear it`() async throws {
    let speech = SpeechCache(synthesizer: ScriptedSynthesizer())
    for _ in 0..<20 {
      let interview = try InterviewSimulation(plan(), speech: speech)
      await interview.start()
      try await interview.play("..")
      #expect(interview.state == .interviewerSpeaking)
    }
    #expect(await speech.misses == 1)
  }

  // MARK: K, recordings that drift apart

  @Test(arguments: [200, -200] as [Double])
  func `K: the candidate's track stays on the session's clock, however its own runs`(
    partsPerMillion: Double
  ) async throws {
    let interview = try InterviewSimulation(plan())
    interview.clockError = partsPerMillion
    await interview.start()
    try await interview.waitForFloor()
    for _ in 0..<36 {
      // Somebody who types for three minutes is there.
      await interview.send(.typing)
      try await interview.play(silence(50))
    }
    var end = SampleTime.zero
    var lags: [Duration] = []
    for output in interview.outputs {
      switch output {
      case .candidatePacket(let packet):
        end = SampleTime(ticks: packet.start.ticks + packet.durationTicks)
      case .event(.levelMeasured, let now): lags.append(now - end)
      default: break
      }
    }
    // 36 ms apart by now, were the clocks left to themselves.
    let first = try #require(lags.min())
    let last = try #require(lags.max())
    #expect(lags.count > 800)
    #expect(last - first <= .milliseconds(20), "\(first) \(last)")
  }

  // MARK: N, first words clipped

  @Test func `N: the recognizer hears from before the voice was noticed`() async throws {
    let recognizer = LateRecognizer()
    let interview = try InterviewSimulation(plan(), recognizer: recognizer)
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play(silence(10))
    let onset = interview.now
    try await interview.play(speech(5))
    let start = try #require(recognizer.starts.first)
    #expect(onset - start >= .milliseconds(380), "\(interview.diagram())")
  }

  @Test(arguments: [2, 5, 7])
  func `N: who begins before the question is over is heard from the first word`(
    cells: Int
  ) async throws {
    var configuration = EngineConfiguration()
    // No voice is a barge-in as yet: it may be an echo.
    configuration.echoWarmUp = .seconds(60)
    let recognizer = LateRecognizer()
    let interview = try InterviewSimulation(
      plan(),
      recognizer: recognizer,
      configuration: configuration
    )
    await interview.start()
    try await interview.play(silence(30 - cells))
    let onset = interview.now
    try await interview.play(speech(cells + 10))
    #expect(interview.state == .candidateSpeaking, "\(interview.diagram())")
    #expect(recognizer.starts.count == 1)
    #expect(try #require(recognizer.starts.first) <= onset, "\(interview.diagram())")
  }
}
