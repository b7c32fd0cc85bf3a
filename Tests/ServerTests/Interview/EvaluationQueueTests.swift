import Foundation
import Sessions
import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

@testable import Server

@Suite(.blocking) struct EvaluationQueueTests {
  /// Gives every answer one level, or cannot be reached.
  private struct Judge: AnswerJudge {
    var level: Int?
    var identity: JudgeIdentity { JudgeIdentity(kind: .model, model: "test-1") }

    func judge(_ answer: JudgedAnswer) async throws(JudgeError) -> AnswerEvaluation {
      var usage = ProviderUsage()
      usage.requests = 1
      usage.inputTokens = 400
      var prices = ProviderPrices()
      prices.request = level == nil ? 0.5 : 2
      ProviderLedger.current?.add(usage, of: level == nil ? "judge 1" : "judge 2", at: prices)
      guard let level else { throw JudgeError(.unavailable) }
      return AnswerEvaluation(
        questionID: answer.questionID,
        evidence: [],
        ratings: answer.competencies.map { CompetencyRating(competency: $0.id, level: level) }
      )
    }
  }

  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "vivavoce-evaluation-\(UUID().uuidString)")

  private func store(_ purpose: Purpose = .hiring) async throws -> SessionStore {
    let store = try SessionStore(directory: folder)
    var record = SessionRecord(
      id: "s1",
      scenario: "one",
      scenarioTitle: "One",
      scenarioRevision: 1,
      language: "en",
      purpose: purpose,
      createdAt: 1,
      isRecognized: true,
      plan: InterviewPlan(
        language: "en",
        personaName: "Ada",
        questions: [PlannedQuestion(id: "why", ask: "Why?")],
        closing: "Bye."
      ),
      accessTokenHash: [1]
    )
    record.rubric = Rubric(
      competencies: [
        Competency(id: "reasons", label: "Reasons", anchors: [], notObserved: .exclude)
      ],
      questions: [RatedQuestion(id: "why", competencies: ["reasons"])]
    )
    let consent = ConsentRecord(noticeVersion: "1", purpose: purpose, recording: true, wall: 1)
    try await store.createSession(record, consent: consent)
    let recorder = store.recorder(for: "s1")
    let asked = QuestionAsked(questionID: "why", index: 1, of: 1, text: "Why?", kind: .core)
    recorder.event(.questionAsked(asked), at: .zero)
    recorder.event(
      .transcriptFinal(TranscriptFinal(turn: 1, text: "Because I like it here.", words: [])),
      at: .zero
    )
    recorder.event(
      .turnCommitted(
        TurnCommitted(
          turn: 1,
          questionID: "why",
          reason: .text,
          endpointDelayMilliseconds: 0,
          startMilliseconds: 0,
          endMilliseconds: 0
        )
      ),
      at: .zero
    )
    try await recorder.finish(reason: .completed, at: .zero)
    return store
  }

  @Test func `what has ended is judged by the first judge that can be reached`()
    async throws
  {
    let store = try await store()
    let costs = Mutex<[String: Double]>([:])
    let queue = EvaluationQueue(
      [Judge(level: nil), Judge(level: 4)],
      store: store,
      log: Log(write: { _ in }),
      costLimit: 7
    ) { ledger, session in
      #expect(session == "s1" && ledger.limit == 7)
      costs.withLock { costs in
        for entry in ledger.entries { costs[entry.name] = entry.cost }
      }
    }
    #expect(queue.add("s1"))
    #expect(eventually { (try? store.reviews("s1").count) == 1 })
    guard case .judged(let evaluation) = try store.reviews("s1").first?.review else {
      Issue.record("no evaluation")
      return
    }
    #expect(evaluation.judge.model == "test-1" && evaluation.competencies.map(\.level) == [4])
    // What it cost came after the session's end, and is kept with it.
    #expect(evaluation.use?.map(\.provider) == ["judge 1", "judge 2"])
    #expect(evaluation.use?.map(\.cost) == [0.5, 2])
    #expect(evaluation.use?.map(\.inputTokens) == [400, 400])
    #expect(eventually { costs.withLock { $0 } == ["judge 1": 0.5, "judge 2": 2] })
    // In hiring it is withheld until a person has rated.
    guard case .hiring(let report)? = try store.report("s1") else {
      Issue.record("no report")
      return
    }
    #expect(report.isWithheld && report.competencies.map(\.level) == [nil])
    queue.stop()
    try await store.close()
    try FileManager.default.removeItem(at: folder)
  }

  @Test func `a judge that cannot be reached leaves the report as it is and says which session`()
    async throws
  {
    let store = try await store()
    let lines = Mutex<[String]>([])
    let log = Log(write: { line in lines.withLock { $0.append(line) } })
    let queue = EvaluationQueue([Judge(level: nil)], store: store, log: log)
    #expect(queue.add("unknown") && queue.add("s1"))
    #expect(eventually { lines.withLock { $0.count } == 1 })
    #expect(lines.withLock { $0.first?.contains(#""session_id":"s1""#) } == true)
    #expect(try store.reviews("s1").isEmpty)
    queue.stop()
    #expect(!queue.add("s1"))
    try await store.close()
    try FileManager.default.removeItem(at: folder)
  }
}
