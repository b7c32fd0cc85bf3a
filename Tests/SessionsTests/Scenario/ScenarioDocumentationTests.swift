import Foundation
import Scoring
import Testing

@testable import Sessions

/// What `docs/scenarios.md` and the schema promise.
@Suite struct ScenarioDocumentationTests {
  private let root = URL(filePath: ShippedScenarios.directory).deletingLastPathComponent()
  private let page: String

  init() throws {
    page = try String(contentsOf: root.appending(path: "docs/scenarios.md"), encoding: .utf8)
  }

  @Test func `the reference is the parser's own table`() {
    // Written with `vivavoce schema --reference`.
    #expect(page.contains(ScenarioSchema.reference))
  }

  @Test func `the schema in the repository is the parser's own table`() throws {
    // Written with `vivavoce schema`.
    let file = root.appending(path: "spec/scenario.v1.schema.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == ScenarioSchema.json)
  }

  @Test func `the delivery measures of this release can be named`() {
    #expect(DeliveryFeatureSet.known.contains(FeatureSet.name))
  }

  @Test func `the schema is JSON, and every reference in it leads somewhere`() throws {
    let object = try JSONSerialization.jsonObject(with: Data(ScenarioSchema.json.utf8))
    let schema = try #require(object as? [String: Any])
    let definitions = try #require(schema["definitions"] as? [String: Any])
    let references = ScenarioSchema.json.matches(of: /"#\/definitions\/([a-z_-]+)"/)
    #expect(references.count > 10)
    for reference in references { #expect(definitions[String(reference.1)] != nil) }
  }

  @Test func `every profile, condition and event is explained`() {
    for profile in TurnTakingKeys.profiles { #expect(page.contains("| `\(profile.name)` |")) }
    for predicate in ConditionParser.predicates { #expect(page.contains("| `\(predicate)")) }
    for event in ScenarioTest.Expectation.Event.allCases {
      #expect(page.contains("| `\(event.rawValue)`"))
    }
  }

  @Test func `the examples are scenarios, and their tests pass`() throws {
    let blocks = page.matches(of: /```yaml\n(schema: 1\n[\s\S]*?)```/)
    #expect(!blocks.isEmpty)
    for block in blocks {
      let (parsed, diagnostics) = ScenarioParser.parse(
        String(block.1),
        file: "welcome-desk.scenario.yaml"
      )
      #expect(diagnostics.map(\.description) == [])
      let scenario = try #require(parsed)
      for test in scenario.tests { #expect(ScenarioTestRun.run(test, of: scenario) == []) }
    }
  }
}
