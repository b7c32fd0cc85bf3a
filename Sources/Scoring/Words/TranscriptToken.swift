/// A word of a transcript as the rules see it: bare letters in lower case, with what its
/// punctuation says.
struct TranscriptToken: Equatable, Sendable {
  /// What a word is to the flow of speech.
  enum Role: Equatable, Sendable {
    /// A word of the answer.
    case content
    /// A filled pause, or part of one.
    case filler
    /// A word broken off before its end.
    case cutOff
  }

  /// Position of the word in the transcript.
  var index: Int
  /// The word in lower case, without the punctuation around it; apostrophes are `'`.
  var key: String
  /// The word as written, without the punctuation around it; in lower case if all words of the
  /// transcript are in capitals, which then say nothing.
  var written: String
  /// What it is.
  var role = Role.content
  /// Whether a mark that ends a clause follows: `, ; : . ? !`.
  var endsClause = false
  /// Whether a mark that ends a sentence follows: `. ? !`.
  var endsSentence = false
  /// Whether a dash follows.
  var hasDash = false
  /// When it was said.
  var span: DeliveryAnalysis.Span?

  /// The words of a transcript; what has neither letter nor digit only leaves its marks with the
  /// word before it.
  static func tokens(of words: [SpokenWord], language: SpokenLanguage) -> [TranscriptToken] {
    var tokens: [TranscriptToken] = []
    for (index, word) in words.enumerated() {
      if let token = TranscriptToken(word, index: index) {
        tokens.append(token)
      } else if !tokens.isEmpty {
        tokens[tokens.count - 1].read(marks: word.text)
      }
    }
    if !tokens.contains(where: { $0.written.contains(where: \.isLowercase) }) {
      for index in tokens.indices { tokens[index].written = tokens[index].key }
    }
    FillerWords(language: language).mark(&tokens)
    markCutOffs(&tokens)
    return tokens
  }

  private init?(_ word: SpokenWord, index: Int) {
    let isPart: (Character) -> Bool = { $0.isLetter || $0.isNumber }
    guard let first = word.text.firstIndex(where: isPart),
      let last = word.text.lastIndex(where: isPart)
    else { return nil }
    written = String(word.text[first...last])
    key = String(written.lowercased().map { WrittenUnit.isApostrophe($0) ? "'" : $0 })
    self.index = index
    span = word.span
    let marks = word.text[word.text.index(after: last)...]
    // "th-" is broken off; "th—" and "th -" are not.
    if marks.first.map({ $0 == "-" || $0 == "‐" || $0 == "‑" }) == true,
      !marks.hasPrefix("--"), word.text[last].isLetter
    {
      role = .cutOff
    }
    read(marks: String(marks))
  }

  private mutating func read(marks: String) {
    // Three points are a hesitation of whoever wrote, not the end of a sentence.
    let isEllipsis = marks.contains("…") || marks.contains("..")
    for mark in marks {
      switch mark {
      case "." where isEllipsis: break
      case ".", "?", "!", "。", "؟":
        endsClause = true
        endsSentence = true
      case ",", ";", ":": endsClause = true
      case "—", "–": hasDash = true
      default: break
      }
    }
    if marks.contains("--") || marks == "-" && role != .cutOff { hasDash = true }
  }

  /// "pre- and post-war" breaks nothing off.
  private static func markCutOffs(_ tokens: inout [TranscriptToken]) {
    let joining: Set<String> = ["and", "or", "to", "et", "ou", "à"]
    for index in tokens.indices where tokens[index].role == .cutOff && index + 2 < tokens.count {
      if joining.contains(tokens[index + 1].key), tokens[index + 2].written.contains("-") {
        tokens[index].role = .content
      }
    }
  }
}
