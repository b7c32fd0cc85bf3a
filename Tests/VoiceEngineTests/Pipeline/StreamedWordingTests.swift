import TestKit
import Testing
import VoiceEngine

@Suite struct StreamedWordingTests {
  private static let question = "Tell me about an outage."
  private let held = HeldRequests()

  /// An interview whose interviewer says "I see." at once and the question later, or never.
  private func interview(_ behaviour: PortBehaviour) async throws -> InterviewSimulation {
    let interview = try InterviewSimulation(
      .forTests(),
      interviewer: HeldInterviewer(held: held, lead: ["I see."]) { _ in behaviour },
      held: held
    )
    await interview.start()
    return interview
  }

  private func started(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .utteranceStarted(let started) = $0 { started.text } else { nil }
    }
  }

  private func heard(_ interview: InterviewSimulation) -> [String] {
    interview.events.compactMap {
      if case .utteranceFinished(let finished) = $0 { finished.heardText } else { nil }
    }
  }

  @Test func `the first sentence is said while the others are awaited`() async throws {
    let interview = try await interview(.hangs)
    try await interview.play(".....")
    #expect(started(interview) == ["I see."])
    #expect(interview.asked.isEmpty)
    await interview.letGo()
    try await interview.waitForFloor()
    let text = "I see. \(Self.question)"
    #expect(started(interview) == ["I see.", text])
    #expect(interview.asked.map(\.text) == [text])
    #expect(heard(interview) == [text])
    #expect(interview.violations.isEmpty)
  }

  @Test(arguments: [PortBehaviour.hangs, .fails])
  func `what does not come is said in the planned words`(behaviour: PortBehaviour) async throws {
    let interview = try await interview(behaviour)
    try await interview.waitForFloor()
    #expect(heard(interview) == ["I see. \(Self.question)"])
    #expect(interview.asked.count == 1)
    #expect(interview.violations.isEmpty)
  }

  @Test func `a question that was cut before its words were known is asked anew`() async throws {
    let interview = try await interview(.hangs)
    try await interview.play(".....")
    await interview.disconnect()
    #expect(held.isEmpty)
    await interview.reconnect()
    try await interview.play(".....")
    await interview.letGo()
    try await interview.waitForFloor()
    #expect(interview.asked.map(\.kind) == [.core])
    #expect(heard(interview).last == "I see. \(Self.question)")
    #expect(interview.violations.isEmpty)
  }
}
