/// Says of a silent pause whether it stands between clauses or inside one.
///
/// A pause is at a boundary if the word before it carries one of `, ; : . ? !`, or if the word after
/// it opens a clause: a conjunction, a relative word, an adverb that links sentences. In a
/// transcript without any such mark a subject pronoun opens a clause, too, unless the word before
/// it does already ("because [pause] I") or is an auxiliary or a preposition. Filled pauses and
/// cut-off words beside the pause are looked past.
struct PausePlacer: Sendable {
  private static let openers: [SpokenLanguage: Set<String>] = [
    .english: [
      "and", "but", "or", "so", "because", "cause", "although", "though", "while", "when",
      "whenever", "where", "whereas", "if", "unless", "which", "who", "then", "well", "however",
      "therefore", "anyway", "basically", "actually", "plus", "nor", "yet", "once",
    ],
    .french: [
      "et", "mais", "ou", "où", "donc", "car", "or", "ni", "puis", "alors", "parce", "puisque",
      "quand", "lorsque", "si", "comme", "tandis", "qui", "que", "dont", "quoique", "ensuite",
      "enfin", "bref", "voilà", "bon", "ben", "cependant", "pourtant", "sinon", "sauf",
    ],
  ]
  private static let elided: Set<String> = ["qu", "lorsqu", "puisqu", "quoiqu", "s"]
  private static let subjects: [SpokenLanguage: Set<String>] = [
    .english: ["i", "he", "she", "we", "they", "there"],
    .french: ["je", "j", "tu", "il", "elle", "on", "ils", "elles", "c", "ça"],
  ]
  private static let binding: [SpokenLanguage: Set<String>] = [
    .english: [
      "that", "what", "how", "why", "as", "than", "until", "before", "after", "since", "am", "are",
      "is", "was", "were", "do", "does", "did", "have", "has", "had", "can", "could", "will",
      "would", "should", "think", "thought", "know", "said", "say", "guess", "mean", "hope", "of",
      "to", "the", "a", "with", "for", "at", "in", "on",
    ],
    .french: [
      "ce", "avant", "après", "de", "à", "pour", "avec", "chez", "sur", "dans", "le", "la", "les",
      "un", "une", "est", "quoi", "comment", "pourquoi",
    ],
  ]

  private let openers: Set<String>
  private let subjects: Set<String>
  private let binding: Set<String>

  init(language: SpokenLanguage) {
    openers = Self.openers[language] ?? []
    subjects = Self.subjects[language] ?? []
    binding = Self.binding[language] ?? []
  }

  /// The place of each pause; `nil` where no timed word stands before or after it.
  func places(
    of pauses: [DeliveryAnalysis.Span],
    among tokens: [TranscriptToken]
  ) -> [SpokenWords.PausePlace?] {
    let content = tokens.filter { $0.role == .content }
    let isMarked = content.dropLast().contains(where: \.endsClause)
    let timed = content.compactMap { token in token.span.map { (token, $0.middle) } }
      .sorted { $0.1 < $1.1 }
    return pauses.map { pause in
      // The first word whose middle lies behind the pause's.
      var (low, high) = (0, timed.count)
      while low < high {
        let probe = (low + high) / 2
        if timed[probe].1 > pause.middle { high = probe } else { low = probe + 1 }
      }
      guard low > 0, low < timed.count else { return nil }
      let (before, after) = (timed[low - 1].0, timed[low].0)
      return isBoundary(before, after, isMarked) ? .boundary : .midClause
    }
  }

  private func isBoundary(
    _ before: TranscriptToken,
    _ after: TranscriptToken,
    _ isMarked: Bool
  ) -> Bool {
    if before.endsClause || opens(after) { return true }
    guard !isMarked, subjects.contains(head(of: after)) else { return false }
    return !opens(before) && !binding.contains(before.key)
  }

  private func opens(_ token: TranscriptToken) -> Bool {
    openers.contains(token.key) || token.key.contains("'") && Self.elided.contains(head(of: token))
  }

  /// What stands before an apostrophe, or the word.
  private func head(of token: TranscriptToken) -> String {
    String(token.key.prefix { $0 != "'" })
  }
}
