import Foundation
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct ReviewTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func store(_ purpose: Purpose) async throws -> SessionStore {
    let store = try SessionStore(directory: directory.url, wall: { 42 })
    var interview = StoredInterview(language: "en", purpose: purpose)
    interview.texts = LabelledAnswer.all.prefix(1).map { ($0.question.id, $0.text) }
    try await interview.keep(in: store)
    return store
  }

  private func refusal(_ store: SessionStore, _ review: Review) async -> StoreError.Code? {
    do {
      try await store.add(review, to: "s1")
      return nil
    } catch {
      return error.code
    }
  }

  private func human(_ level: Int?, rater: String = "R. Quill") -> Review {
    .humanRated(
      HumanRating(rater: rater, ratings: [.init(competency: "ownership", level: level)])
    )
  }

  @Test func `the own rating is kept once and stands beside what was found`() async throws {
    let store = try await store(.practice)
    #expect(try store.report("s1")?.coaching?.selfRating == nil)
    for wrong in [[:], ["ownership": 0], ["ownership": 6], ["other": 3]] {
      #expect(await refusal(store, .selfRated(SelfRating(levels: wrong))) == .refused)
    }
    try await store.add(.selfRated(SelfRating(levels: ["ownership": 4])), to: "s1")
    #expect(await refusal(store, .selfRated(SelfRating(levels: ["ownership": 1]))) == .refused)
    #expect(try store.report("s1")?.coaching?.competencies.map(\.selfLevel) == [4])
    #expect(
      try store.reviews("s1")
        == [ReviewEvent(wall: 42, review: .selfRated(SelfRating(levels: ["ownership": 4])))]
    )
    #expect(await refusal(store, human(3)) == .refused)
    try await store.close()
  }

  @Test func `in hiring a person rates first, and what was computed comes after`() async throws {
    let store = try await store(.hiring)
    #expect(await refusal(store, .selfRated(SelfRating(levels: ["ownership": 4]))) == .refused)
    let session = try #require(try store.session("s1"))
    let replies = QuestionReply.all(of: session, try store.fold("s1"))
    let judge = ModelJudge(model: ScriptedModel(.none))
    let evaluation = try await judge.evaluate(replies, rubric: session.record.rubric)
    #expect(evaluation.competencies.map(\.level) == [5] && evaluation.total == 5)
    try await store.add(.judged(evaluation), to: "s1")
    let before = try #require(try store.report("s1")?.hiring)
    #expect(before.isWithheld && before.total == nil)
    #expect(before.competencies.map(\.level) == [nil])
    #expect(before.competencies.allSatisfy { $0.support.isEmpty && $0.spread == nil })
    let text = String(decoding: try JSONEncoder().encode(before), as: UTF8.self)
    for word in ["runs", "claims", "\"spread\"", "\"total\""] {
      #expect(!text.contains(word), "\(word)")
    }
    for wrong in [human(9), human(3, rater: "")] {
      #expect(await refusal(store, wrong) == .refused)
    }
    let nothing = Review.humanRated(HumanRating(rater: "R. Quill", ratings: []))
    #expect(await refusal(store, nothing) == .refused)
    try await store.add(human(3), to: "s1")
    // Whoever rates again has seen the computed level; the first rating stays.
    try await store.add(human(5), to: "s1")
    let after = try #require(try store.report("s1")?.hiring)
    #expect(!after.isWithheld && after.total == 5)
    #expect(after.competencies.map(\.level) == [5])
    #expect(after.competencies.map(\.humanLevel) == [3])
    #expect(after.competencies[0].support.contains { $0.level == 5 })
    #expect(after.judge.contains("scripted-1"))
    try await store.close()
  }

  @Test func `insufficient evidence is a rating`() async throws {
    let store = try await store(.training)
    try await store.add(human(nil), to: "s1")
    let report = try #require(try store.report("s1")?.coaching)
    #expect(report.competencies.map(\.humanLevel) == [nil])
    #expect(report.competencies.map(\.level) == [nil])
    try await store.close()
  }

  @Test func `a review is read back as it was written, and goes with its session`() async throws {
    let store = try await store(.training)
    let session = try #require(try store.session("s1"))
    let replies = QuestionReply.all(of: session, try store.fold("s1"))
    let evaluation = try await ModelJudge(model: ScriptedModel(.slips))
      .evaluate(replies, rubric: session.record.rubric)
    let reviews: [Review] = [
      .selfRated(SelfRating(levels: ["ownership": 2])), human(1), .judged(evaluation),
    ]
    for review in reviews { try await store.add(review, to: "s1") }
    #expect(try store.reviews("s1").map(\.review) == reviews)
    try await store.erase("s1")
    #expect(try store.reviews("s1").isEmpty)
    #expect(await refusal(store, human(1)) == .notFound)
    try await store.close()
  }

  @Test func `a session that runs is not rated`() async throws {
    let store = try SessionStore(directory: directory.url)
    var record = StoredInterview(language: "en").record
    record.id = "s1"
    try await store.createSession(record, consent: Sample.consent())
    #expect(await refusal(store, .selfRated(SelfRating(levels: ["ownership": 2]))) == .refused)
    #expect(await refusal(store, .selfRated(SelfRating(levels: [:]))) == .refused)
    try await store.close()
  }

  @Test(arguments: [
    (Competency.NotObserved.exclude, Aggregation.weightedMean, 4.0 as Double?),
    (.minimum, .weightedMean, 2.5), (.exclude, .profile, nil),
  ])
  func `levels become a total by the arithmetic of the scenario`(
    notObserved: Competency.NotObserved,
    aggregation: Aggregation,
    total: Double?
  ) {
    let competencies = ["seen", "unseen"].map {
      Competency(id: $0, label: $0, anchors: [], notObserved: notObserved)
    }
    let rubric = Rubric(
      aggregation: aggregation,
      competencies: competencies,
      questions: [
        RatedQuestion(id: "a", competencies: ["seen", "unseen"], weight: 1),
        RatedQuestion(id: "b", competencies: ["seen"], weight: 2),
      ]
    )
    let answers = [("a", 2), ("b", 5)].map { id, level in
      AnswerEvaluation(
        questionID: id,
        evidence: [],
        ratings: [
          CompetencyRating(competency: "seen", level: level),
          CompetencyRating(competency: "unseen", level: nil),
        ]
      )
    }
    let evaluation = SessionEvaluation(judge: .embedded, answers: answers, rubric: rubric)
    #expect(evaluation.competencies.map(\.level) == [4, nil])
    #expect(evaluation.competencies.map(\.ratedAnswers) == [2, 0])
    #expect(evaluation.total == total)
    let none = SessionEvaluation(judge: .embedded, answers: [], rubric: rubric)
    #expect(none.total == nil)
  }
}
