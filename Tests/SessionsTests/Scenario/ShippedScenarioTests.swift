import Foundation
import Sessions
import Testing
import VoiceEngine

/// The scenario files of the repository.
enum ShippedScenarios {
  static let directory = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios").path

  static func paths() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory)
      .filter { $0.hasSuffix(ScenarioParser.fileSuffix) }
      .sorted()
      .map { "\(directory)/\($0)" }
  }
}

@Suite struct ShippedScenarioTests {
  private let library = ScenarioLibrary(directory: ShippedScenarios.directory)

  @Test func `every shipped file is free of errors`() {
    #expect(library.diagnostics.map(\.description) == [])
    #expect(
      library.scenarios.map(\.id) == [
        "backend-engineer-en", "ingenieur-backend-fr",
        "pitch-produit-fr", "product-pitch-en", "resolution-de-probleme-fr",
        "sales-negotiation-en", "solving-a-problem-en", "travailler-ensemble-fr",
        "vendeur-conseil-fr",
        "working-together-en",
      ]
    )
  }

  @Test func `no shipped file draws a warning`() throws {
    for path in try ShippedScenarios.paths() {
      #expect(ScenarioParser.parse(contentsOf: path).diagnostics.map(\.description) == [])
    }
  }

  @Test func `every test of a shipped file passes`() {
    for scenario in library.scenarios {
      #expect(scenario.tests.count >= 3, "\(scenario.id)")
      for test in scenario.tests {
        let failures = ScenarioTestRun.run(test, of: scenario).map { "\($0.line): \($0.message)" }
        #expect(failures == [], "\(scenario.id): \(test.name)")
      }
    }
  }

  @Test func `every question is rated, and every competency has three anchors`() throws {
    for scenario in library.scenarios {
      let rubric = try #require(scenario.rubric)
      #expect(rubric.questions.map(\.id) == scenario.questions.map(\.id))
      for competency in rubric.competencies {
        #expect(competency.anchors.map(\.level) == [1, 3, 5], "\(scenario.id) \(competency.id)")
        #expect(competency.label != competency.id)
      }
      for point in scenario.questions.flatMap(\.evidence) {
        #expect(point.label != nil, "\(scenario.id) \(point.id)")
      }
    }
  }

  @Test func `each interview fits into its session`() {
    for scenario in library.scenarios {
      let plan = scenario.plan()
      #expect((5...8).contains(plan.questions.count))
      let expected = plan.questions.reduce(Duration.zero) { sum, question in
        sum + question.thinkTime + (question.expectedAnswer?.maximum ?? question.answerLimit)
      }
      #expect(expected < plan.sessionLimit, "\(scenario.id)")
    }
  }

  @Test func `each question helps a silent and a brief candidate, and one that misses a point`() {
    for scenario in library.scenarios {
      for question in scenario.questions {
        let conditions = question.followUps.map(\.condition)
        #expect(conditions.contains(.silent), "\(scenario.id) \(question.id)")
        #expect(conditions.contains { $0.isAboutLength }, "\(scenario.id) \(question.id)")
        #expect(conditions.contains { $0.isAboutEvidence }, "\(scenario.id) \(question.id)")
      }
    }
  }

  @Test func `French is written with its own spaces and apostrophes`() throws {
    let french = library.scenarios.filter { $0.language == "fr" }
    #expect(french.count == 5)
    for text in french.flatMap(\.shownTexts) {
      #expect(!text.contains("'") && !text.contains("\""), "\(text)")
      for mark in ["?", "!", ";", ":", "»"] {
        #expect(!text.contains(" \(mark)"), "breakable space before \(mark): \(text)")
      }
      #expect(!text.contains("« "), "\(text)")
    }
  }
}

extension Scenario {
  /// Every text that candidates hear or people read.
  fileprivate var shownTexts: [String] {
    [greeting, summary, closing].compactMap { $0 } + questions.map(\.ask)
      + questions.flatMap { $0.followUps.map(\.ask) }
      + questions.flatMap { $0.evidence.compactMap(\.label) }
      + (rubric?.competencies.flatMap { $0.anchors.map(\.behaviour) + [$0.label] } ?? [])
  }
}

extension FollowUpCondition {
  fileprivate var isAboutLength: Bool {
    switch self {
    case .speechTimeBelow, .wordsBelow: true
    case .all(let parts), .any(let parts): parts.contains { $0.isAboutLength }
    case .missing, .heard, .silent, .asked: false
    }
  }

  fileprivate var isAboutEvidence: Bool {
    switch self {
    case .missing, .heard: true
    case .all(let parts), .any(let parts): parts.contains { $0.isAboutEvidence }
    case .speechTimeBelow, .wordsBelow, .silent, .asked: false
    }
  }
}
