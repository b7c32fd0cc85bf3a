/// Cuts a text into sentences, so that the first can be heard while the rest is prepared.
public enum SentenceChunker {
  /// The sentences of a text, trimmed, in order.
  ///
  /// A sentence ends after `.`, `!`, `?` or `…` (with closing quotes or brackets) before white
  /// space. A full stop after a known abbreviation, a single letter, or the number that begins an
  /// item of a list does not end it. Spaces that must not break are left alone.
  public static func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      current.append(character.isNewline ? " " : character)
      let rest = characters[(index + 1)...]
      guard rest.first?.isWhitespace ?? true, ends(current) else { continue }
      // French quotation marks close after a space: « … merci. » belongs together.
      if rest.first(where: { !$0.isWhitespace }) == "»" { continue }
      append(&current, to: &sentences)
    }
    append(&current, to: &sentences)
    return sentences
  }

  private static let terminators: Set<Character> = [".", "!", "?", "…"]
  private static let closers: Set<Character> = ["\"", "'", "»", "”", "’", ")", "]"]
  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "approx",
    "m", "mme", "mlle", "p. ex", "ex", "cf", "env", "av", "bd",
  ]

  private static func ends(_ sentence: String) -> Bool {
    var tail = Substring(sentence)
    while let last = tail.last, closers.contains(last) || last.isWhitespace { tail.removeLast() }
    guard let last = tail.last, terminators.contains(last) else { return false }
    guard last == "." else { return true }
    let words = tail.dropLast().split(whereSeparator: \.isWhitespace)
    guard let word = words.last?.lowercased() else { return false }
    if words.count == 1, word.allSatisfy(\.isNumber) { return false }
    return !abbreviations.contains(word) && !(word.count == 1 && word.first?.isLetter == true)
  }

  private static func mayBreak(_ character: Character) -> Bool {
    character.isWhitespace && character != "\u{a0}" && character != "\u{202f}"
  }

  private static func append(_ current: inout String, to sentences: inout [String]) {
    let words = current.split(whereSeparator: mayBreak)
    if !words.isEmpty { sentences.append(words.joined(separator: " ")) }
    current = ""
  }
}
