/// A sort of value: how it is written, and how it is read.
struct FieldType<Value: Sendable>: Sendable {
  typealias Read = @Sendable (YAMLNode, inout DiagnosticLog) -> Value?

  let shape: FieldShape
  /// The value, or `nil` after an error was logged.
  let read: Read

  init(_ shape: FieldShape, _ read: @escaping Read) {
    self.shape = shape
    self.read = read
  }

  /// A value with the place where it stands.
  static func marked<Inner>(_ inner: FieldType<Inner>) -> FieldType where Value == Marked<Inner> {
    FieldType(inner.shape) { node, log in
      inner.read(node, &log).map { Marked(value: $0, mark: node.mark) }
    }
  }
}

extension FieldType where Value == String {
  static var text: FieldType { FieldType(.text) { $0.text(&$1) } }
  static var name: FieldType { FieldType(.name) { $0.identifier(&$1) } }
  static var language: FieldType { FieldType(.language) { $0.languageTag(&$1) } }
}

extension FieldType where Value == Bool {
  static var boolean: FieldType {
    FieldType(.boolean) { node, log in
      guard let text = node.scalar("true or false", &log)?.text else { return nil }
      if text == "true" { return true }
      if text == "false" { return false }
      log.error(at: node.mark, "\(quoted(text)) is neither true nor false")
      return nil
    }
  }
}

extension FieldType where Value == Int {
  static func integer(_ bounds: ClosedRange<Int>) -> FieldType {
    FieldType(.integer(bounds)) { $0.integer(bounds, &$1) }
  }
}

extension FieldType where Value == Duration {
  static func duration(_ bounds: ClosedRange<Duration>) -> FieldType {
    FieldType(.duration(bounds)) { $0.duration(bounds, &$1) }
  }
}

extension FieldType {
  /// One of some words.
  static func choice(_ what: String, of values: [(name: String, value: Value)]) -> FieldType {
    FieldType(.choice(values.map(\.name))) { $0.choice(what, of: values, &$1) }
  }

  /// A mapping that is read into a fresh value.
  static func mapping(
    _ table: KeyTable<Value>,
    _ empty: @autoclosure @escaping @Sendable () -> Value
  )
    -> FieldType
  {
    FieldType(.mapping(table.description)) { node, log in
      var value = empty()
      table.read(node, into: &value, &log)
      return value
    }
  }

  /// A list that is not empty.
  ///
  /// - Parameter what: the items in the plural, for messages.
  static func list<Item>(
    _ what: String,
    of item: FieldType<Item>,
    limit: Int
  ) -> FieldType where Value == [Item] {
    FieldType(.list(item.shape, limit: limit)) { node, log in
      guard let items = node.items(what, limit: limit, &log) else { return nil }
      var values: [Item] = []
      for node in items {
        if let value = item.read(node, &log) { values.append(value) }
      }
      return values
    }
  }

  /// A mapping from names to values, in the order of the file.
  static func map<Item>(
    _ what: String,
    of item: FieldType<Item>,
    limit: Int
  ) -> FieldType where Value == [(name: Marked<String>, value: Item)] {
    FieldType(.map(item.shape, limit: limit)) { node, log in
      guard let entries = node.entries(of: what, &log) else { return nil }
      if entries.count > limit {
        log.error(at: entries[limit].keyMark, "more than \(limit) \(what)")
        return nil
      }
      return entries.compactMap { entry in
        item.read(entry.value, &log).map { value in
          (Marked(value: entry.key, mark: entry.keyMark), value)
        }
      }
    }
  }

  /// One of the enumeration's raw values.
  static func choice(_ what: String) -> FieldType
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    choice(what, of: Value.allCases.map { ($0.rawValue, $0) })
  }
}
