import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct BreakTests {
  private func simulation(
    hears texts: [String] = [],
    recognizer: (any SpeechRecognizer)? = nil,
    greeting: String? = nil
  ) throws -> InterviewSimulation {
    try InterviewSimulation(.forTests(greeting: greeting), hears: texts, recognizer: recognizer)
  }

  private func finals(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final.text } else { nil }
    }
  }

  @Test func `what was said before a break is part of the answer`() async throws {
    let interview = try simulation(hears: ["it broke because of a disk", "in the end we fixed it"])
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSSSSSSSSSS")
    await interview.send(.pause)
    #expect(interview.state == .paused)
    try await interview.play("....................")
    await interview.send(.resume)
    try await interview.waitForFloor()
    #expect(interview.asked.last?.kind == .reprompt)
    try await interview.play("SSSSSSSSSSSSSSS....................")
    #expect(finals(interview) == ["it broke because of a disk in the end we fixed it"])
    #expect(interview.turns.map(\.reason) == [.endpoint])
    // Two seconds and one and a half: the follow-up for short answers is not asked.
    #expect(interview.asked.last?.questionID == "team", "\(interview.diagram())")
  }

  @Test func `what was said before a lost connection too`() async throws {
    let interview = try simulation(hears: ["it broke because of a disk", "in the end we fixed it"])
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSSSSSSSSSS")
    await interview.disconnect()
    try await interview.play("______________________________")
    interview.skipTimestamp(-1_000_000)
    await interview.reconnect()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSSSSS....................")
    #expect(finals(interview) == ["it broke because of a disk in the end we fixed it"])
    #expect(interview.warnings.isEmpty)
  }

  @Test func `an answer whose end is decided in a break is not asked for again`() async throws {
    let recognizer = HeldRecognizer { (.hangs, hasPartial: true) }
    let interview = try simulation(recognizer: recognizer)
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSSSSSSSSSSSSSS")
    await interview.send(.answerDone)
    await interview.send(.pause)
    try await interview.play(".....")
    await interview.send(.resume)
    #expect(interview.state == .thinking)
    #expect(interview.asked.count == 1)
    recognizer.letGo()
    await interview.takeReports()
    #expect(interview.asked.map(\.kind) == [.core, .followUp])
  }

  @Test func `words that come during a break decide what is asked after it`() async throws {
    let recognizer = HeldRecognizer { (.hangs, hasPartial: true) }
    let interview = try simulation(recognizer: recognizer)
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSSSSSSSSSSSSSS")
    await interview.send(.answerDone)
    await interview.disconnect()
    recognizer.letGo()
    await interview.takeReports()
    #expect(interview.asked.count == 1)
    try await interview.play("_____")
    await interview.reconnect()
    #expect(interview.asked.map(\.kind) == [.core, .followUp])
    #expect(interview.turns.count == 1)
  }

  @Test(arguments: [1, 2, 3, 5, 6])
  func `a greeting that was cut is said again`(cells: Int) async throws {
    let interview = try simulation(greeting: "Good morning and welcome to this talk.")
    await interview.start()
    try await interview.play(String(repeating: ".", count: cells))
    #expect(interview.state == .greeting)
    await interview.disconnect()
    try await interview.play("___")
    await interview.reconnect()
    #expect(interview.state == .greeting)
    try await interview.waitForFloor()
    let said = interview.events.compactMap {
      if case .utteranceStarted(let started) = $0 { started.text } else { nil }
    }
    #expect(said.count { $0.hasPrefix("Good morning") } == 2)
  }

  @Test func `a break that the connection interrupts is still a break`() async throws {
    let interview = try simulation()
    await interview.start()
    try await interview.waitForFloor()
    await interview.send(.pause)
    await interview.disconnect()
    try await interview.play("__________")
    await interview.reconnect()
    #expect(interview.state == .paused)
    await interview.send(.resume)
    try await interview.waitForFloor()
    #expect(interview.asked.map(\.kind) == [.core, .reprompt])
  }

  @Test func `a page that takes over in mid-word is heard again`() async throws {
    let interview = try simulation(hears: ["one", "two"])
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSS")
    interview.skipTimestamp(77_777)
    await interview.disconnect()
    await interview.reconnect()
    // The voice goes on while the question is repeated, and beyond it.
    try await interview.play(String(repeating: "S", count: 40) + String(repeating: ".", count: 40))
    #expect(finals(interview) == ["one two"], "\(interview.diagram())")
  }

  @Test func `a break is not recorded, and what follows it lies in its place`() async throws {
    let interview = try simulation()
    await interview.start()
    try await interview.waitForFloor()
    let before = interview.now
    await interview.send(.pause)
    try await interview.play(String(repeating: "S", count: 30))
    await interview.send(.resume)
    try await interview.play(".....")
    let starts = interview.outputs.compactMap {
      if case .candidatePacket(let packet) = $0 { packet.start } else { nil }
    }
    let first = try #require(starts.first { $0 >= before })
    #expect(first - before >= .seconds(3) && first - before <= .milliseconds(3_040))
    #expect(interview.warnings.isEmpty)
  }

  @Test func `a break has its longest length, and so has a lost connection`() async throws {
    var configuration = EngineConfiguration()
    configuration.pauseLimit = .seconds(3)
    configuration.resumeWindow = .seconds(2)
    for isPause in [true, false] {
      let interview = try InterviewSimulation(.forTests(), configuration: configuration)
      await interview.start()
      try await interview.waitForFloor()
      if isPause { await interview.send(.pause) } else { await interview.disconnect() }
      try await interview.play(String(repeating: "_", count: isPause ? 29 : 19))
      #expect(interview.ending == nil)
      try await interview.play("__")
      #expect(interview.ending == (isPause ? .away : .disconnected))
    }
  }

  @Test func `what cannot be done now is said to be so`() async throws {
    let interview = try simulation(greeting: "Hello there.")
    await interview.start()
    await interview.send(.resume)
    #expect(interview.warnings == ["not_now"])
    #expect(interview.state == .greeting)
  }
}
