import Foundation
import Sessions
import Speech

/// The scenarios as candidates choose from them.
struct ScenarioCatalogue: ScenarioListing {
  private struct Entry: Encodable {
    var id: String
    var title: String
    var summary: String?
    var language: String
    var purposes: [Purpose]
    var persona: String
    var questions: Int
    var minutes: Int

    init(_ scenario: Scenario) {
      id = scenario.id
      title = scenario.title
      summary = scenario.summary
      language = scenario.language
      purposes = scenario.purposes
      persona = scenario.persona.name
      questions = scenario.questions.count
      minutes = Int((scenario.limits.session.inSeconds / 60).rounded(.up))
    }
  }

  private struct List: Encodable {
    var scenarios: [Entry]
  }

  /// What may be asked.
  let library: ScenarioLibrary

  func scenarios() async throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(List(scenarios: library.scenarios.map(Entry.init))))
  }
}
