import Foundation

/// Behaviour is measured, a person is not: no emotion and no trait has a name here.
enum WordRules {
  // The beginnings of words, in English and French, without accents.
  private static let forbidden = [
    "emotion", "nervous", "anxious", "anxiet", "charisma", "charismat", "enthusias", "sentiment",
    "personalit", "personnalit", "temperament", "trustworth", "likeab", "deceptive", "deception",
    "extraver", "extrover", "introver", "neurotic", "conscientious", "nerveu", "anxieu", "mood",
  ]

  /// Names and texts of a source or scenario file that speak of an emotion or a trait.
  ///
  /// Comments of Swift files may, to say that we do not.
  static func forbiddenWords(_ file: SourceFile) -> [Finding] {
    let plain = file.text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    guard forbidden.contains(where: plain.contains) else { return [] }
    let lines = file.isSwift ? spoken(in: file) : file.lines
    var findings: [Finding] = []
    for (index, line) in lines.enumerated() {
      for word in words(of: line) where forbidden.contains(where: { word.hasPrefix($0) }) {
        findings.append(
          file.finding(line: index, "\"\(word)\" names an emotion or a trait; say what is measured")
        )
      }
    }
    return findings
  }

  private static func spoken(in file: SourceFile) -> [String] {
    zip(file.swift.code, file.swift.strings).map { "\($0) \($1)" }
  }

  /// Lower-case words without accents; `meanMoodScore` and `mean_mood_score` are three each.
  static func words(of line: String) -> [String] {
    let plain = line.folding(options: .diacriticInsensitive, locale: nil)
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in plain {
      if !character.isLetter || (character.isUppercase && wasLower) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter { word += character.lowercased() }
      wasLower = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
