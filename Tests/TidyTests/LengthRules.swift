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
      line.utf8.count > columnLimit && line.count > columnLimit
        ? file.finding(line: index, "\(line.count) columns, at most \(columnLimit) are allowed")
        : nil
    }
  }

  /// Functions, initializers, deinitializers and subscripts, from their first line to their brace.
  static func longFunctions(_ file: SourceFile) -> [Finding] {
    let tokens = file.tokens
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
