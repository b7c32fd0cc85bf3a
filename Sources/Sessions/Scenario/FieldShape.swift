/// How a value is written in a scenario file: what editors complete by and the documentation tells.
///
/// Reading is strict where a shape is only a description: bounds that JSON Schema cannot say, such
/// as those of a duration, are in the words.
indirect enum FieldShape: Sendable {
  case text
  /// Text, or one text for each language.
  case localizedText
  case name
  case language
  case boolean
  case condition
  case durationRange
  case integer(ClosedRange<Int>)
  case duration(ClosedRange<Duration>)
  case choice([String])
  case list(FieldShape, limit: Int)
  /// Something of its own for each of some names.
  case map(FieldShape, limit: Int)
  /// Either for all languages, or one for each.
  case perLanguage(FieldShape)
  case mapping(TableDescription)
}

/// A mapping's keys without what reads them.
struct TableDescription: Sendable {
  struct Field: Sendable {
    var name: String
    var isRequired: Bool
    var shape: FieldShape
    var about: String
  }

  /// What the mapping describes: "a question".
  var subject: String
  var fields: [Field]

  /// The subject as one word: `question`.
  var name: String {
    let words = subject.split(separator: " ")
    return words.drop { $0 == "a" || $0 == "an" }.joined(separator: "-")
  }
}

extension FieldShape {
  /// What is written, in a few words.
  var words: String {
    switch self {
    case .text, .localizedText: "text"
    case .name: "name"
    case .language: "language"
    case .boolean: "`true` or `false`"
    case .condition: "condition"
    case .durationRange: "two durations: `40s..90s`"
    case .integer(let bounds): "\(bounds.lowerBound) to \(bounds.upperBound)"
    case .duration(let bounds):
      "`\(WrittenNumber.text(of: bounds.lowerBound))` to "
        + "`\(WrittenNumber.text(of: bounds.upperBound))`"
    case .choice(let names):
      names.map { "`\($0)`" }.joined(separator: ", ")
    case .list(let item, _): "list: \(item.words)"
    case .map(let item, _): "by name: \(item.words)"
    case .perLanguage(let item): item.words
    case .mapping(let table): "[\(table.name)](#\(table.name))"
    }
  }
}
