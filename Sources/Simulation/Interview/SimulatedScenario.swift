import VoiceEngine

/// What one simulated interview asks, and with which limits; drawn from a seed.
struct SimulatedScenario: Equatable, Sendable {
  /// What is asked.
  let plan: InterviewPlan
  /// Every limit and delay.
  let configuration: EngineConfiguration

  /// Creates a scenario.
  init(plan: InterviewPlan, configuration: EngineConfiguration) {
    self.plan = plan
    self.configuration = configuration
  }

  /// Draws a scenario.
  init(_ dice: inout SeededGenerator) {
    let profiles: [EndpointingProfile] = [.quick, .normal, .think]
    let questions = (1...Int.random(in: 1...4, using: &dice)).map { index in
      PlannedQuestion(
        id: "q\(index)",
        ask: SimulatedScenario.asks[index - 1],
        evidence: [EvidencePoint(id: "cause", phrases: ["because"])],
        followUps: [
          PlannedFollowUp(id: "more", condition: .speechTimeBelow(.seconds(2)), ask: "And then?"),
          PlannedFollowUp(id: "cause", condition: .missing("cause"), ask: "Why was that so?"),
          PlannedFollowUp(id: "silent", condition: .silent, ask: "Shall I say it otherwise?"),
        ],
        endpointing: profiles.randomElement(using: &dice) ?? .normal,
        thinkTime: .seconds(Int.random(in: 0...3, using: &dice)),
        answerLimit: .seconds(Int.random(in: 8...40, using: &dice))
      )
    }
    plan = InterviewPlan(
      language: Bool.random(using: &dice) ? "en" : "fr",
      personaName: "Ms Test",
      greeting: Bool.random(using: &dice) ? "Hello. I will ask you some questions." : nil,
      questions: questions,
      closing: "Thank you. That was all.",
      sessionLimit: .seconds(Int.random(in: 40...180, using: &dice))
    )
    configuration = SimulatedScenario.configuration(isHasty: Bool.random(using: &dice))
  }

  /// The defaults, or all long limits short, so that a few minutes see many of them.
  private static func configuration(isHasty: Bool) -> EngineConfiguration {
    var configuration = EngineConfiguration()
    guard isHasty else { return configuration }
    configuration.utteranceLimit = .seconds(3)
    configuration.stallLimit = .seconds(2)
    configuration.nudgeAfter = .seconds(3)
    configuration.silenceAfter = .seconds(6)
    configuration.endAfter = .seconds(20)
    configuration.pauseLimit = .seconds(10)
    configuration.resumeWindow = .seconds(8)
    configuration.recognizerDeadline = .seconds(3)
    configuration.interviewerDeadline = .seconds(2)
    configuration.synthesizerDeadline = .seconds(2)
    return configuration
  }

  private static let asks = [
    "Tell me about an outage that you had to deal with.",
    "How big was the team? What was your part in it?",
    "What would you do otherwise today?",
    "Is there anything that you want to ask?",
  ]
}
