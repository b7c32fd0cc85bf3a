/// Words and single marks of Swift code, with their lines.
struct Tokens {
  struct Token {
    let text: Substring
    /// 0-based.
    let line: Int
    /// Whether the token stands apart from the one before it.
    let isApart: Bool
  }

  private let tokens: [Token]

  init(_ lines: [String]) {
    var tokens: [Token] = []
    for (number, line) in lines.enumerated() {
      let bytes = line.utf8
      var start = bytes.startIndex
      var isApart = true
      while start < bytes.endIndex {
        var end = bytes.index(after: start)
        if Tokens.isWord(bytes[start]) {
          while end < bytes.endIndex, Tokens.isWord(bytes[end]) { end = bytes.index(after: end) }
        }
        let isSpace = bytes[start] == UInt8(ascii: " ")
        if !isSpace {
          tokens.append(Token(text: line[start..<end], line: number, isApart: isApart))
        }
        isApart = isSpace
        start = end
      }
    }
    self.tokens = tokens
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == 0x5F || byte >= 0x80
  }

  var indices: Range<Int> { tokens.indices }

  subscript(index: Int) -> Token { tokens[index] }

  /// Whether some tokens stand one after the other, and are no member of something.
  func begins(_ texts: [Substring], at index: Int) -> Bool {
    guard index + texts.count <= tokens.count, tokens[index].text == texts[0] else { return false }
    guard index == 0 || tokens[index - 1].text != "." else { return false }
    return texts.indices.allSatisfy { tokens[index + $0].text == texts[$0] }
  }

  func beginsFunction(at index: Int) -> Bool {
    ["func", "init", "deinit", "subscript"].contains { begins([$0], at: index) }
  }

  /// The closing brace of the body that follows a declaration; `nil` for a requirement without one.
  func endOfBody(from start: Int) -> Int? {
    let others: Set<Substring> = [
      "func", "init", "var", "let", "subscript", "case", "struct", "class", "enum", "extension",
      "protocol", "associatedtype", "}",
    ]
    var nesting = 0
    for index in indices.dropFirst(start + 1) {
      let text = tokens[index].text
      switch text {
      case "(", "[": nesting += 1
      case ")", "]": nesting -= 1
      case "{" where nesting == 0: return closingBrace(from: index)
      default: if nesting == 0, others.contains(text) { return nil }
      }
    }
    return nil
  }

  private func closingBrace(from start: Int) -> Int? {
    var depth = 0
    for index in indices.dropFirst(start) {
      if tokens[index].text == "{" { depth += 1 }
      if tokens[index].text == "}" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
