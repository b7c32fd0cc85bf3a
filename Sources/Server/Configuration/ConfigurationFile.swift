/// The configuration file: a small part of TOML.
///
/// ```
/// # a comment
/// [server]
/// listen = "0.0.0.0:8080"   # texts may stand without quotes where they hold no space, # or comma
/// lanes = 2
/// allowed_origins = ["https://a.example", "https://b.example"]
/// ```
/// Sections may be left out: keys are unique over the whole file. A key that is unknown, stands
/// twice or in the wrong section is an error.
enum ConfigurationFile {
  /// One assignment.
  struct Entry: Equatable, Sendable {
    /// The key.
    var key: String
    /// The value; a list has several.
    var values: [String]
    /// `FILE:LINE:COLUMN` of the value.
    var place: String
  }

  /// Reads a file's text.
  ///
  /// - Returns: the entries that are in order, and every fault.
  static func read(
    _ text: String,
    name: String
  ) -> (entries: [Entry], faults: [ConfigurationError.Fault]) {
    var reader = Reader(name: name)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      reader.read(line.last == "\r" ? line.dropLast() : line, number: index + 1)
    }
    return (reader.entries, reader.faults)
  }

  /// An option's default as it would stand in a file.
  static func quoted(_ option: ConfigurationOption) -> String {
    switch option.kind {
    case .integer, .amount: option.standard
    case .list: "[]"
    case .providers: option.standard.isEmpty ? "[]" : "[\"\(option.standard)\"]"
    default: "\"\(option.standard)\""
    }
  }

  private struct Reader {
    let name: String
    var entries: [Entry] = []
    var faults: [ConfigurationError.Fault] = []
    private var section: String?
    private var lineNumber = 0

    init(name: String) { self.name = name }

    mutating func read(_ line: Substring, number: Int) {
      lineNumber = number
      var cursor = LineCursor(line)
      cursor.skipSpace()
      guard !cursor.isAtEnd else { return }
      if cursor.take("[") { return readSection(&cursor) }
      let keyColumn = cursor.column
      let key = cursor.takeWord()
      cursor.skipSpace()
      guard !key.isEmpty, cursor.take("=") else {
        return fault(keyColumn, "a line is KEY = VALUE, [SECTION] or # COMMENT")
      }
      cursor.skipSpace()
      let valueColumn = cursor.column
      guard let values = cursor.takeValues() else {
        return fault(
          valueColumn,
          "the value of \"\(key)\" has a quote or bracket that is not closed"
        )
      }
      guard cursor.isAtEnd else {
        return fault(cursor.column, "there is more after the value of \"\(key)\"; quote the value")
      }
      guard check(key, column: keyColumn) else { return }
      entries.append(Entry(key: key, values: values, place: place(valueColumn)))
    }

    private mutating func readSection(_ cursor: inout LineCursor) {
      let column = cursor.column
      let word = cursor.takeWord()
      guard cursor.take("]"), cursor.isAtEnd else {
        return fault(column, "a section is [NAME]")
      }
      let known = ConfigurationTable.options.map(\.section)
      guard known.contains(word) else {
        section = nil
        return fault(column, unknown("section", word, known))
      }
      section = word
    }

    private mutating func check(_ key: String, column: Int) -> Bool {
      let base = key.hasSuffix("_file") ? String(key.dropLast(5)) : key
      let option =
        ConfigurationTable.option(key)
        ?? ConfigurationTable.option(base).flatMap { $0.isSecret ? $0 : nil }
      guard let option else {
        fault(column, unknown("key", key, ConfigurationTable.options.map(\.key)))
        return false
      }
      if let section, section != option.section {
        fault(column, "\"\(key)\" belongs to [\(option.section)], not to [\(section)]")
        return false
      }
      guard !entries.contains(where: { $0.key == key }) else {
        fault(column, "\"\(key)\" stands twice")
        return false
      }
      return true
    }

    private func unknown(_ what: String, _ word: String, _ known: [String]) -> String {
      let hint = EditDistance.nearest(to: word, among: known).map { "; did you mean \"\($0)\"?" }
      return "unknown \(what) \"\(word)\"\(hint ?? "")"
    }

    private func place(_ column: Int) -> String { "\(name):\(lineNumber):\(column)" }

    private mutating func fault(_ column: Int, _ message: String) {
      faults.append(.init(place: place(column), message: message))
    }
  }
}
