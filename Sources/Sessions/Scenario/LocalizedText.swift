/// A text as it stands in a file: once, or once for each language.
struct LocalizedText: Sendable {
  /// What a text is for, which says what it is checked for.
  enum Role: Sendable {
    /// A question or a follow-up as it is spoken.
    case question
    /// Anything else that is spoken.
    case line
    /// Behaviour at a level of a competency.
    case anchor
    /// Something that people or an interviewer read.
    case label
  }

  var role: Role
  var mark: SourceMark
  /// The text that is there once, or empty.
  var single: String?
  /// The texts by language, in the order of the file.
  var translations: [(language: Marked<String>, text: Marked<String>)] = []

  /// The text in a language; empty only after an error.
  func text(in language: String) -> String {
    single ?? translations.first { $0.language.value == language }?.text.value ?? ""
  }

  /// Every text with its place.
  var all: [Marked<String>] {
    single.map { [Marked(value: $0, mark: mark)] } ?? translations.map(\.text)
  }
}

extension FieldType where Value == LocalizedText {
  /// Text, or a text for each language.
  static func localized(_ role: LocalizedText.Role) -> FieldType {
    FieldType(.localizedText) { node, log in
      guard let text = node.localizedText(role, &log) else { return nil }
      log.texts.append(text)
      return text
    }
  }
}

extension YAMLNode {
  fileprivate func localizedText(
    _ role: LocalizedText.Role,
    _ log: inout DiagnosticLog
  ) -> LocalizedText? {
    guard case .mapping(let entries) = content else {
      return text(&log).map { LocalizedText(role: role, mark: mark, single: $0) }
    }
    guard !entries.isEmpty else { return nil }
    var localized = LocalizedText(role: role, mark: mark)
    for entry in entries {
      guard let text = entry.value.text(&log) else { continue }
      localized.translations.append(
        (
          Marked(value: entry.key, mark: entry.keyMark),
          Marked(value: text, mark: entry.value.mark)
        )
      )
    }
    return localized
  }
}
