/// Syllables of a French word with its elisions.
enum FrenchWord {
  /// Syllables of a word that may have apostrophes in it: "l'école", "jusqu'à", "aujourd'hui".
  static func syllables(of word: some StringProtocol) -> Int {
    let parts = word.split(
      omittingEmptySubsequences: false,
      whereSeparator: WrittenUnit.isApostrophe
    )
    .map { $0.compactMap(LetterFolding.code) }
    guard parts.contains(where: { !$0.isEmpty }) else {
      return word.contains(where: \.isLetter) ? 1 : 0
    }
    return parts.indices.reduce(0) { sum, index in
      let part = parts[index]
      guard !part.isEmpty else { return sum }
      return sum + (index < parts.count - 1 ? elided(part) : whole(part))
    }
  }

  /// What stands before an apostrophe: "l'" and "qu'" lean on the next word, "jusqu'" keeps "jus".
  private static func elided(_ letters: [UInt8]) -> Int {
    let isQu = letters.suffix(2).elementsEqual("qu".utf8)
    let kept = isQu ? Array(letters.dropLast(2)) : letters
    return kept.count > 1 && SyllableRules.french.hasVowel(kept) ? whole(kept) : 0
  }

  private static func whole(_ letters: [UInt8]) -> Int {
    if let known = SyllableRules.french.exception(letters) { return known }
    guard SyllableRules.french.hasVowel(letters) else {
      return SyllableCounter.spelled(letters, in: .french)
    }
    return SyllableRules.french.count(letters)
  }
}
