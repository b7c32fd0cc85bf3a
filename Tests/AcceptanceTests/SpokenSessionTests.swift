import Foundation
import Testing
import VoiceEngine

@testable import Server
@testable import Sessions

/// A whole spoken session of the technical family in each language, held in virtual time, and its
/// report read as a candidate would.
@Suite(.serialized) struct SpokenSessionTests {
  private func report(
    _ id: String,
    _ words: ReportLanguage
  ) async throws -> (report: CoachingReport, fold: SessionFold) {
    let folder = try TestFolder.make()
    defer { try? FileManager.default.removeItem(at: folder) }
    let library = ScenarioLibrary(directory: "scenarios")
    let scenario = try #require(library[id], "run from the package's folder")
    let candidate = try SpokenCandidate(language: scenario.language)
    var spoken: [[String]: VirtualSession.Answer] = [:]
    for question in scenario.plan().questions {
      for kind in [QuestionAsked.Kind.core, .followUp] {
        let asked = QuestionAsked(
          questionID: question.id,
          index: 1,
          of: 1,
          text: "",
          kind: kind
        )
        let sentences = SpokenAnswers.sentences(to: asked, in: scenario.language)
        spoken[sentences] = try .init(
          text: sentences.joined(separator: " "),
          samples: try await candidate.samples(of: sentences)
        )
      }
    }
    let store = try SessionStore(directory: folder)
    let answers = spoken
    try await VirtualSession.hold(.forTests("s1", scenario, purpose: .practice), in: store) {
      try #require(answers[SpokenAnswers.sentences(to: $0, in: scenario.language)])
    }
    let report = try #require(try store.report("s1", in: words))
    let fold = try store.fold("s1")
    try await store.close()
    guard case .coaching(let coaching) = report else {
      throw StoreError(.unreadable, "a practice session has a coaching report")
    }
    return (coaching, fold)
  }

  private func moments(_ report: CoachingReport) -> [ReportMoment] {
    (report.strengths + report.changes).map(\.moment)
      + report.competencies.flatMap { $0.support.map(\.quote.moment) }
      + report.stories.flatMap { $0.parts.compactMap { $0.quote?.moment } }
      + report.time.map(\.moment) + [report.drill?.moment].compactMap { $0 }
  }

  @Test(arguments: SpokenAnswers.scenarios)
  func `every sentence of the report points to a moment that exists`(id: String) async throws {
    let words: ReportLanguage = id.hasSuffix("fr") ? .french : .english
    let (report, fold) = try await report(id, words)
    #expect(report.answers.count >= 5)
    #expect(report.answers.allSatisfy { $0.answer.transcript?.isEmpty == false })
    #expect(report.strengths.count == 2 && report.changes.count == 2)
    let moments = moments(report)
    #expect(moments.count > 12)
    for moment in moments {
      let turn = try #require(fold.answers.first { $0.turn.turn == moment.turn }?.turn)
      #expect(turn.questionID == moment.questionID)
      // Words are recognized with the sound from before the onset.
      #expect(moment.startMilliseconds >= turn.startMilliseconds - 700)
      #expect(moment.startMilliseconds < moment.endMilliseconds)
      #expect(moment.endMilliseconds <= turn.endMilliseconds + 1_000)
      #expect(moment.endMilliseconds <= report.header.durationMilliseconds)
    }
    for highlight in report.strengths + report.changes {
      #expect(highlight.sentence.contains(words.clock(highlight.moment.startMilliseconds)))
      #expect(!(highlight.sentence + highlight.advice).contains("{"))
    }
    // What was said decides: the story has all parts, the opinion is asked for an occasion.
    #expect(report.stories.contains { $0.kind == .story && !$0.parts.contains { $0.quote == nil } })
    #expect(report.changes.contains { $0.code == "no_story" })
    #expect(report.deliveryLines.contains { $0.name == .articulationRate && $0.value != nil })
  }
}
