/// Collects what is wrong with a scenario and the files that it includes, so that all is reported
/// at once.
struct DiagnosticLog {
  /// Most errors and warnings that are kept of one scenario.
  static let limit = 100

  private var files: [(name: String, source: SourceText)] = []
  private var found: [(mark: SourceMark, diagnostic: Diagnostic)] = []
  /// Every text that is spoken or shown, in the order of reading: what is to be checked of it
  /// depends on keys that may come later.
  var texts: [LocalizedText] = []
  /// Errors so far, warnings not counted.
  private(set) var errorCount = 0

  var isFull: Bool { found.count >= DiagnosticLog.limit }

  /// What was found, in the order of the files.
  var diagnostics: [Diagnostic] {
    var sorted = found.sorted { $0.mark < $1.mark }.map(\.diagnostic)
    if isFull, var last = sorted.last {
      last.severity = .error
      last.message = "too many errors; only the first \(DiagnosticLog.limit - 1) are shown"
      last.excerpt = ""
      sorted[sorted.count - 1] = last
    }
    return sorted
  }

  /// Takes in another file.
  ///
  /// - Returns: its number in marks.
  mutating func open(file: String, source: SourceText) -> Int {
    files.append((file, source))
    return files.count - 1
  }

  /// Name of the file in which a place is.
  func name(of mark: SourceMark) -> String { files[mark.file].name }

  /// The scalar at a place, or `nil` at the end of a line and beyond.
  mutating func scalar(at mark: SourceMark) -> Unicode.Scalar? {
    files[mark.file].source.scalar(at: mark)
  }

  mutating func error(at mark: SourceMark, _ message: String) {
    errorCount += 1
    add(.error, at: mark, message)
  }

  mutating func warning(at mark: SourceMark, _ message: String) {
    add(.warning, at: mark, message)
  }

  private mutating func add(
    _ severity: Diagnostic.Severity,
    at mark: SourceMark,
    _ message: String
  ) {
    guard !isFull else { return }
    let (excerpt, caretOffset) = files[mark.file].source.excerpt(around: mark)
    let diagnostic = Diagnostic(
      file: files[mark.file].name,
      line: mark.line,
      column: mark.column,
      message: message,
      excerpt: excerpt,
      caretOffset: caretOffset,
      severity: severity
    )
    found.append((mark, diagnostic))
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
