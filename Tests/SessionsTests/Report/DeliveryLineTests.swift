import Foundation
import Scoring
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct DeliveryLineTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func measures(rate: Double = 4, seconds: Double = 60) -> DeliveryMeasures {
    var measures = DeliveryMeasures()
    measures.answerLengthSeconds = seconds
    measures.speechRateSyllablesPerSecond = rate
    measures.articulationRateSyllablesPerSecond = rate + 1
    measures.phonationTimeRatio = 0.7
    return measures
  }

  private func interview(_ language: String, rate: Double = 4) -> StoredInterview {
    var interview = StoredInterview(language: language, measures: measures(rate: rate))
    interview.texts = LabelledAnswer.all.filter { $0.question.language == language }.prefix(1)
      .map { ($0.question.id, $0.text) }
    return interview
  }

  private func line(_ report: CoachingReport, _ name: DeliveryLine.Name) -> DeliveryLine? {
    report.deliveryLines.first { $0.name == name }
  }

  @Test func `English is paced in words a minute and French in syllables a second`() async throws {
    let store = try SessionStore(directory: directory.url)
    for language in ["en", "fr"] {
      try await interview(language).keep(in: store, as: language)
      let report = try #require(try store.report(language)?.coaching)
      let words = line(report, .wordsPerMinute)
      let syllables = line(report, .speechRate)
      #expect((words == nil) == (language == "fr"))
      #expect((syllables == nil) == (language == "en"))
      #expect((words ?? syllables)?.band?.low == (language == "en" ? 120 : 3.3))
      #expect(words?.value.map { abs($0 - 120) < 1 } != false)
      // What differs by dialect and person has no band.
      #expect(line(report, .articulationRate)?.band == nil)
    }
    try await store.close()
  }

  @Test func `what is uncertain is hidden and says why`() async throws {
    let store = try SessionStore(directory: directory.url)
    var short = interview("fr")
    short.measures?.answerLengthSeconds = 4
    var quiet = interview("fr")
    quiet.measures?.isTooQuiet = true
    var unmeasured = interview("fr")
    unmeasured.measures?.speechRateSyllablesPerSecond = nil
    for (id, interview) in [("short", short), ("quiet", quiet), ("none", unmeasured)] {
      try await interview.keep(in: store, as: id)
      let report = try #require(try store.report(id, in: .english)?.coaching)
      let rate = try #require(line(report, .speechRate))
      #expect(rate.value == nil && rate.own == nil && rate.band == nil)
      #expect(rate.hidden?.hasPrefix("Not shown: ") == true)
    }
    var wordless = StoredInterview(language: "en", measures: measures())
    wordless.texts = [("mistake", nil)]
    try await wordless.keep(in: store, as: "wordless")
    let report = try #require(try store.report("wordless")?.coaching)
    #expect(line(report, .wordsPerMinute)?.hidden?.contains("transcript") == true)
    try await store.close()
  }

  @Test func `sessions are compared within family and language, and only with earlier ones`()
    async throws
  {
    let store = try SessionStore(directory: directory.url)
    var ids: [String] = []
    for (index, rate) in [3.9, 4.0, 4.1].enumerated() {
      var interview = interview("fr", rate: rate)
      interview.createdAt += Double(index)
      try await interview.keep(in: store, as: "a\(index)")
      ids.append("a\(index)")
    }
    var other = interview("fr", rate: 9)
    other.family = "sales"
    try await other.keep(in: store, as: "sales")
    var later = interview("fr", rate: 9)
    later.createdAt += 1_000
    try await later.keep(in: store, as: "later")
    try await interview("en", rate: 9).keep(in: store, as: "english")
    var hired = interview("fr", rate: 9)
    hired.purpose = .hiring
    try await hired.keep(in: store, as: "hired")
    var now = interview("fr", rate: 5)
    now.createdAt += 100
    try await now.keep(in: store, as: "now")
    let others = ids + ["sales", "later", "english", "hired", "nobody", "now"]
    let alone = try #require(try store.report("now")?.coaching.flatMap { line($0, .speechRate) })
    #expect(alone.own?.change == .notEnough && alone.own?.sessions == 0)
    let two = try #require(
      try store.report("now", besides: ["a0", "a1"])?.coaching.flatMap { line($0, .speechRate) }
    )
    #expect(two.own?.change == .notEnough && two.ownSentence?.contains("3") == true)
    let all = try #require(
      try store.report("now", besides: others)?.coaching.flatMap { line($0, .speechRate) }
    )
    #expect(all.own?.sessions == 3)
    #expect(all.own?.change == .higher)
    #expect(all.own?.minimum == 3.9 && all.own?.maximum == 4.1 && all.own?.recentMedian == 4)
    try await store.close()
  }

  @Test func `a change is one only beyond what the sessions differ by`() {
    #expect(OwnRange(9, earlier: [1, 2]).change == .notEnough)
    #expect(OwnRange(5, earlier: [4, 5, 6]).change == .usual)
    // Mean 5, s = 1: the interval reaches 4.303 · 1 · √(4/3) ≈ 4.97 to either side.
    #expect(OwnRange(9.96, earlier: [4, 5, 6]).change == .usual)
    #expect(OwnRange(9.98, earlier: [4, 5, 6]).change == .higher)
    #expect(OwnRange(0.02, earlier: [4, 5, 6]).change == .lower)
    #expect(OwnRange(4, earlier: [4, 4, 4]).change == .usual)
    #expect(OwnRange(4.1, earlier: [4, 4, 4]).change == .higher)
  }

  /// Sessions that differ by chance alone are called a change in about one of twenty comparisons.
  @Test func `chance is rarely called a change`() {
    var generator = SeededGenerator(seed: 3)
    func draw() -> Double {
      (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
    }
    for sessions in [3, 5, 10] {
      let changes = (0..<4_000).filter { _ in
        OwnRange(draw(), earlier: (0..<sessions).map { _ in draw() }).change != .usual
      }.count
      #expect((120...280).contains(changes), "\(sessions): \(changes)")
    }
  }
}
