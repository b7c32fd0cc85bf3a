import Foundation
import Scoring
import Testing

@testable import Sessions

/// What a scenario's `delivery: report` does.
@Suite struct ReportedMeasuresTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func report(_ chosen: [String]) async throws -> CoachingReport {
    let store = try SessionStore(directory: directory.url)
    var interview = StoredInterview(language: "en")
    interview.texts = LabelledAnswer.all.filter { $0.question.language == "en" }.prefix(2)
      .map { ($0.question.id, $0.text) }
    var measures = DeliveryMeasures()
    measures.answerLengthSeconds = 60
    measures.articulationRateSyllablesPerSecond = 4.5
    measures.longestSilentPauseSeconds = 5
    interview.measures = measures
    var record = interview.record
    record.deliveryMeasures = chosen
    try await interview.keep(record, in: store)
    let report = try #require(try store.report("s1")?.coaching)
    let kept = try #require(try store.session("s1")).record.deliveryMeasures
    #expect(kept == chosen)
    try await store.close()
    return report
  }

  @Test func `without a choice every measure is shown`() async throws {
    let report = try await report([])
    #expect(report.deliveryLines.count == DeliveryLine.Name.allCases.count - 1)
    #expect(report.reportedMeasures.isEmpty)
  }

  @Test func `only chosen measures are shown, and words a minute stand for the speech rate`()
    async throws
  {
    let report = try await report(["articulation_rate_syll_s", "speech_rate_syll_s"])
    #expect(report.deliveryLines.map(\.name) == [.wordsPerMinute, .articulationRate])
    #expect(report.reportedMeasures == ["articulation_rate_syll_s", "speech_rate_syll_s"])
    // What was measured is the candidate's and stays in the file.
    #expect(report.delivery?.longestSilentPauseSeconds == 5)
    let text = ReportTable.text(of: .coaching(report))
    #expect(text.contains("delivery,articulation_rate") && !text.contains("longest_pause"))
  }

  @Test func `every line belongs to a measure that a scenario can name`() {
    let known = Set(FeatureSet.measures.map(\.key))
    for name in DeliveryLine.Name.allCases { #expect(known.contains(name.key), "\(name)") }
  }
}
