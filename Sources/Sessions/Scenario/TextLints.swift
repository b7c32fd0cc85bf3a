import VoiceEngine

// What is said and what is judged, word by word.
extension ScenarioReading {
  func lintTexts(_ log: inout DiagnosticLog) {
    for text in log.texts {
      for part in text.all {
        switch text.role {
        case .question:
          lintSentences(part, &log)
          lintTopics(part, &log)
        case .line: lintSentences(part, &log)
        case .anchor: lintTraits(part, &log)
        case .label: break
        }
      }
    }
    for ask in questions.compactMap(\.ask) {
      for part in ask.all where part.value.count(where: { $0 == "?" }) > 1 {
        log.warning(at: part.mark, "two questions in one get one answer; ask one of them")
      }
    }
  }

  private func lintSentences(_ text: Marked<String>, _ log: inout DiagnosticLog) {
    let longest = SentenceChunker.sentences(of: text.value)
      .map { $0.split(separator: " ").count }.max()
    guard let longest, longest > ScenarioReading.sentenceWordLimit else { return }
    log.warning(
      at: text.mark,
      "a sentence of \(longest) words is too long to be listened to; make it two"
    )
  }

  /// Topics that the law keeps out of an interview.
  private func lintTopics(_ text: Marked<String>, _ log: inout DiagnosticLog) {
    guard let topic = ForbiddenWords.topics.first(in: text.value) else { return }
    let message = "\(quoted(topic)): family, age, origin, belief and health are not asked about"
    if purposes.contains(where: { $0.value == .hiring }) {
      log.error(at: text.mark, message)
    } else {
      log.warning(at: text.mark, message)
    }
  }

  private func lintTraits(_ text: Marked<String>, _ log: inout DiagnosticLog) {
    guard let trait = ForbiddenWords.traits.first(in: text.value) else { return }
    log.error(
      at: text.mark,
      "\(quoted(trait)) names a trait; say what is done or said at this level"
    )
  }
}
