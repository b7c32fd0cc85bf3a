/// How long things may be: what does not fit is two ideas.
enum LengthRules {
  static let fileLimit = 500
  static let functionLimit = 70
  static let columnLimit = 100

  static func longFile(_ file: SourceFile) -> [Finding] {
    let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
    guard count > fileLimit else { return [] }
    return [file.finding(line: fileLimit, "\(count) lines, at most \(fileLimit) are allowed")]
  }

  static func longLines(_ file: SourceFile) -> [Finding] {
    file.lines.enumerated().compactMap { index, line in
      line.count > columnLimit
        ? file.finding(line: index, "\(line.count) columns, at most \(columnLimit) are allowed")
        : nil
    }
  }

  /// Functions, initializers, deinitializers and subscripts, from their first line to their brace.
  static func longFunctions(_ file: SourceFile) -> [Finding] {
    let tokens = Tokens(SwiftCode(file).code)
    return tokens.indices.compactMap { index in
      guard tokens.beginsFunction(at: index), let end = tokens.endOfBody(from: index) else {
        return nil
      }
      let count = tokens[end].line - tokens[index].line + 1
      guard count > functionLimit else { return nil }
      return file.finding(
        line: tokens[index].line,
        "a function of \(count) lines, at most \(functionLimit) are allowed"
      )
    }
  }
}

/// Words and single marks of Swift code, with their lines.
struct Tokens {
  struct Token {
    let text: Substring
    let line: Int
  }

  private let tokens: [Token]

  init(_ lines: [String]) {
    var tokens: [Token] = []
    for (number, line) in lines.enumerated() {
      var rest = line[...]
      while let first = rest.first {
        let isWord: (Character) -> Bool = { $0.isLetter || $0.isNumber || $0 == "_" }
        let text = isWord(first) ? rest.prefix(while: isWord) : rest.prefix(1)
        if !first.isWhitespace { tokens.append(Token(text: text, line: number)) }
        rest = rest.dropFirst(text.count)
      }
    }
    self.tokens = tokens
  }

  var indices: Range<Int> { tokens.indices }

  subscript(index: Int) -> Token { tokens[index] }

  func beginsFunction(at index: Int) -> Bool {
    let isMember = index > 0 && tokens[index - 1].text == "."
    return !isMember && ["func", "init", "deinit", "subscript"].contains(tokens[index].text)
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
