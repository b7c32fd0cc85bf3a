/// The lines of a text, for quoting them in diagnostics.
struct SourceText {
  /// Most scalars of a line that are quoted.
  static let excerptLimit = 100

  private let lines: [Substring.UnicodeScalarView]

  init(_ text: String) {
    lines = SourceText.split(text.unicodeScalars)
  }

  /// The place of the scalar that follows a text, were it to go on.
  static func end(of text: String) -> SourceMark {
    let lines = split(text.unicodeScalars)
    return SourceMark(line: lines.count, column: (lines.last?.count ?? 0) + 1)
  }

  /// The scalar at a place, or `nil` at the end of a line and beyond.
  func scalar(at mark: SourceMark) -> Unicode.Scalar? {
    guard lines.indices.contains(mark.line - 1) else { return nil }
    return lines[mark.line - 1].dropFirst(mark.column - 1).first
  }

  /// The part of a line around a column, and how many of its scalars lie before the column.
  func excerpt(around mark: SourceMark) -> (text: String, caretOffset: Int) {
    guard lines.indices.contains(mark.line - 1) else { return ("", 0) }
    let line = lines[mark.line - 1]
    let caret = mark.column - 1
    let limit = SourceText.excerptLimit
    guard line.count > limit else { return (SourceText.printable(line), caret) }
    let first = max(0, min(caret - limit / 2, line.count - limit))
    let window = line.dropFirst(first).prefix(limit)
    return (SourceText.printable(window), caret - first)
  }

  // The line breaks of YAML 1.1, which are libyaml's: editors agree on all but the last three.
  private static func split(
    _ scalars: String.UnicodeScalarView
  ) -> [Substring.UnicodeScalarView] {
    var lines: [Substring.UnicodeScalarView] = []
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let scalar = scalars[index]
      var next = scalars.index(after: index)
      if ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) {
        lines.append(scalars[start..<index])
        if scalar == "\r", next < scalars.endIndex, scalars[next] == "\n" {
          next = scalars.index(after: next)
        }
        start = next
      }
      index = next
    }
    lines.append(scalars[start...])
    return lines
  }

  // A file must not be able to send commands to the terminal that shows its errors.
  private static func printable(_ line: Substring.UnicodeScalarView) -> String {
    var result = String.UnicodeScalarView()
    for scalar in line {
      let isControl = scalar != "\t" && scalar.properties.generalCategory == .control
      result.append(isControl ? "\u{fffd}" : scalar)
    }
    return String(result)
  }
}
