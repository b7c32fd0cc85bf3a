import VoiceEngine

/// A language of which the words that structure an answer are known.
public enum LexiconLanguage: String, Codable, CaseIterable, Sendable {
  /// English.
  case english = "en"
  /// French.
  case french = "fr"

  /// The language of a BCP-47 tag, or `nil` for one that is not known.
  public init?(tag: String) {
    self.init(rawValue: String(tag.lowercased().prefix { $0 != "-" && $0 != "_" }))
  }
}

/// A list of phrases, compared word by word in the form of `EvidenceMatcher.normalizedWords`.
///
/// A word of a phrase is a whole word of the text: `peut-être` is not `peut être`.
struct PhraseList: Sendable {
  /// By the first word, longest phrase first.
  private let byFirstWord: [[String]: [[[String]]]]

  /// Creates a list of phrases, parted by commas or line ends.
  init(_ phrases: String) {
    let all = phrases.split { $0 == "," || $0 == "\n" }.map { phrase in
      phrase.split(separator: " ").map { EvidenceMatcher.normalizedWords(of: String($0)) }
    }
    byFirstWord = Dictionary(grouping: all.filter { !$0.isEmpty }, by: { $0[0] })
      .mapValues { $0.sorted { $0.count > $1.count } }
  }

  /// How many words the longest phrase takes that begins at a place, or `nil` where none does.
  func match(in words: [[String]], at index: Int) -> Int? {
    byFirstWord[words[index]]?.first { phrase in
      words.count - index >= phrase.count
        && zip(words[index...], phrase).allSatisfy { $0 == $1 }
    }?.count
  }

  /// Whether a single word is in the list.
  func holds(_ word: [String]) -> Bool { match(in: [word], at: 0) != nil }

  /// The places where phrases begin, without overlaps.
  func matches(in words: [[String]]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < words.count {
      let length = match(in: words, at: index)
      if let length { found.append(index..<(index + length)) }
      index += length ?? 1
    }
    return found
  }
}
