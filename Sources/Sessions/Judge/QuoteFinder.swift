import VoiceEngine

/// Finds quotes word for word in a judged text.
///
/// Case and punctuation are the writer's and do not count; a word that is missing, added or changed
/// does.
struct QuoteFinder {
  /// A quote of fewer words shows nothing, unless the answer is as short.
  static let leastWords = 4

  private struct Key {
    var text: String
    var word: Int
  }

  private let text: JudgedText
  private let keys: [Key]

  init(_ text: JudgedText) {
    self.text = text
    keys = text.words.enumerated().flatMap { index, word in
      EvidenceMatcher.normalizedWords(of: word).map { Key(text: $0, word: index) }
    }
  }

  /// Where a quote stands first, or `nil` where it does not stand in the text.
  func find(_ quote: String) -> Quote? {
    let wanted = EvidenceMatcher.normalizedWords(of: quote)
    guard wanted.count >= min(QuoteFinder.leastWords, keys.count), !wanted.isEmpty,
      keys.count >= wanted.count
    else { return nil }
    let start = (0...(keys.count - wanted.count)).first { start in
      zip(keys[start...], wanted).allSatisfy { $0.text == $1 }
    }
    return start.map {
      Quote(keys[$0].word..<(keys[$0 + wanted.count - 1].word + 1), of: text)
    }
  }
}
