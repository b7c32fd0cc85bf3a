import Foundation
import Testing

@testable import Sessions

/// What `docs/scenarios.md` promises.
@Suite struct ScenarioDocumentationTests {
  private let page: String

  init() throws {
    let root = URL(filePath: ShippedScenarios.directory).deletingLastPathComponent()
    page = try String(contentsOf: root.appending(path: "docs/scenarios.md"), encoding: .utf8)
  }

  @Test func `every key of the format is explained`() {
    let keys =
      ScenarioKeys.scenario.rules.map(\.name) + ScenarioKeys.persona.rules.map(\.name)
      + ScenarioKeys.limits.rules.map(\.name) + TurnTakingKeys.table.rules.map(\.name)
      + QuestionKeys.question.rules.map(\.name) + QuestionKeys.evidence.rules.map(\.name)
      + QuestionKeys.followUp.rules.map(\.name) + QuestionKeys.time.rules.map(\.name)
    #expect(keys.count == 35)
    for key in Set(keys) { #expect(page.contains("`\(key)`"), "\(key) is not explained") }
  }

  @Test func `every profile and every condition is explained`() {
    for profile in TurnTakingKeys.profiles { #expect(page.contains("| `\(profile.name)` |")) }
    for predicate in ConditionParser.predicates { #expect(page.contains("| `\(predicate)")) }
  }

  @Test func `a required key is marked, an optional one is not`() {
    let rules =
      ScenarioKeys.scenario.rules.map { ($0.name, $0.isRequired) }
      + QuestionKeys.question.rules.map { ($0.name, $0.isRequired) }
    for (name, isRequired) in rules {
      #expect(page.contains("| `\(name)` | \(isRequired ? "● |" : "|") "), "\(name)")
    }
  }

  @Test func `the example is a scenario`() throws {
    let block = try #require(page.firstMatch(of: /```yaml\n([\s\S]*?)```/))
    let (scenario, diagnostics) = ScenarioParser.parse(
      String(block.1),
      file: "welcome-desk.scenario.yaml"
    )
    #expect(diagnostics.map(\.description) == [])
    #expect(scenario?.questions.count == 1)
  }
}
