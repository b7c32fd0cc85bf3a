import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct InterviewTests {
  @Test func `two full answers lead through the plan to the closing`() async throws {
    let interview = try InterviewSimulation(
      .forTests(greeting: "Hello."),
      hears: ["the cause was a disk and in the end all was well", "we were five"]
    )
    await interview.start()
    try await interview.waitForFloor()
    #expect(interview.asked.map(\.questionID) == ["outage"])
    try await interview.play("SSSSSSSSSSSSSSSSSSSSSSSSS....................")
    try await interview.waitForFloor()
    #expect(interview.asked.map(\.questionID) == ["outage", "team"])
    try await interview.play("SSSSSSSSSSSSSSSSSSSSSSSSS....................")
    try await interview.waitForFloor()
    #expect(interview.ending == .completed)
    #expect(interview.turns.map(\.reason) == [.endpoint, .endpoint])
    #expect(interview.asked.last?.kind == .closing)
  }

  @Test func `a short answer gets the planned follow-up and the next one only after it`()
    async throws
  {
    let interview = try InterviewSimulation(
      .forTests(),
      hears: ["it broke because of a disk", "still nothing", "in the end we fixed it"]
    )
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSS....................")
    try await interview.waitForFloor()
    #expect(interview.asked.last?.followUpID == "more")
    try await interview.play("SSSSSSSSSSSSSSS....................")
    try await interview.waitForFloor()
    #expect(interview.asked.last?.followUpID == "ending")
    try await interview.play("SSSSSSSSSSSSSSS....................")
    try await interview.waitForFloor()
    #expect(interview.asked.last?.questionID == "team")
  }

  @Test func `a pause inside an answer does not end it`() async throws {
    let interview = try InterviewSimulation(.forTests(), hears: ["one", "two"])
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSSSS ............ SSSSSSSSSSSSSSSS")
    #expect(interview.turns.isEmpty)
    try await interview.play("....................")
    #expect(interview.turns.count == 1)
    let final = interview.events.compactMap {
      if case .transcriptFinal(let final) = $0 { final.text } else { nil }
    }
    #expect(final == ["one two"])
  }

  @Test func `an answer that breaks off in a hesitation is given the longest delay`() async throws {
    let interview = try InterviewSimulation(
      .forTests(endpointing: .normal),
      hears: ["it failed because uh"]
    )
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSSSSSSSSSSSS..............................")
    #expect(interview.turns.isEmpty)
    try await interview.play("..........")
    #expect(
      interview.turns.first.map { (3_400...3_700).contains($0.endpointDelayMilliseconds) } == true
    )
  }

  @Test func `without a recognizer turns end by silence and follow-ups go by length`() async throws
  {
    let interview = try InterviewSimulation(.forTests(language: "fr"))
    await interview.start()
    #expect(interview.warnings == ["recognition_unavailable"])
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSS..............................")
    try await interview.waitForFloor()
    #expect(interview.asked.last?.followUpID == "more")
    try await interview.play("SSSSSSSSSSSSSSSSSSSSSSSSSS..............................")
    try await interview.waitForFloor()
    #expect(interview.asked.last?.questionID == "team")
    #expect(interview.turns.allSatisfy { $0.reason == .endpoint })
  }

  @Test func `silence is met with a nudge, then the question again, then the next, then the end`()
    async throws
  {
    let interview = try InterviewSimulation(.forTests())
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play(String(repeating: ".", count: 1_000))
    #expect(interview.ending == .away)
    #expect(
      interview.asked.map(\.kind) == [.core, .reprompt, .core]
    )
    let nudges = interview.events.filter {
      if case .utteranceStarted(let started) = $0 {
        started.text == "Take your time."
      } else {
        false
      }
    }
    #expect(nudges.count >= 2)
  }

  @Test func `voice that cannot be put into words gets the question again once`() async throws {
    let interview = try InterviewSimulation(.forTests(), hears: [])
    await interview.start()
    try await interview.waitForFloor()
    for _ in 0..<2 {
      try await interview.play("SSSSSSSSSSSSSSSSSSSSSSSSSSSS..............................")
      try await interview.waitForFloor()
    }
    #expect(interview.asked.map(\.kind) == [.core, .reprompt, .core])
  }

  @Test func `Done ends a turn at once`() async throws {
    let interview = try InterviewSimulation(.forTests(), hears: ["the result"])
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play("SSSSSSSSSSSSSSSSSSSSSSSSS")
    await interview.send(.answerDone)
    #expect(interview.turns.map(\.reason) == [.doneButton])
    #expect(interview.asked.last?.questionID == "team")
  }

  @Test func `a typed answer counts as words and cuts the interviewer`() async throws {
    let interview = try InterviewSimulation(.forTests())
    await interview.start()
    try await interview.play("...")
    #expect(interview.state == .interviewerSpeaking)
    await interview.send(.answerText("In the end the result was good."))
    #expect(interview.turns.map(\.reason) == [.text])
    let cut = interview.events.contains { if case .playbackCleared = $0 { true } else { false } }
    #expect(cut)
    #expect(interview.asked.last?.questionID == "team")
  }

  @Test func `an answer at its limit is closed`() async throws {
    let interview = try InterviewSimulation(.forTests(), hears: ["the result"])
    await interview.start()
    try await interview.waitForFloor()
    try await interview.play(String(repeating: "S", count: 310))
    #expect(interview.turns.first?.reason == .limit)
  }

  @Test func `the candidate can end at any moment and nothing is sent after it`() async throws {
    for steps in [0, 3, 12, 40] {
      let interview = try InterviewSimulation(.forTests(greeting: "Hello there."))
      await interview.start()
      try await interview.play(String(repeating: ".", count: steps))
      await interview.send(.end)
      #expect(interview.ending == .candidate)
      let count = interview.outputs.count
      try await interview.play("SSSSSSSSSS..........")
      #expect(interview.outputs.count == count)
    }
  }
}
