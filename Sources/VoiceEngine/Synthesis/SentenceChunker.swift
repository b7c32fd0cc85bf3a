/// Cuts a text into sentences, so that the first can be heard while the rest is prepared.
public enum SentenceChunker {
  /// The sentences of a text, trimmed, in order.
  ///
  /// A sentence ends after `.`, `!`, `?` or `…` (with closing quotes or brackets) before white
  /// space. A full stop after a known abbreviation, a single capital or a number's digit group does
  /// not end it.
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
    while let last = tail.last, closers.contains(last) || last == "\u{a0}" || last == "\u{202f}" {
      tail.removeLast()
    }
    guard let last = tail.last, terminators.contains(last) else { return false }
    guard last == "." else { return true }
    let word = tail.dropLast().split(whereSeparator: \.isWhitespace).last.map { $0.lowercased() }
    guard let word else { return false }
    return !abbreviations.contains(word) && !(word.count == 1 && word.first?.isLetter == true)
  }

  private static func append(_ current: inout String, to sentences: inout [String]) {
    let words = current.split(whereSeparator: \.isWhitespace)
    if !words.isEmpty { sentences.append(words.joined(separator: " ")) }
    current = ""
  }
}
