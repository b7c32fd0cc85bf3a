/// An error in a scenario file, or something that is probably not meant, with its place.
public struct Diagnostic: Equatable, Sendable {
  /// What follows from it.
  public enum Severity: String, Codable, Sendable {
    /// The file gives no scenario.
    case error
    /// The file is read all the same.
    case warning
  }

  /// What follows from it.
  public var severity: Severity
  /// The file as it was named to the parser.
  public var file: String
  /// 1-based line.
  public var line: Int
  /// 1-based column, counted in Unicode scalars.
  public var column: Int
  /// What is wrong and, where it is known, what would be right.
  public var message: String
  /// The line of the file, cut to a window around the column; empty where there is none to show.
  public var excerpt: String
  /// Unicode scalars of the excerpt before the column.
  public var caretOffset: Int

  /// Creates a diagnostic.
  public init(
    file: String,
    line: Int,
    column: Int,
    message: String,
    excerpt: String = "",
    caretOffset: Int = 0,
    severity: Severity = .error
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.excerpt = excerpt
    self.caretOffset = caretOffset
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: error: message`, the source line, and a caret under the column.
  public var description: String {
    let headline = "\(file):\(line):\(column): \(severity.rawValue): \(message)"
    guard !excerpt.isEmpty else { return headline }
    // A tab is repeated before the caret, so that both lines are indented alike by any terminal.
    var indent = String.UnicodeScalarView()
    indent.append(
      contentsOf: excerpt.unicodeScalars.prefix(caretOffset).map { $0 == "\t" ? "\t" : " " }
    )
    return "\(headline)\n  \(excerpt)\n  \(String(indent))^"
  }
}

/// A 1-based place in a text; columns count Unicode scalars, as libyaml does.
struct SourceMark: Hashable, Comparable {
  static let start = SourceMark(line: 1, column: 1)

  /// Number of the file in its `DiagnosticLog`: 0 is the scenario, the others are included.
  var file = 0
  var line: Int
  var column: Int

  static func < (left: SourceMark, right: SourceMark) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A value with the place where it stands.
struct Marked<Value: Sendable>: Sendable {
  var value: Value
  var mark: SourceMark
}
