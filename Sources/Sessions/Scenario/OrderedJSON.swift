/// A JSON value whose keys keep their order, for text that people read and diff.
indirect enum OrderedJSON: Sendable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([OrderedJSON])
  case object([(key: String, value: OrderedJSON)])

  /// Most columns of a line; what fits stands on one.
  private static let columnLimit = 100

  /// The value on indented lines.
  ///
  /// - Parameter column: where the value begins.
  func written(indent: Int = 0, column: Int = 0) -> String {
    let flat = flat
    guard column + flat.count > OrderedJSON.columnLimit else { return flat }
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .string, .integer, .boolean: return flat
    case .array(let items):
      let lines = items.map { inner + $0.written(indent: indent + 2, column: indent + 3) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(outer)]"
    case .object(let entries):
      let lines = entries.map { entry in
        let key = "\(inner)\(OrderedJSON.quoted(entry.key)): "
        return key + entry.value.written(indent: indent + 2, column: key.count + 1)
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(outer)}"
    }
  }

  /// The value on one line.
  private var flat: String {
    switch self {
    case .string(let text): OrderedJSON.quoted(text)
    case .integer(let number): String(number)
    case .boolean(let value): String(value)
    case .array(let items): "[\(items.map(\.flat).joined(separator: ", "))]"
    case .object(let entries):
      "{"
        + entries.map { "\(OrderedJSON.quoted($0.key)): \($0.value.flat)" }.joined(separator: ", ")
        + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
