/// Collects the errors of one file, so that all are reported at once.
struct DiagnosticLog {
  /// Most errors that are kept of one file.
  static let limit = 100

  /// The text of the file, for looking at the place of an error.
  var source: SourceText
  private let file: String
  private var found: [Diagnostic] = []

  init(file: String, source: SourceText) {
    self.file = file
    self.source = source
  }

  var isEmpty: Bool { found.isEmpty }
  var isFull: Bool { found.count >= DiagnosticLog.limit }

  /// The errors in the order of the file.
  var diagnostics: [Diagnostic] {
    var sorted = found.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    if isFull, let last = sorted.last {
      sorted[sorted.count - 1] = Diagnostic(
        file: file,
        line: last.line,
        column: last.column,
        message: "too many errors; only the first \(DiagnosticLog.limit - 1) are shown"
      )
    }
    return sorted
  }

  mutating func error(at mark: SourceMark, _ message: String) {
    guard !isFull else { return }
    let (excerpt, caretOffset) = source.excerpt(around: mark)
    found.append(
      Diagnostic(
        file: file,
        line: mark.line,
        column: mark.column,
        message: message,
        excerpt: excerpt,
        caretOffset: caretOffset
      )
    )
  }
}

/// A name as it is quoted in a message: never so long that the message drowns in it.
func quoted(_ name: some StringProtocol) -> String {
  let limit = 40
  let shown = name.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
  var text = String.UnicodeScalarView()
  text.append(contentsOf: shown.prefix(limit))
  return "\"\(String(text))\(shown.count > limit ? "…" : "")\""
}
