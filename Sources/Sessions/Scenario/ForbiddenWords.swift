import VoiceEngine

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
