/// Walks along one line of a configuration file.
struct LineCursor {
  private let characters: [Character]
  private var index = 0

  /// Begins at the start of a line.
  init(_ line: Substring) { characters = Array(line) }

  /// 1-based column of the next character.
  var column: Int { index + 1 }

  /// Whether only space or a comment is left.
  var isAtEnd: Bool {
    var rest = self
    rest.skipSpace()
    return rest.peek == nil || rest.peek == "#"
  }

  private var peek: Character? { index < characters.count ? characters[index] : nil }

  /// Steps over spaces and tabs.
  mutating func skipSpace() { while peek == " " || peek == "\t" { index += 1 } }

  /// Steps over one character where it is the next.
  mutating func take(_ character: Character) -> Bool {
    guard peek == character else { return false }
    index += 1
    return true
  }

  /// Takes letters, digits, `_` and `-`.
  mutating func takeWord() -> String {
    take { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }

  /// Takes a value or a list, or returns `nil` where a quote or bracket is not closed.
  mutating func takeValues() -> [String]? {
    guard take("[") else { return takeValue().map { [$0] } }
    var values: [String] = []
    while true {
      skipSpace()
      if take("]") { return values }
      guard peek != nil, let value = takeValue() else { return nil }
      values.append(value)
      skipSpace()
      if !take(","), peek != "]" { return nil }
    }
  }

  private mutating func takeValue() -> String? {
    guard take("\"") else {
      return take { $0 != " " && $0 != "\t" && $0 != "#" && $0 != "," && $0 != "]" }
    }
    var value = ""
    while let character = peek {
      index += 1
      if character == "\"" { return value }
      if character == "\\", let escaped = peek, escaped == "\"" || escaped == "\\" {
        index += 1
        value.append(escaped)
      } else {
        value.append(character)
      }
    }
    return nil
  }

  private mutating func take(while belongs: (Character) -> Bool) -> String {
    let start = index
    while let character = peek, belongs(character) { index += 1 }
    return String(characters[start..<index])
  }
}
