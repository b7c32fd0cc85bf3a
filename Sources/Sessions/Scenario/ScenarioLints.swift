import VoiceEngine

// What is probably not meant. Only what can never be right is an error here.
extension ScenarioReading {
  /// A share of the total below which a competency might as well not be there, in percent.
  static let negligibleShare = 5
  /// Longest answer that is reckoned with where none is expected.
  static let usualAnswerLimit = Duration.seconds(90)
  /// Words of a sentence that a listener can keep.
  static let sentenceWordLimit = 40

  func lint(_ log: inout DiagnosticLog) {
    for question in questions {
      question.lintConditions(limits, &log)
      question.lintPhrases(languages.map(\.value), &log)
      lintGenerated(question, &log)
    }
    lintTime(&log)
    lintWeights(&log)
    lintTexts(&log)
  }

  private func lintGenerated(_ question: QuestionReading, _ log: inout DiagnosticLog) {
    guard let count = question.generatedFollowUps, count.value > 0,
      purposes.contains(where: { $0.value == .hiring })
    else { return }
    log.warning(
      at: count.mark,
      "generated follow-ups differ from candidate to candidate; for hiring write them down"
    )
  }

  private func lintTime(_ log: inout DiagnosticLog) {
    let needed = questions.reduce(Duration.zero) { sum, question in
      let answer =
        question.time.expected?.value.maximum
        ?? min(question.time.answer ?? limits.answer, ScenarioReading.usualAnswerLimit)
      return sum + (question.time.think ?? .zero) + answer
    }
    guard needed > limits.session else { return }
    let minutes = Int((needed / .seconds(60)).rounded(.up))
    let limit = WrittenNumber.text(of: limits.session)
    log.warning(
      at: sessionLimitMark ?? questions.first?.id?.mark ?? .start,
      "the questions take about \(minutes)m, and the session ends after \(limit)"
    )
  }

  private func lintWeights(_ log: inout DiagnosticLog) {
    guard let competencies = rubric?.value.competencies else { return }
    let total = competencies.reduce(0) { $0 + $1.weight.value }
    for competency in competencies
    where competency.weight.value * 100 < total * ScenarioReading.negligibleShare {
      log.warning(
        at: competency.weight.mark,
        "the weight is less than \(ScenarioReading.negligibleShare) % of the total"
      )
    }
  }
}

extension QuestionReading {
  fileprivate func lintConditions(_ limits: Scenario.Limits, _ log: inout DiagnosticLog) {
    let answerLimit = time.answer ?? limits.answer
    for (index, followUp) in followUps.enumerated() {
      guard let when = followUp.when, let condition = followUp.condition else { continue }
      let facts = ConditionFacts(
        own: followUp.id?.value ?? "",
        answerLimit: answerLimit
      )
      if limits.followUps == 0 {
        log.error(at: when.mark, "never asked: \"limits\" allows no follow-ups")
      } else if !facts.canHold(condition) {
        log.error(at: when.mark, "never asked: the condition cannot hold")
      } else if facts.alwaysHolds(condition) {
        log.warning(at: when.mark, "always asked: the condition holds for every spoken answer")
        if index + 1 < followUps.count, limits.followUps == 1, let next = followUps[index + 1].when
        {
          log.error(at: next.mark, "never asked: the one before is always asked, and only one is")
        }
      }
    }
  }

  fileprivate func lintPhrases(_ languages: [String], _ log: inout DiagnosticLog) {
    for phrases in evidence.compactMap(\.phrases) {
      for language in languages {
        var seen: Set<[String]> = []
        for phrase in phrases.phrases(in: language) {
          let words = EvidenceMatcher.normalizedWords(of: phrase.value)
          if words.isEmpty {
            log.error(at: phrase.mark, "the phrase has no letters or digits, so it is never heard")
          } else if !seen.insert(words).inserted {
            log.warning(at: phrase.mark, "the phrase \(quoted(phrase.value)) is given twice")
          }
        }
        if phrases.single != nil { break }
      }
    }
  }
}

/// What is known of a condition without any answer.
private struct ConditionFacts {
  /// The follow-up that has the condition.
  var own: String
  var answerLimit: Duration

  /// Whether some answer fulfils it.
  func canHold(_ condition: FollowUpCondition) -> Bool {
    switch condition {
    case .any(let parts): parts.contains(where: canHold)
    case .all(let parts): !contradicts(parts) && parts.allSatisfy(canHold)
    case .asked(let id): id != own
    default: true
    }
  }

  /// Whether every answer in words fulfils it.
  func alwaysHolds(_ condition: FollowUpCondition) -> Bool {
    switch condition {
    case .speechTimeBelow(let limit): limit > answerLimit
    case .all(let parts): parts.allSatisfy(alwaysHolds)
    case .any(let parts):
      parts.contains(where: alwaysHolds)
        || parts.contains { part in
          if case .heard(let id) = part { parts.contains(.missing(id)) } else { false }
        }
    default: false
    }
  }

  private func contradicts(_ parts: [FollowUpCondition]) -> Bool {
    let isSilent = parts.contains(.silent)
    return parts.contains { part in
      switch part {
      case .heard(let id): isSilent || parts.contains(.missing(id))
      case .missing, .wordsBelow, .speechTimeBelow: isSilent
      default: false
      }
    }
  }
}
