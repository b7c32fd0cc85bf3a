public import VoiceEngine

extension Scenario {
  /// What the engine follows: every default resolved, nothing left that only people read.
  public func plan() -> InterviewPlan {
    InterviewPlan(
      language: language,
      personaName: persona.name,
      voice: persona.voice,
      greeting: greeting,
      questions: questions.map { question in
        PlannedQuestion(
          id: question.id,
          ask: question.ask,
          evidence: question.evidence,
          followUps: question.followUps,
          endpointing: question.endpointing ?? endpointing,
          thinkTime: question.thinkTime,
          answerLimit: question.answerLimit ?? limits.answer,
          expectedAnswer: question.expectedAnswer
        )
      },
      closing: closing,
      followUpLimit: limits.followUps,
      sessionLimit: limits.session
    )
  }
}
