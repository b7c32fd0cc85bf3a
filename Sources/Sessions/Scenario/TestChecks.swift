extension ScenarioReading {
  /// Checks that every test speaks of things that exist.
  func checkTests(_ log: inout DiagnosticLog) {
    let questionNames = questions.compactMap(\.id?.value)
    let followUpNames = questions.flatMap { $0.followUps.compactMap(\.id?.value) }
    for test in tests {
      if let language = test.language, !languages.contains(where: { $0.value == language.value }) {
        log.error(
          at: language.mark,
          "\(quoted(language.value)) is not a language of this scenario"
            + NearestName.hint(for: language.value, among: languages.map(\.value))
        )
      }
      checkVariables(of: test, &log)
      for step in test.steps { step.check(questionNames + followUpNames, &log) }
      for expectation in test.expectations { check(expectation, questionNames, &log) }
    }
  }

  private func checkVariables(of test: TestReading, _ log: inout DiagnosticLog) {
    let known = variables.map(\.name.value)
    for (name, _) in test.variables where !known.contains(name.value) {
      log.error(
        at: name.mark,
        "the variable \(quoted(name.value)) is not declared under \"variables\""
          + NearestName.hint(for: name.value, among: known)
      )
    }
    for (name, variable) in variables where variable.value.isRequired {
      guard let mark = test.name?.mark,
        !test.variables.contains(where: { $0.name.value == name.value })
      else { continue }
      log.error(at: mark, "the test needs the variable \(quoted(name.value))")
    }
  }

  private func check(
    _ expectation: TestReading.Expectation,
    _ questionNames: [String],
    _ log: inout DiagnosticLog
  ) {
    if expectation.isAbsent, expectation.times != nil || expectation.within != nil {
      log.error(at: expectation.mark, "what is absent has neither \"times\" nor \"within\"")
    }
    if let question = expectation.question, !questionNames.contains(question.value) {
      return report(question, "question", among: questionNames, &log)
    }
    guard let event = expectation.event else { return }
    let asked = questions.filter {
      expectation.question == nil || $0.id?.value == expectation.question?.value
    }
    guard let id = expectation.id else {
      if event.value == .evidenceHeard {
        log.error(at: event.mark, "evidence_heard needs the \"id\" of an evidence point")
      }
      return
    }
    let followUps = asked.flatMap { $0.followUps.compactMap(\.id?.value) }
    let points = asked.flatMap { $0.evidence.compactMap(\.id?.value) }
    switch event.value {
    case .followUpAsked: report(id, "follow-up", among: followUps, &log)
    case .evidenceHeard: report(id, "evidence point", among: points, &log)
    case .reprompted, .questionSkipped:
      report(id, "question or follow-up", among: questionNames + followUps, &log)
    case .completed, .timeIsUp, .away:
      log.error(at: id.mark, "\"\(event.value.rawValue)\" has no \"id\"")
    }
  }

  private func report(
    _ name: Marked<String>,
    _ what: String,
    among known: [String],
    _ log: inout DiagnosticLog
  ) {
    guard !known.contains(name.value) else { return }
    log.error(
      at: name.mark,
      "there is no \(what) \(quoted(name.value))" + NearestName.hint(for: name.value, among: known)
    )
  }
}

extension TestReading.Step {
  fileprivate func check(_ names: [String], _ log: inout DiagnosticLog) {
    if let after, !names.contains(after.value) {
      log.error(
        at: after.mark,
        "there is no question or follow-up \(quoted(after.value))"
          + NearestName.hint(for: after.value, among: names)
      )
    }
    if (says == nil) == (silence == nil) {
      log.error(at: mark, "an answer either \"says\" something or is \"silent\"")
    }
    if let lasts, silence != nil {
      log.error(at: lasts.mark, "silence lasts as long as \"silent\" says")
    }
  }
}
