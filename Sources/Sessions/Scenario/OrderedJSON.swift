/// A JSON value whose keys keep their order, for text that people read and diff.
indirect enum OrderedJSON: Sendable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([OrderedJSON])
  case object([(key: String, value: OrderedJSON)])

  /// The value on indented lines.
  func written(indent: Int = 0) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .string(let text): return OrderedJSON.quoted(text)
    case .integer(let number): return String(number)
    case .boolean(let value): return String(value)
    case .array(let items):
      guard !items.isEmpty else { return "[]" }
      let lines = items.map { inner + $0.written(indent: indent + 2) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(outer)]"
    case .object(let entries):
      guard !entries.isEmpty else { return "{}" }
      let lines = entries.map { entry in
        "\(inner)\(OrderedJSON.quoted(entry.key)): \(entry.value.written(indent: indent + 2))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(outer)}"
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
