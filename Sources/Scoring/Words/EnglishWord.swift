/// Syllables of an English word with its contractions.
enum EnglishWord {
  // "don't" and its like keep one syllable; "didn't" has two.
  private static let shortNegations: Set<String> = ["do", "wo", "ca", "ai", "sha"]

  /// Syllables of a word that may have apostrophes in it.
  static func syllables(of word: some StringProtocol) -> Int {
    let parts = word.split(whereSeparator: WrittenUnit.isApostrophe)
      .map { LetterFolding.withoutAccents($0.compactMap(LetterFolding.code)) }
      .filter { !$0.isEmpty }
    guard let stem = parts.first else { return word.contains(where: \.isLetter) ? 1 : 0 }
    // "café": an accent on the last letter says that it is heard.
    let last = word.last { $0.isLetter }.flatMap(LetterFolding.code)
    let heard = last == UInt8(ascii: "1") && stem.count > 2 ? 1 : 0
    guard parts.count > 1 else { return syllables(ofStem: stem) + heard }
    guard parts.count == 2 else { return syllables(ofStem: parts.flatMap { $0 }) }
    return contraction(stem, LetterFolding.text(of: parts[1]))
  }

  private static func contraction(_ stem: [UInt8], _ ending: String) -> Int {
    let text = LetterFolding.text(of: stem)
    // "y'all", "d'you"
    let count = ["y", "d"].contains(text) ? 0 : syllables(ofStem: stem)
    switch ending {
    case "t" where stem.last == UInt8(ascii: "n") && stem.count > 2:
      let verb = String(text.dropLast())
      return syllables(ofStem: Array(verb.utf8)) + (shortNegations.contains(verb) ? 0 : 1)
    case "s":
      let hisses = ["s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"]
      return count + (hisses.contains(where: text.hasSuffix) ? 1 : 0)
    case "ll", "ve", "re":
      return count + (endsOpen(text) ? 0 : 1)
    case "d":
      return count + (text.hasSuffix("t") || text.hasSuffix("d") ? 1 : 0)
    case "m", "n":
      return count
    default:
      return count + syllables(ofStem: Array(ending.utf8))
    }
  }

  /// Whether a vowel ends the word as it is said, so that "'ll" leans on it.
  private static func endsOpen(_ text: String) -> Bool {
    guard let last = text.last else { return false }
    if last == "e" { return text.count <= 3 }
    return "aiouyw".contains(last)
  }

  private static func syllables(ofStem letters: [UInt8]) -> Int {
    if let known = SyllableRules.english.exception(letters) { return known }
    guard SyllableRules.english.hasVowel(letters) else {
      return SyllableCounter.spelled(letters, in: .english)
    }
    return SyllableRules.english.count(letters)
  }
}
