public import VoiceEngine

extension Scenario {
  /// Every language in which an interview can be held, the usual one first.
  public var languages: [String] { [language] + translations.map(\.language) }

  /// The scenario in a language, compared by its first part (`en` for `en-GB`), or `nil`.
  public func localized(for wanted: String) -> Scenario? {
    let all = [self] + translations
    return all.first { $0.language.lowercased() == wanted.lowercased() }
      ?? all.first { LanguageTag.primary(of: $0.language) == LanguageTag.primary(of: wanted) }
  }

  /// The variables that have no value among these and none of their own.
  public func missingVariables(in values: [String: String]) -> [String] {
    variables.filter { $0.fallback == nil && values[$0.name] == nil }.map(\.name)
  }

  /// What the engine follows: every default resolved, nothing left that only people read.
  ///
  /// - Parameter values: what stands for the variables; one without a value is left out.
  public func plan(values: [String: String] = [:]) -> InterviewPlan {
    var all: [String: String] = [:]
    for variable in variables { all[variable.name] = values[variable.name] ?? variable.fallback }
    let fill = { VariableReference.filled($0, with: all) }
    var guidance = persona.guidance
    if let facts = guidance?.companyFacts { guidance?.companyFacts = facts.map(fill) }
    return InterviewPlan(
      language: language,
      personaName: fill(persona.name),
      voice: persona.voice,
      greeting: greeting.map(fill),
      questions: questions.map { $0.planned(in: self, fill: fill) },
      closing: fill(closing),
      followUpLimit: limits.followUps,
      sessionLimit: limits.session,
      repromptLimit: limits.reprompts,
      guidance: guidance
    )
  }
}

extension Scenario.Question {
  fileprivate func planned(
    in scenario: Scenario,
    fill: (String) -> String
  ) -> PlannedQuestion {
    PlannedQuestion(
      id: id,
      ask: fill(ask),
      evidence: evidence,
      followUps: followUps.map { followUp in
        PlannedFollowUp(id: followUp.id, condition: followUp.condition, ask: fill(followUp.ask))
      },
      endpointing: endpointing ?? scenario.endpointing,
      thinkTime: thinkTime,
      answerLimit: answerLimit ?? scenario.limits.answer,
      expectedAnswer: expectedAnswer,
      generatedFollowUpLimit: generatedFollowUpLimit > 0 ? generatedFollowUpLimit : nil
    )
  }
}
