/// The keys of one sort of mapping.
///
/// The same list reads a mapping, finds what is missing in it, and knows the nearest name of a key
/// that is not on it.
struct KeyTable<Target>: Sendable {
  /// What the mapping describes, for messages: "a question".
  let subject: String
  /// The keys in the order in which they are read, whatever the order of the file.
  let rules: [KeyRule<Target>]

  init(_ subject: String, _ rules: [KeyRule<Target>]) {
    self.subject = subject
    self.rules = rules
  }

  /// Reads a mapping into a value, logging every error.
  ///
  /// After an error the value may keep what it held before.
  func read(_ node: YAMLNode, into target: inout Target, _ log: inout DiagnosticLog) {
    guard let entries = node.entries(of: subject, &log) else { return }
    let names = rules.map(\.name)
    for entry in entries where !names.contains(entry.key) {
      let hint = NearestName.hint(for: entry.key, among: names)
      let message = "unknown key \(quoted(entry.key))"
      log.error(
        at: entry.keyMark,
        hint.isEmpty
          ? "\(message); \(subject) has: \(names.joined(separator: ", "))" : message + hint
      )
    }
    for rule in rules {
      if let entry = entries.first(where: { $0.key == rule.name }) {
        rule.read(entry.value, &target, &log)
      } else if rule.isRequired {
        log.error(at: node.mark, "\(subject) needs the key \"\(rule.name)\"")
      }
    }
  }
}

/// One key: its name and what its value does to the thing that is read.
struct KeyRule<Target>: Sendable {
  typealias Read = @Sendable (YAMLNode, inout Target, inout DiagnosticLog) -> Void

  let name: String
  let isRequired: Bool
  let read: Read

  static func required(_ name: String, _ read: @escaping Read) -> KeyRule {
    KeyRule(name: name, isRequired: true, read: read)
  }

  static func optional(_ name: String, _ read: @escaping Read) -> KeyRule {
    KeyRule(name: name, isRequired: false, read: read)
  }
}
