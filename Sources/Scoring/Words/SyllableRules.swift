/// Syllables of a written word: groups of vowel letters, plus and minus one for each pattern of
/// letters that stands for another number, with a table of exceptions.
///
/// A pattern has two to six letters, `^` is the beginning and `$` the end of a word.
struct SyllableRules: Sendable {
  private static let longestPattern = 6

  private let vowels: Set<UInt8>
  private let patterns: [UInt64: Int]
  private let exceptions: [String: Int]

  init(vowels: String, more: String, fewer: String, exceptions: [Int: String]) {
    self.vowels = Set(LetterFolding.codes(of: vowels))
    var patterns: [UInt64: Int] = [:]
    for (text, change) in [(more, 1), (fewer, -1)] {
      for pattern in text.split(whereSeparator: \.isWhitespace) {
        patterns[Self.key(LetterFolding.codes(of: pattern)), default: 0] += change
      }
    }
    self.patterns = patterns
    var table: [String: Int] = [:]
    for (count, words) in exceptions {
      for word in words.split(whereSeparator: \.isWhitespace) {
        table[LetterFolding.text(of: LetterFolding.codes(of: word))] = count
      }
    }
    self.exceptions = table
  }

  /// What the table of exceptions says of a word, given in folded letters.
  func exception(_ letters: [UInt8]) -> Int? { exceptions[LetterFolding.text(of: letters)] }

  /// Whether a word, given in folded letters, has a vowel.
  func hasVowel(_ letters: [UInt8]) -> Bool { letters.contains(where: vowels.contains) }

  /// Syllables of a word, given in folded letters: at least 1.
  func count(_ letters: [UInt8]) -> Int {
    if let known = exception(letters) { return known }
    var count = 0
    var wasVowel = false
    for letter in letters {
      let isVowel = vowels.contains(letter)
      if isVowel, !wasVowel { count += 1 }
      wasVowel = isVowel
    }
    let word = [LetterFolding.beginning] + letters + [LetterFolding.end]
    for start in word.indices {
      var key: UInt64 = 0
      for place in start..<min(start + Self.longestPattern, word.count) {
        key = key << 8 | UInt64(word[place])
        count += patterns[key] ?? 0
      }
    }
    return max(1, count)
  }

  private static func key(_ codes: [UInt8]) -> UInt64 {
    codes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
