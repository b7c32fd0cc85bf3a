import Foundation
import Scoring
import Speech
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct ReportMomentTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func answer(_ language: String, _ question: String, _ level: Int) throws -> String {
    try #require(
      LabelledAnswer.all.first {
        $0.question.language == language && $0.question.id == question && $0.level == level
      }
    ).text
  }

  /// An interview of one strong, one weak answer.
  private func interview(_ language: String) throws -> StoredInterview {
    var interview = StoredInterview(language: language)
    interview.texts = [
      ("mistake", try answer(language, "mistake", 5)),
      ("customer", try answer(language, "customer", 1)),
    ]
    return interview
  }

  private func moments(_ report: CoachingReport) -> [ReportMoment] {
    (report.strengths + report.changes).map(\.moment)
      + report.competencies.flatMap { $0.support.map(\.quote.moment) }
      + report.stories.flatMap { $0.parts.compactMap { $0.quote?.moment } }
      + report.time.map(\.moment) + [report.drill?.moment].compactMap { $0 }
  }

  @Test(arguments: ["en", "fr"], ReportLanguage.allCases)
  func `every sentence points to a moment that exists`(
    language: String,
    words: ReportLanguage
  ) async throws {
    let store = try SessionStore(directory: directory.url)
    let interview = try interview(language)
    try await interview.keep(in: store)
    let report = try #require(try store.report("s1", in: words)?.coaching)
    #expect(report.strengths.count == 2 && report.changes.count == 2)
    let answers = report.answers.map(\.answer)
    let moments = moments(report)
    #expect(moments.count > 8)
    for moment in moments {
      let answer = try #require(answers.first { $0.turn == moment.turn })
      #expect(answer.questionID == moment.questionID)
      #expect(moment.startMilliseconds >= answer.startMilliseconds)
      #expect(moment.endMilliseconds <= answer.endMilliseconds)
      #expect(moment.startMilliseconds < moment.endMilliseconds)
      #expect(moment.endMilliseconds <= report.header.durationMilliseconds)
    }
    for highlight in report.strengths + report.changes {
      let time = words.clock(highlight.moment.startMilliseconds)
      #expect(highlight.sentence.contains(time), "\(highlight.sentence)")
      #expect(highlight.advice.hasPrefix(words == .french ? "Essayez" : "Try"))
      #expect(!(highlight.sentence + highlight.advice).contains("{"))
    }
    try await store.close()
  }

  @Test(arguments: ["en", "fr"])
  func `a quote is what was said at its moment`(language: String) async throws {
    let store = try SessionStore(directory: directory.url)
    let interview = try interview(language)
    try await interview.keep(in: store)
    let report = try #require(try store.report("s1")?.coaching)
    let fold = try store.fold("s1")
    let quotes =
      report.competencies.flatMap { $0.support.map(\.quote) }
      + report.stories.flatMap { $0.parts.compactMap(\.quote) }
    #expect(quotes.count > 3)
    for quote in quotes {
      let transcript = try #require(
        fold.answers.first { $0.turn.turn == quote.moment.turn }?.transcript
      )
      let said = transcript.words.filter {
        $0.start.milliseconds >= quote.moment.startMilliseconds
          && $0.end.milliseconds <= quote.moment.endMilliseconds
      }
      #expect(said.map(\.text).joined(separator: " ") == quote.text)
    }
    try await store.close()
  }

  @Test(arguments: ["en", "fr"])
  func `the drill names a question of the scenario`(language: String) async throws {
    let store = try SessionStore(directory: directory.url)
    let interview = try interview(language)
    try await interview.keep(in: store)
    let drill = try #require(try store.report("s1")?.coaching?.drill)
    #expect(drill.scenario == interview.record.scenario)
    let question = try #require(interview.plan.questions.first { $0.id == drill.questionID })
    #expect(drill.question == question.ask && drill.sentence.contains(question.ask))
    try await store.close()
  }

  @Test func `the strong answer gives strengths and the weak one changes`() async throws {
    let store = try SessionStore(directory: directory.url)
    try await interview("en").keep(in: store)
    let report = try #require(try store.report("s1")?.coaching)
    #expect(report.strengths.contains { $0.moment.questionID == "mistake" })
    #expect(report.changes.contains { $0.code == "no_story" && $0.moment.questionID == "customer" })
    #expect(report.stories.map(\.kind) == [.story, .opinion])
    #expect(report.stories[0].parts.count == 4 && report.stories[1].parts.isEmpty)
    try await store.close()
  }

  @Test func `silence alone gives no strengths, and says what to try`() async throws {
    let store = try SessionStore(directory: directory.url)
    var interview = StoredInterview(language: "en")
    interview.texts = [("mistake", nil), ("customer", nil)]
    try await interview.keep(in: store)
    let report = try #require(try store.report("s1")?.coaching)
    #expect(report.strengths.isEmpty)
    #expect(report.changes.map(\.code) == ["silence"])
    #expect(report.time.allSatisfy { $0.seconds == nil })
    try await store.close()
  }

  /// The same words with other times, as another voice, level or room gives them, and with fillers.
  @Test(arguments: ["en", "fr"])
  func `the evaluation of the same words is the same, byte for byte`(
    language: String
  ) async throws {
    let store = try SessionStore(directory: directory.url)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var evaluations: [Data] = []
    for (index, change) in [nil, AnswerTwin.fillers, .hedged, .repeated].enumerated() {
      var interview = StoredInterview(language: language)
      interview.texts = LabelledAnswer.all.filter {
        $0.question.language == language && $0.level > 1
      }
      .prefix(6).map { ($0.question.id, change?.text(of: $0) ?? $0.text) }
      interview.purpose = index == 0 ? .hiring : .practice
      interview.measures = index == 0 ? nil : DeliveryMeasures()
      try await interview.keep(in: store, as: "s\(index)")
      let session = try #require(try store.session("s\(index)"))
      let replies = QuestionReply.all(of: session, try store.fold("s\(index)"))
      let evaluation = SessionEvaluation.embedded(replies, rubric: session.record.rubric)
      evaluations.append(try encoder.encode(evaluation))
    }
    #expect(evaluations[0].count > 500)
    #expect(Set(evaluations).count == 1)
    try await store.close()
  }
}
