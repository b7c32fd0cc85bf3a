/// Letters as one byte each: lower case, without the accents that change no count of syllables.
enum LetterFolding {
  /// Stands before the first letter of a word.
  static let beginning = UInt8(ascii: "^")
  /// Stands after the last letter of a word.
  static let end = UInt8(ascii: "$")

  // Accented letters that French patterns tell apart have bytes of their own.
  private static let table: [Character: UInt8] = {
    var table: [Character: UInt8] = ["^": beginning, "$": end]
    for letter in "abcdefghijklmnopqrstuvwxyz" { table[letter] = letter.asciiValue }
    for (letters, plain) in [
      ("àâäáãåā", "a"), ("ĕęěē", "e"), ("îíìī", "i"), ("ôöóòõøō", "o"), ("ûùüúů", "u"),
      ("ÿýŷ", "y"), ("çćč", "c"), ("ñńň", "n"), ("šśş", "s"), ("žźż", "z"), ("ł", "l"),
      ("é", "1"), ("èê", "2"), ("ë", "3"), ("ï", "4"), ("œ", "5"), ("æ", "1"), ("ß", "s"),
    ] {
      for letter in letters { table[letter] = Character(plain).asciiValue }
    }
    return table
  }()

  /// The byte of a letter in lower or upper case, or `nil` for what is no Latin letter.
  static func code(of letter: Character) -> UInt8? {
    if let ascii = letter.asciiValue {
      switch ascii {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): return ascii
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): return ascii + 32
      default: return nil
      }
    }
    if let known = table[letter] { return known }
    let lower = letter.lowercased()
    guard lower.count == 1, let first = lower.first else { return nil }
    if let known = table[first] { return known }
    // A Latin letter under marks that nobody listed counts as the bare letter.
    guard let base = lower.unicodeScalars.first, base.isASCII else { return nil }
    return code(of: Character(base))
  }

  /// The bytes of a pattern or a word that has no other characters.
  static func codes(of text: some StringProtocol) -> [UInt8] {
    text.compactMap { table[$0] ?? code(of: $0) }
  }

  /// The same letters for English, whose patterns know no accents.
  static func withoutAccents(_ letters: [UInt8]) -> [UInt8] {
    letters.map { letter in
      switch letter {
      case UInt8(ascii: "1")...UInt8(ascii: "3"), UInt8(ascii: "5"): UInt8(ascii: "e")
      case UInt8(ascii: "4"): UInt8(ascii: "i")
      default: letter
      }
    }
  }

  /// A text to look letters up by.
  static func text(of letters: [UInt8]) -> String { String(decoding: letters, as: UTF8.self) }
}
