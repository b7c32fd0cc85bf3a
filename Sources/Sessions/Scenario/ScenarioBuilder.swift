import Speech
import VoiceEngine

extension ScenarioReading {
  /// The scenario, in its first language and with the others beside it; `nil` where something that
  /// is required was not read.
  func scenario(file: String) -> Scenario? {
    guard let first = languages.first, var scenario = scenario(in: first.value, file) else {
      return nil
    }
    scenario.translations = languages.dropFirst().compactMap { self.scenario(in: $0.value, file) }
    return scenario
  }

  private func scenario(in language: String, _ file: String) -> Scenario? {
    guard let id, let title, let closing, let personaName = persona.name else { return nil }
    var scenario = Scenario(
      id: id.value,
      revision: revision,
      title: title.text(in: language),
      summary: summary?.text(in: language),
      language: language,
      purposes: purposes.map(\.value),
      persona: Scenario.Persona(
        name: personaName.text(in: language),
        voice: persona.voice?.text(in: language),
        guidance: guidance(in: language)
      ),
      endpointing: endpointing,
      limits: limits,
      greeting: greeting?.text(in: language),
      questions: questions.compactMap { $0.question(in: language) },
      closing: closing.text(in: language)
    )
    scenario.family = family
    scenario.variables = variables.map { name, variable in
      Scenario.Variable(name: name.value, fallback: variable.value.fallback)
    }
    scenario.rubric = rubric?.value.rubric(in: language, of: questions)
    scenario.delivery = delivery.map {
      Scenario.Delivery(featureSet: $0.featureSet, measures: $0.measures.map(\.value))
    }
    let usual = languages.first?.value
    scenario.tests = tests.filter { ($0.language?.value ?? usual) == language }
      .compactMap { $0.test(file: file) }
    return scenario
  }

  private func guidance(in language: String) -> InterviewerGuidance? {
    let guidance = InterviewerGuidance(
      brief: persona.brief?.text(in: language),
      never: persona.never.map { $0.text(in: language) },
      companyFacts: companyFacts.map { $0.text(in: language) }
    )
    return guidance == InterviewerGuidance() ? nil : guidance
  }
}

extension QuestionReading {
  fileprivate func question(in language: String) -> Scenario.Question? {
    guard let id, let ask else { return nil }
    return Scenario.Question(
      id: id.value,
      ask: ask.text(in: language),
      evidence: evidence.compactMap { point in
        guard let id = point.id, let phrases = point.phrases else { return nil }
        return EvidencePoint(
          id: id.value,
          label: point.label?.text(in: language),
          phrases: phrases.phrases(in: language).map(\.value)
        )
      },
      followUps: followUps.compactMap { followUp in
        guard let id = followUp.id, let condition = followUp.condition, let ask = followUp.ask
        else { return nil }
        return PlannedFollowUp(
          id: id.value,
          condition: condition,
          ask: ask.text(in: language)
        )
      },
      thinkTime: time.think ?? .zero,
      answerLimit: time.answer,
      expectedAnswer: time.expected?.value,
      endpointing: endpointing,
      generatedFollowUpLimit: generatedFollowUps?.value ?? 0
    )
  }
}

extension RubricReading {
  fileprivate func rubric(in language: String, of questions: [QuestionReading]) -> Rubric {
    Rubric(
      scale: scale,
      judge: judge,
      aggregation: aggregation,
      competencies: competencies.compactMap { competency in
        guard let id = competency.id, let notObserved = competency.notObserved else { return nil }
        return Competency(
          id: id.value,
          label: competency.label?.text(in: language) ?? id.value,
          weight: competency.weight.value,
          anchors: competency.anchors.compactMap { name, text in
            WrittenNumber.integer(name.value).map {
              Anchor(level: $0, behaviour: text.text(in: language))
            }
          }.sorted { $0.level < $1.level },
          notObserved: notObserved
        )
      },
      questions: questions.compactMap { question in
        guard let id = question.id, !question.competencies.isEmpty else { return nil }
        return RatedQuestion(
          id: id.value,
          competencies: question.competencies.map(\.value),
          weight: question.weight
        )
      }
    )
  }
}

extension TestReading {
  fileprivate func test(file: String) -> ScenarioTest? {
    guard let name else { return nil }
    return ScenarioTest(
      name: name.value,
      file: file,
      line: name.mark.line,
      variables: Dictionary(variables.map { ($0.name.value, $0.value) }) { first, _ in first },
      steps: steps.compactMap(\.step),
      expectations: expectations.compactMap { expectation in
        guard let event = expectation.event else { return nil }
        return ScenarioTest.Expectation(
          event: event.value,
          id: expectation.id?.value,
          question: expectation.question?.value,
          times: expectation.isAbsent ? 0 : expectation.times,
          within: expectation.within,
          line: expectation.mark.line
        )
      }
    )
  }
}

extension TestReading.Step {
  fileprivate var step: ScenarioTest.Step? {
    guard let after else { return nil }
    if let silence {
      return ScenarioTest.Step(after: after.value, answer: .silent(silence.value))
    }
    guard let says else { return nil }
    return ScenarioTest.Step(
      after: after.value,
      answer: .says(says.value, lasts: lasts?.value ?? SpokenLength.duration(of: says.value))
    )
  }
}
