import Sessions

/// Scenario texts for tests: one that is correct, and what becomes of it when a line is changed.
enum ScenarioText {
  static let minimal = """
    schema: 1
    id: tiny
    revision: 1
    title: Tiny
    language: en
    purposes: [practice]
    persona: {name: Ms Novak}
    questions:
      - id: first
        ask: "Who are you?"
        evidence:
          - {id: measure, phrases: [profile, query plan]}
        follow_ups:
          - {id: more, when: missing(measure), ask: "And then?"}
    closing: "Goodbye."

    """

  /// The correct text with one part replaced; the part must be there.
  static func minimal(_ part: String, becomes replacement: String) -> String {
    precondition(minimal.contains(part), "the text has no \(part)")
    return minimal.replacing(part, with: replacement)
  }

  /// The diagnostics of a text as they are printed.
  static func errors(in text: String, file: String = "a.yaml") -> [String] {
    ScenarioParser.parse(text, file: file).diagnostics.map(\.description)
  }

  /// The first lines of the diagnostics: place and message.
  static func headlines(in text: String, file: String = "a.yaml") -> [String] {
    errors(in: text, file: file).map { $0.prefix { $0 != "\n" } }.map(String.init)
  }
}
