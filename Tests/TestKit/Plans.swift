public import VoiceEngine

extension InterviewPlan {
  /// A short plan for tests: two questions, two follow-ups, no greeting.
  ///
  /// - Parameter endpointing: a timer where none is given, so that what is tested does not hang on
  ///   fitted weights.
  public static func forTests(
    language: String = "en",
    greeting: String? = nil,
    endpointing: EndpointingProfile = .timer
  ) -> InterviewPlan {
    InterviewPlan(
      language: language,
      personaName: "Ms Test",
      greeting: greeting,
      questions: [
        PlannedQuestion(
          id: "outage",
          ask: "Tell me about an outage.",
          evidence: [
            EvidencePoint(id: "cause", phrases: ["cause", "because"]),
            EvidencePoint(id: "result", phrases: ["result", "in the end"]),
          ],
          followUps: [
            PlannedFollowUp(
              id: "more",
              condition: .speechTimeBelow(.seconds(2)),
              ask: "Please say more."
            ),
            PlannedFollowUp(
              id: "ending",
              condition: .missing("result"),
              ask: "How did it end?"
            ),
          ],
          endpointing: endpointing,
          answerLimit: .seconds(30)
        ),
        PlannedQuestion(id: "team", ask: "How big was the team?", endpointing: endpointing),
      ],
      closing: "Thank you."
    )
  }
}

extension EndpointingProfile {
  /// Every silence of 1.55 s ends a turn.
  public static let timer = EndpointingProfile(
    minimumDelay: .milliseconds(1_550),
    maximumDelay: .milliseconds(1_550)
  )
}
