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

/// Words that must not stand in certain texts, in English and French.
struct ForbiddenWords: Sendable {
  /// As words in the form in which they are compared; the last may be the beginning of a word.
  private let phrases: [(written: String, words: [String])]

  private init(_ phrases: [String]) {
    self.phrases = phrases.map { ($0, EvidenceMatcher.normalizedWords(of: $0)) }
  }

  /// The first phrase that a text holds, or `nil`.
  func first(in text: String) -> String? {
    let words = EvidenceMatcher.normalizedWords(of: text)
    return phrases.first { phrase in
      words.indices.contains { start in
        let end = start + phrase.words.count
        guard end <= words.count else { return false }
        let isPrefix = phrase.written.hasSuffix("…")
        return zip(words[start..<end], phrase.words).enumerated().allSatisfy { index, pair in
          isPrefix && index == phrase.words.count - 1
            ? pair.0.hasPrefix(pair.1) : pair.0 == pair.1
        }
      }
    }?.written
  }

  static let topics = ForbiddenWords([
    "married", "marital", "have children", "having children", "your children", "your husband",
    "your wife", "pregnan…", "how old are you", "your age", "year were you born", "your religio…",
    "your faith", "your church", "your nationality", "your native", "country are you from",
    "where are you from", "your origin…", "your ethnic…", "your disabilit…", "your health",
    "your illness", "your sexual…", "you vote", "your political", "trade union",
    "êtes vous marié…", "votre mari", "votre femme", "votre conjoint…", "avez vous des enfants",
    "vos enfants", "enceinte", "grossesse", "quel âge avez vous", "votre âge", "votre religion",
    "votre nationalité", "vos origines", "votre origine", "pays venez vous", "d’où venez vous",
    "votre handicap", "votre santé", "vos maladies", "votre orientation", "votez vous",
    "vos opinions politiques", "syndiqué…", "situation de famille", "situation familiale",
  ])

  static let traits = ForbiddenWords([
    "confident…", "confidence", "nervous…", "shy…", "charisma…", "enthusias…", "passionate…",
    "motivated", "energetic…", "friendly", "likeable", "likable", "intelligent", "smart", "clever",
    "lazy", "mature", "immature", "honest…", "sincere…", "personality", "attitude", "introvert…",
    "extrovert…", "assertive…", "arrogan…", "stressed", "relaxed", "calm person", "leader type",
    "confiance en", "nerveu…", "timid…", "charismati…", "charisme", "enthousias…", "passionné…",
    "motivé…", "énergique…", "dynamique", "sympathique…", "intelligent…", "malin", "paresseu…",
    "matur…", "immatur…", "honnête…", "sincèr…", "personnalité", "introverti…", "extraverti…",
    "arrogan…", "stressé…", "détendu…", "à l’aise", "caractère",
  ])
}
