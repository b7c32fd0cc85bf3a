/// The keys of one sort of mapping.
///
/// The one list reads a mapping, finds what is missing in it, knows the nearest name of a key that
/// is not on it, and is what the JSON Schema and the documentation are made of.
struct KeyTable<Target: Sendable>: Sendable {
  /// What the mapping describes, for messages: "a question".
  let subject: String
  /// The keys in the order in which they are read, whatever the order of the file.
  let rules: [KeyRule<Target>]

  init(_ subject: String, _ rules: [KeyRule<Target>]) {
    self.subject = subject
    self.rules = rules
  }

  /// The table without what reads it.
  var description: TableDescription {
    TableDescription(
      subject: subject,
      fields: rules.map {
        TableDescription.Field(
          name: $0.name,
          isRequired: $0.isRequired,
          shape: $0.shape,
          about: $0.about
        )
      }
    )
  }

  /// Reads a mapping into a value, logging every error.
  ///
  /// After an error the value may keep what it held before.
  func read(_ node: YAMLNode, into target: inout Target, _ log: inout DiagnosticLog) {
    let example = rules.prefix(2).map { "\($0.name): …" }.joined(separator: ", ")
    guard let entries = node.entries(of: subject, as: "{\(example)}", &log) else { return }
    let names = rules.map(\.name)
    for entry in entries where !names.contains(entry.key) {
      let hint =
        entry.key.contains { "“”„«»".contains($0) }
        ? "; put text in straight double quotes, \"…\""
        : NearestName.hint(for: entry.key, among: names)
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

/// One key: its name, its sort of value, what it says, and what it does to the thing that is read.
struct KeyRule<Target: Sendable>: Sendable {
  let name: String
  let isRequired: Bool
  let shape: FieldShape
  /// What the key says, for people; a sentence or two.
  let about: String
  let read: @Sendable (YAMLNode, inout Target, inout DiagnosticLog) -> Void

  static func required<Value>(
    _ name: String,
    _ type: FieldType<Value>,
    _ about: String,
    _ set: @escaping @Sendable (inout Target, Value) -> Void
  ) -> KeyRule {
    KeyRule(name, isRequired: true, type, about, set)
  }

  static func optional<Value>(
    _ name: String,
    _ type: FieldType<Value>,
    _ about: String,
    _ set: @escaping @Sendable (inout Target, Value) -> Void
  ) -> KeyRule {
    KeyRule(name, isRequired: false, type, about, set)
  }

  private init<Value>(
    _ name: String,
    isRequired: Bool,
    _ type: FieldType<Value>,
    _ about: String,
    _ set: @escaping @Sendable (inout Target, Value) -> Void
  ) {
    self.name = name
    self.isRequired = isRequired
    self.about = about
    shape = type.shape
    read = { node, target, log in
      if let value = type.read(node, &log) { set(&target, value) }
    }
  }
}
