import Foundation

/// Scenarios of a few words, so that an interview takes as long as its answers.
enum TestScenario {
  /// Five short questions in English, without follow-ups.
  static let five = "five-short-en"
  /// One question in English, for hiring only.
  static let hiring = "one-for-hiring-en"
  /// One question in French, for which there is no recognizer.
  static let french = "one-short-fr"

  /// More questions in French than any test has time for: for who must still be there at its end.
  static let endless = "endless-fr"

  /// Writes all of them into `<folder>/scenarios`.
  static func writeAll(to folder: URL) throws {
    let scenarios = folder.appendingPathComponent("scenarios")
    try FileManager.default.createDirectory(at: scenarios, withIntermediateDirectories: true)
    for (id, text) in texts {
      let file = scenarios.appendingPathComponent("\(id).scenario.yaml")
      try Data(text.utf8).write(to: file)
    }
  }

  private static let texts = [
    five: text(
      id: five,
      language: "en",
      purposes: "practice, training",
      asks: ["What is the one?", "The two?", "The three?", "The four?", "The five?"],
      closing: "Thank you."
    ),
    hiring: text(
      id: hiring,
      language: "en",
      purposes: "hiring",
      asks: ["Why here?"],
      closing: "Thank you.",
      competency: "reasons"
    ),
    endless: text(
      id: endless,
      language: "fr",
      purposes: "practice",
      asks: (1...40).map { "Et la question \($0) ?" },
      closing: "Merci."
    ),
    french: text(
      id: french,
      language: "fr",
      purposes: "practice",
      profile: "quick",
      asks: ["Ça va ?"],
      closing: "Merci."
    ),
  ]

  private static func text(
    id: String,
    language: String,
    purposes: String,
    profile: String = "normal",
    asks: [String],
    closing: String,
    competency: String? = nil
  ) -> String {
    let shown = competency.map { ", competencies: [\($0)]" } ?? ""
    let questions = asks.enumerated().map { "  - {id: q\($0 + 1), ask: \"\($1)\"\(shown)}" }
    // A scenario for hiring says what answers are judged by.
    let rubric = competency.map { id in
      let anchors = "{1: Gives no reason., 3: Gives one reason., 5: Gives reasons with examples.}"
      return "rubric: {competencies: [{id: \(id), anchors: \(anchors), not_observed: exclude}]}"
    }
    return """
      schema: 1
      id: \(id)
      revision: 1
      title: \(id)
      language: \(language)
      purposes: [\(purposes)]
      persona: {name: Ms Novak}
      turn_taking: {profile: \(profile)}
      questions:
      \(questions.joined(separator: "\n"))
      closing: "\(closing)"
      \(rubric ?? "")

      """
  }
}
