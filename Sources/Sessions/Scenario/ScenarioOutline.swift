public import VoiceEngine

extension Scenario {
  /// The interview at a glance: order, time, what each question shows, weights in percent.
  public var outline: String {
    let plan = plan()
    var lines = ["\(title) (\(id), revision \(revision), \(languages.joined(separator: ", ")))"]
    var total = plan.greeting.map { SpokenLength.duration(of: $0) } ?? .zero
    for (index, question) in plan.questions.enumerated() {
      let expected = question.expectedAnswer.map { window in
        "\(WrittenNumber.text(of: window.minimum)) to \(WrittenNumber.text(of: window.maximum))"
      }
      let longest =
        question.expectedAnswer?.maximum
        ?? min(question.answerLimit, ScenarioReading.usualAnswerLimit)
      total += SpokenLength.duration(of: question.ask) + question.thinkTime + longest
      lines.append("")
      lines.append("\(index + 1). \(question.id): \(question.ask)")
      lines.append(
        "   answer \(expected ?? "up to \(WrittenNumber.text(of: question.answerLimit))")"
          + ", patience \(WrittenNumber.text(of: question.endpointing.minimumDelay)) to "
          + WrittenNumber.text(of: question.endpointing.maximumDelay)
      )
      if let shown = rubric?.questions.first(where: { $0.id == question.id }) {
        let weight = shown.weight > 1 ? " (weight \(shown.weight))" : ""
        lines.append("   shows \(shown.competencies.joined(separator: ", "))\(weight)")
      }
      if !question.evidence.isEmpty {
        let points = question.evidence.map { $0.label ?? $0.id }
        lines.append("   listens for \(points.joined(separator: "; "))")
      }
      if question.followUps.count > plan.followUpLimit {
        lines.append("   asks at most \(plan.followUpLimit) of these:")
      }
      for followUp in question.followUps {
        lines.append("   \(followUp.id), \(followUp.condition.written): \(followUp.ask)")
      }
    }
    total += SpokenLength.duration(of: plan.closing)
    lines.append("")
    let minutes = Int((total / .seconds(60)).rounded(.up))
    lines.append(
      "About \(minutes) minutes without follow-ups; the session ends after "
        + "\(WrittenNumber.text(of: plan.sessionLimit))."
    )
    if let rubric { lines += [""] + rubric.outline }
    return lines.joined(separator: "\n")
  }
}

extension Rubric {
  fileprivate var outline: [String] {
    let total = competencies.reduce(0) { $0 + $1.weight }
    return competencies.flatMap { competency in
      let share = aggregation == .profile ? "" : ", \(competency.weight * 100 / max(1, total)) %"
      return ["\(competency.label) (\(competency.id)\(share))"]
        + competency.anchors.map { "   \($0.level): \($0.behaviour)" }
    }
  }
}

extension FollowUpCondition {
  /// The condition as it is written in a scenario.
  public var written: String {
    switch self {
    case .missing(let id): "missing(\(id))"
    case .heard(let id): "heard(\(id))"
    case .asked(let id): "asked(\(id))"
    case .speechTimeBelow(let limit): "speech_time < \(WrittenNumber.text(of: limit))"
    case .wordsBelow(let count): "words < \(count)"
    case .silent: "silent"
    case .all(let parts): parts.map(\.written).joined(separator: " and ")
    case .any(let parts): parts.map(\.written).joined(separator: " or ")
    }
  }
}
