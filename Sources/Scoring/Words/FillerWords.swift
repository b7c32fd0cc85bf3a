/// The words that are filled pauses, for each language: sounds only, never words with a meaning.
///
/// "Like", "you know", "genre", "du coup" are words and stay words.
struct FillerWords: Sendable {
  private static let english: Set<String> = [
    "um", "umm", "uhm", "uh", "uhh", "er", "erm", "hm", "hmm", "mm", "mmm",
  ]
  private static let french: Set<String> = [
    "euh", "euhh", "euhm", "heu", "heuh", "hum", "hem", "hm", "hmm", "mm", "mmm", "um", "uh", "erm",
  ]
  /// What is one filled pause with an "euh" after it.
  private static let frenchLead: Set<String> = ["ben", "bah", "beh"]
  /// What is also written for something else.
  private static let ambiguous: Set<String> = ["er", "hum", "hem", "hm", "hmm", "mm", "mmm"]

  private let language: SpokenLanguage
  private let words: Set<String>

  init(language: SpokenLanguage) {
    self.language = language
    words = language == .english ? Self.english : Self.french
  }

  /// How surely a word in lower case is a filled pause, or `nil` where it is none.
  func certainty(of key: String) -> Double? {
    let spellings = [key, Self.shortened(key, to: 2), Self.shortened(key, to: 1)]
    guard let known = spellings.first(where: words.contains) else { return nil }
    return Self.ambiguous.contains(known) ? 0.8 : 0.95
  }

  /// Marks the filled pauses among words.
  func mark(_ tokens: inout [TranscriptToken]) {
    for index in tokens.indices where certainty(of: tokens[index].key) != nil {
      let token = tokens[index]
      // "the ER", "at UM"
      let isInitialism = token.written.allSatisfy(\.isUppercase)
      // "5 mm"
      let isUnit = index > 0 && token.key == "mm" && tokens[index - 1].key.last?.isNumber == true
      guard !isInitialism, !isUnit else { continue }
      tokens[index].role = .filler
      if language == .french, index > 0, token.key.contains("eu"),
        Self.frenchLead.contains(tokens[index - 1].key), !tokens[index - 1].endsClause
      {
        tokens[index - 1].role = .filler
      }
    }
  }

  /// Runs of three letters and more cut to `length`: "ummm" is "um".
  private static func shortened(_ key: String, to length: Int) -> String {
    var result = ""
    var run = Substring(key)
    while let first = run.first {
      let letters = run.prefix { $0 == first }
      result += letters.count < 3 ? String(letters) : String(repeating: first, count: length)
      run = run[letters.endIndex...]
    }
    return result
  }
}
