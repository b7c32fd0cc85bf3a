/// Where a transcript breaks off, as far as lists of words can tell.
public enum TranscriptEnding: String, CaseIterable, Sendable {
  /// All that was said is an answer in a word or two: "Yes.", "Bien sûr."
  case shortAnswer
  /// A clause that may end here.
  case clause
  /// Words that may end here, without anything that makes a clause of them: "five years".
  case fragment
  /// Within a number or a list: "zero three", "first, the database".
  case listing
  /// A word that asks for another: a conjunction, a determiner, a preposition.
  case open
  /// A hesitation: "um", "let me think".
  case hesitation

  /// Looks at the end of a transcript; what a long one began with does not matter.
  ///
  /// - Parameters:
  ///   - transcript: all that was said in the turn.
  ///   - language: BCP-47 tag; in a language without lists only punctuation and digits tell.
  /// - Returns: `nil` where there is no word.
  public init?(_ transcript: String, language: String) {
    let tail = String(transcript.suffix(Self.reach))
    let words = EvidenceMatcher.normalizedWords(of: tail)
    guard !words.isEmpty else { return nil }
    let lists = EndingLists.lists(for: LanguageTag.primary(of: language))
    let mark = tail.last { !$0.isWhitespace && !"\"'»”’)".contains($0) } ?? " "
    let isWhole = transcript.utf8.count == tail.utf8.count
    if isWhole, lists.shortAnswers.contains(words.joined(separator: " ")) {
      self = .shortAnswer
    } else if lists.hesitations.contains(where: { Self.ends(words, with: $0) }) {
      self = .hesitation
    } else if ",…-–—:".contains(mark) || tail.hasSuffix("...") || lists.isOpen(words) {
      self = .open
    } else if lists.isListing(words) || Self.endsInDigits(tail) {
      self = .listing
    } else if ".!?".contains(mark) || lists.hasClause(words) {
      self = .clause
    } else {
      self = lists.isEmpty ? .clause : .fragment
    }
  }

  /// Characters that are looked at: about thirty words.
  private static let reach = 200

  /// "0 3 5", as recognizers write what is read out digit by digit.
  private static func endsInDigits(_ text: String) -> Bool {
    let tokens = text.split(separator: " ").suffix(2)
    return tokens.count == 2 && tokens.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  static func ends(_ words: [String], with phrase: String) -> Bool {
    let wanted = phrase.split(separator: " ")
    return words.count >= wanted.count && words.suffix(wanted.count).elementsEqual(wanted, by: ==)
  }
}

extension EndingLists {
  /// Whether the last word asks for another.
  func isOpen(_ words: [String]) -> Bool {
    guard let last = words.last, open.contains(last) else { return false }
    return !closedPhrases.contains { TranscriptEnding.ends(words, with: $0) }
  }

  /// Whether a number or a list is likely to go on.
  func isListing(_ words: [String]) -> Bool {
    if words.count >= 2, words.suffix(2).allSatisfy(digits.contains) { return true }
    guard let opener = words.lastIndex(where: listOpeners.contains) else { return false }
    return !words[opener...].contains(where: listClosers.contains)
  }

  /// Whether a subject is followed by anything, or a verb form that is no other word is there.
  func hasClause(_ words: [String]) -> Bool {
    words.dropLast().contains(where: subjects.contains) || words.contains(where: verbs.contains)
  }
}
