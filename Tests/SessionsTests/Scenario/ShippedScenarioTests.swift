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
    #expect(library.scenarios.map(\.id).contains("backend-engineer-en"))
    #expect(library.scenarios.map(\.id).contains("vendeur-conseil-fr"))
  }

  @Test func `each interview fits into its session`() {
    for scenario in library.scenarios {
      let plan = scenario.plan()
      #expect(plan.questions.count >= 5)
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
    let scenario = try #require(library["vendeur-conseil-fr"])
    let spoken =
      [scenario.greeting, scenario.summary, scenario.closing].compactMap { $0 }
      + scenario.questions.map(\.ask)
      + scenario.questions.flatMap { $0.followUps.map(\.ask) }
    for text in spoken {
      #expect(!text.contains("'") && !text.contains("\""), "\(text)")
      for mark in ["?", "!", ";", ":", "»"] {
        #expect(!text.contains(" \(mark)"), "breakable space before \(mark): \(text)")
      }
      #expect(!text.contains("« "), "\(text)")
    }
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
