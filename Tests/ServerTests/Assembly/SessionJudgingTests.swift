import Foundation
import Sessions
import Speech
import Synchronization
import TestKit
import Testing
import VoiceEngine

@testable import Server

@Suite(.blocking) final class SessionJudgingTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("judging-\(UInt64.random(in: .min ... .max))")

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Gives every competency a level, or cannot be reached.
  private struct Judge: AnswerJudge {
    let name: String
    let isReachable: Bool

    var identity: JudgeIdentity { JudgeIdentity(kind: .model, model: name, template: "t") }

    func judge(_ answer: JudgedAnswer) async throws(JudgeError) -> AnswerEvaluation {
      guard isReachable else { throw JudgeError(.unavailable) }
      return AnswerEvaluation(
        questionID: answer.questionID,
        evidence: [],
        ratings: answer.competencies.map {
          CompetencyRating(competency: $0.id, level: 4, reasons: [])
        }
      )
    }
  }

  /// Keeps an ended session with one answer.
  private func keep(_ id: String, hasRubric: Bool = true, in store: SessionStore) async throws {
    let competency = Competency(
      id: "ownership",
      label: "Ownership",
      anchors: [1, 3, 5].map { Anchor(level: $0, behaviour: "level \($0)") },
      notObserved: .exclude
    )
    let rubric = Rubric(
      competencies: [competency],
      questions: [RatedQuestion(id: "outage", competencies: ["ownership"])]
    )
    let record = SessionRecord(
      id: id,
      scenario: "s",
      scenarioTitle: "S",
      scenarioRevision: 1,
      language: "en",
      purpose: .practice,
      createdAt: 1_000,
      isRecognized: true,
      plan: .forTests(),
      rubric: hasRubric ? rubric : nil,
      accessTokenHash: [1]
    )
    let consent = ConsentRecord(
      noticeVersion: "1",
      purpose: .practice,
      recording: true,
      wall: 1_000
    )
    try await store.createSession(record, consent: consent)
    let recorder = store.recorder(for: id)
    let asked = QuestionAsked(
      questionID: "outage",
      index: 1,
      of: 2,
      text: "Tell me about an outage.",
      kind: .core
    )
    recorder.event(.questionAsked(asked), at: .zero)
    let turn = TurnCommitted(
      turn: 1,
      questionID: "outage",
      reason: .endpoint,
      endpointDelayMilliseconds: 900,
      startMilliseconds: 1_000,
      endMilliseconds: 5_000
    )
    recorder.event(.turnCommitted(turn), at: SampleTime(milliseconds: 6_000))
    let words = TranscriptFinal(
      turn: 1,
      text: "I found the cause in the logs because nobody else was there.",
      words: []
    )
    recorder.event(.transcriptFinal(words), at: SampleTime(milliseconds: 6_100))
    try await recorder.finish(reason: .completed, at: SampleTime(milliseconds: 7_000))
  }

  private func evaluations(_ id: String, _ store: SessionStore) throws -> [SessionEvaluation] {
    try store.reviews(id).compactMap {
      if case .judged(let evaluation) = $0.review { evaluation } else { nil }
    }
  }

  @Test func `an ended session is rated by the first judge that can be reached`() async throws {
    let store = try SessionStore(directory: folder)
    try await keep("s1", in: store)
    let judging = SessionJudging(
      [Judge(name: "away", isReachable: false), Judge(name: "there", isReachable: true)],
      store: store,
      log: Log(write: { _ in })
    )
    judging.judge("s1")
    #expect(eventually { (try? evaluations("s1", store).isEmpty) == false })
    let evaluation = try #require(try evaluations("s1", store).first)
    #expect(evaluation.judge.model == "there")
    #expect(evaluation.competencies.map(\.level) == [4])
    judging.stop()
    try await store.close()
  }

  @Test func `what nobody can rate is told without a word of it, and the next is rated`()
    async throws
  {
    let store = try SessionStore(directory: folder)
    try await keep("s1", in: store)
    try await keep("s2", hasRubric: false, in: store)
    let lines = LineKeeper()
    let judging = SessionJudging(
      [Judge(name: "away", isReachable: false)],
      store: store,
      log: Log(write: { lines.add($0) })
    )
    // Neither a session without a rubric nor one that is not kept is anything to tell of.
    for id in ["s2", "nobody", "s1"] { judging.judge(id) }
    #expect(eventually { !lines.text.isEmpty })
    #expect(lines.text.contains("judge_unavailable") && lines.text.contains("s1"))
    #expect(!lines.text.contains("logs") && !lines.text.contains("s2"))
    #expect(try evaluations("s1", store).isEmpty)
    judging.stop()
    try await store.close()
  }
}

/// What was written to a log.
private final class LineKeeper: Sendable {
  private let lines = Mutex("")

  var text: String { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0 += line } }
}
