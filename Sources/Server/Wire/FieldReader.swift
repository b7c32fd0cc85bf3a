/// Reads the fields of one JSON object with errors that name the key's path.
struct FieldReader {
  private let fields: [String: JSONValue]
  private let path: String

  /// Reads from an object; `path` is empty for the message itself.
  init(_ fields: [String: JSONValue], path: String = "") {
    self.fields = fields
    self.path = path
  }

  /// A required text of 1…`limit` characters.
  func text(_ key: String, limit: Int) throws(ProtocolError) -> String {
    guard let value = try optionalText(key, limit: limit) else { throw missing(key) }
    guard !value.isEmpty else {
      throw ProtocolError(.outOfRange, "\"\(path + key)\" must not be empty")
    }
    return value
  }

  /// A text of at most `limit` characters, or `nil` where it is missing or null.
  func optionalText(_ key: String, limit: Int) throws(ProtocolError) -> String? {
    switch fields[key] {
    case nil, .null: return nil
    case .string(let value):
      guard value.unicodeScalars.count <= limit else {
        throw ProtocolError(.tooLong, "\"\(path + key)\" is longer than \(limit) characters")
      }
      return value
    case .some(let other): throw wrong(key, "a string", other)
    }
  }

  /// A required whole number within bounds.
  func integer(_ key: String, in bounds: ClosedRange<Int64>) throws(ProtocolError) -> Int64 {
    switch fields[key] {
    case nil: throw missing(key)
    case .number(let value):
      guard let whole = Int64(exactly: value), bounds.contains(whole) else {
        throw ProtocolError(
          .outOfRange,
          "\"\(path + key)\" must be a whole number of \(bounds.lowerBound)…\(bounds.upperBound)"
        )
      }
      return whole
    case .some(let other): throw wrong(key, "a whole number", other)
    }
  }

  /// A required boolean.
  func boolean(_ key: String) throws(ProtocolError) -> Bool {
    switch fields[key] {
    case nil: throw missing(key)
    case .bool(let value): return value
    case .some(let other): throw wrong(key, "true or false", other)
    }
  }

  /// A required object.
  func object(_ key: String) throws(ProtocolError) -> FieldReader {
    guard let object = try optionalObject(key) else { throw missing(key) }
    return object
  }

  /// An object, or `nil` where it is missing or null.
  func optionalObject(_ key: String) throws(ProtocolError) -> FieldReader? {
    switch fields[key] {
    case nil, .null: return nil
    case .object(let fields): return FieldReader(fields, path: "\(path)\(key).")
    case .some(let other): throw wrong(key, "an object", other)
    }
  }

  /// Texts by name, none where the key is absent; at most 50, each of at most `limit` characters.
  func texts(_ key: String, limit: Int) throws(ProtocolError) -> [String: String] {
    guard let object = try optionalObject(key) else { return [:] }
    guard object.fields.count <= 50 else {
      throw ProtocolError(.outOfRange, "\"\(path)\(key)\" has more than 50 fields")
    }
    var texts: [String: String] = [:]
    for name in object.fields.keys.sorted() { texts[name] = try object.text(name, limit: limit) }
    return texts
  }

  /// A required text that is one of a list.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String,
    of type: Value.Type
  ) throws(ProtocolError) -> Value where Value.RawValue == String {
    let text = try text(key, limit: 64)
    guard let value = Value(rawValue: text) else {
      let list = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw ProtocolError(.outOfRange, "\"\(path + key)\" must be one of \(list)")
    }
    return value
  }

  private func missing(_ key: String) -> ProtocolError {
    ProtocolError(.missingField, "\"\(path + key)\" is missing")
  }

  private func wrong(_ key: String, _ wanted: String, _ found: JSONValue) -> ProtocolError {
    ProtocolError(.wrongType, "\"\(path + key)\" must be \(wanted), not \(found.kind)")
  }
}
