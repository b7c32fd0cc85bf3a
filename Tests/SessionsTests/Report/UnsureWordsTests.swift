import Speech
import Testing
import VoiceEngine

@testable import Sessions

/// Words of which the recognizer is unsure are shown, and nothing is said of them.
@Suite struct UnsureWordsTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func report(confidence: Double) async throws -> CoachingReport {
    let store = try SessionStore(directory: directory.url)
    var interview = StoredInterview(language: "en")
    interview.texts = LabelledAnswer.all.filter { $0.question.language == "en" }.prefix(1)
      .map { ($0.question.id, $0.text) }
    try await store.createSession(interview.record, consent: Sample.consent())
    for line in interview.journal.lines {
      var line = line
      if case .transcriptFinal(var final) = line.event {
        for index in final.words.indices { final.words[index].confidence = confidence }
        line.event = .transcriptFinal(final)
      }
      _ = store.append(line, session: "s1")
    }
    try await store.finish("s1", reason: .completed, at: SampleTime(milliseconds: 600_000))
    let report = try #require(try store.report("s1")?.coaching)
    try await store.close()
    return report
  }

  @Test func `of unsure words no point and no story is told, and a note says why`() async throws {
    let report = try await report(confidence: 0.2)
    let codes = (report.strengths + report.changes).map(\.code)
    #expect(Set(codes).isSubset(of: ["length", "short", "long", "pause", "again"]), "\(codes)")
    #expect(report.stories.isEmpty)
    #expect(report.competencies.allSatisfy { $0.support.isEmpty })
    #expect(report.header.notes.contains { $0.code == .transcriptUnsure })
    #expect(report.answers.first?.answer.transcript?.isEmpty == false)
  }

  @Test func `of sure words they are`() async throws {
    let report = try await report(confidence: 0.9)
    #expect(!report.stories.isEmpty)
    #expect(!report.header.notes.contains { $0.code == .transcriptUnsure })
  }
}
