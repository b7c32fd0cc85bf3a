/// Whether a transcript breaks off where nobody ends an answer.
///
/// A closed list of words a language: conjunctions, determiners, prepositions and fillers. An
/// answer that ends in one of them goes on.
public enum OpenEnding {
  /// Whether the last word asks for another.
  ///
  /// - Parameter language: BCP-47 tag; for a language without a list the answer is `false`.
  public static func isOpen(_ transcript: String, language: String) -> Bool {
    guard let last = EvidenceMatcher.normalizedWords(of: transcript).last else { return false }
    return words[LanguageTag.primary(of: language)]?.contains(last) ?? false
  }

  private static let words: [String: Set<String>] = ["en": english, "fr": french]

  private static let english: Set<String> = [
    "and", "or", "but", "so", "because", "if", "when", "while", "that", "which", "who", "then",
    "the", "a", "an", "my", "our", "their", "his", "her", "its", "this", "these",
    "of", "to", "in", "on", "at", "for", "with", "from", "by", "about", "into", "like",
    "um", "uh", "er", "hmm", "well", "is", "are", "was", "were", "i", "we", "they",
  ]

  private static let french: Set<String> = [
    "et", "ou", "mais", "donc", "car", "si", "quand", "que", "qui", "puis", "alors", "comme",
    "le", "la", "les", "un", "une", "des", "mon", "ma", "mes", "notre", "nos", "leur", "ce",
    "cette", "ces", "de", "du", "a", "au", "aux", "en", "dans", "sur", "pour", "avec", "par",
    "sans", "chez", "euh", "ben", "bah", "heu", "est", "sont", "je", "on", "nous", "parce",
  ]
}

/// The parts of a BCP-47 tag that the engine looks at.
public enum LanguageTag {
  /// The primary subtag in lower case: `fr` of `fr-CA`.
  public static func primary(of tag: String) -> String {
    tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map { $0.lowercased() } ?? ""
  }
}
