import Foundation
import Sessions
import Speech
import VoiceEngine

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
      minutes = ScenarioCatalogue.minutes(of: scenario)
    }
  }

  private struct List: Encodable {
    var scenarios: [Entry]
  }

  /// Time for a question to be asked, and for one follow-up, beside the answer.
  private static let aroundAnAnswer = Duration.seconds(35)
  /// A usual answer where the trainer does not say what is expected.
  private static let usualAnswer = Duration.seconds(90)

  /// About how long an interview takes, whole minutes: never more than its limit.
  static func minutes(of scenario: Scenario) -> Int {
    let talk = scenario.questions.reduce(Duration.seconds(30)) { sum, question in
      let limit = question.answerLimit ?? scenario.limits.answer
      return sum + aroundAnAnswer + min(limit, question.expectedAnswer?.maximum ?? usualAnswer)
    }
    return Int((min(talk, scenario.limits.session).inSeconds / 60).rounded(.up))
  }

  /// What may be asked.
  let library: ScenarioLibrary

  func scenarios() async throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(List(scenarios: library.scenarios.map(Entry.init))))
  }
}
