import Speech
import TestKit
import Testing
import VoiceEngine

/// What happens in a turn, drawn: one character is 100 ms.
@Suite struct TurnDiagramTests {
  /// Plays a diagram from the moment on when the candidate has the floor.
  private func draw(
    _ played: String,
    hears texts: [String] = ["we were five"],
    plan: InterviewPlan = .forTests(),
    configuration: EngineConfiguration = EngineConfiguration()
  ) async throws -> TurnDiagram {
    let interview = try InterviewSimulation(plan, hears: texts, configuration: configuration)
    await interview.start()
    try await interview.waitForFloor()
    let from = interview.cell
    try await interview.play(played)
    #expect(interview.violations.isEmpty)
    return interview.diagram(from: from)
  }

  @Test func `an answer ends after the silence that its profile asks for`() async throws {
    let drawn = try await draw("....SSSSSSSSSSSSSSSSSSSSSSSS ..........................")
    #expect(
      drawn
        == TurnDiagram(
          "....<SSSSSSSSSSSSSSSSSSSSSSS>..............C..........",
          "...........................................IIIII......"
        )
    )
  }

  @Test func `one that breaks off in a hesitation after the longest`() async throws {
    let drawn = try await draw(
      "..SSSSSSSSSSSSSSSSSSSSSSSS ......................................",
      hears: ["we were five uh"],
      plan: .forTests(endpointing: .normal)
    )
    #expect(
      drawn
        == TurnDiagram(
          "..<SSSSSSSSSSSSSSSSSSSSSSS>..................................C..",
          ".............................................................III"
        )
    )
  }

  @Test func `a short one to a quick question after the shortest, 0.5 s`() async throws {
    let drawn = try await draw(
      "..SSSSSSSSSSSSSSSSSSSSSSSS ...............",
      hears: ["yes"],
      plan: .forTests(endpointing: .quick)
    )
    #expect(
      drawn
        == TurnDiagram(
          "..<SSSSSSSSSSSSSSSSSSSSSSS>....C.........",
          "...............................IIIII....."
        )
    )
  }

  @Test func `a pause of one second goes on with the turn`() async throws {
    let drawn = try await draw(
      "SSSSSSSSSS .......... SSSSSSSSSSSSSS .................",
      hears: ["one", "two"]
    )
    #expect(
      drawn
        == TurnDiagram(
          "<SSSSSSSSS>.........<SSSSSSSSSSSSS>..............C.",
          ".................................................II"
        )
    )
  }

  @Test func `a click of 100 ms is nothing`() async throws {
    let drawn = try await draw("....S.......S..........S......")
    #expect(
      drawn
        == TurnDiagram("....S.......S..........S......", "..............................")
    )
  }

  @Test func `silence gets a nudge after eight seconds`() async throws {
    let silence = String(repeating: ".", count: 84)
    let drawn = try await draw(silence)
    #expect(
      drawn
        == TurnDiagram(silence, String(repeating: ".", count: 80) + "III.")
    )
  }

  @Test func `a stalled network ends a turn after five seconds`() async throws {
    let drawn = try await draw("SSSSSSSSSSSSSSSSSSSSSSSSS " + String(repeating: "_", count: 56))
    #expect(
      drawn
        == TurnDiagram(
          "<SSSSSSSSSSSSSSSSSSSSSSSS>" + String(repeating: "_", count: 49) + "C_____",
          String(repeating: ".", count: 75) + "IIII.."
        )
    )
  }

  @Test func `a voice over the end of the question is an answer when it goes on`() async throws {
    let interview = try InterviewSimulation(.forTests(), hears: ["the result of it"])
    await interview.start()
    try await interview.play("..SSSSSSSSSSSSSSSSSSSSSSSSSSSSS ....................")
    #expect(
      interview.diagram()
        == TurnDiagram(
          "..<SSSSSSSSSSSSSSSSSSSSSSSSSSSS>..............C....",
          "IIIII.........................................IIIII"
        )
    )
    #expect(interview.turns.map(\.startMilliseconds) == [600])
  }

  @Test func `a voice that ends with the question is none`() async throws {
    let interview = try InterviewSimulation(.forTests())
    await interview.start()
    try await interview.play("..SSS .........................")
    #expect(interview.turns.isEmpty, "\(interview.diagram())")
    #expect(interview.state == .listening)
  }

  @Test func `what is being said is cut where the answer is typed`() async throws {
    let interview = try InterviewSimulation(.forTests())
    await interview.start()
    try await interview.play("..")
    await interview.send(.answerText("In the end the result was good, because of us."))
    try await interview.play("............")
    #expect(
      interview.diagram()
        == TurnDiagram(
          "..C...........",
          "IIx..IIIII...."
        )
    )
  }
}
