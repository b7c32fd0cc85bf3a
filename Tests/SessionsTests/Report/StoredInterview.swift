import Foundation
import Scoring
import Speech
import VoiceEngine

@testable import Sessions

/// An interview of labelled answers, kept in a store with a rubric.
struct StoredInterview {
  let language: String
  var purpose = Purpose.practice
  var texts: [(question: String, text: String?)] = []
  var createdAt = 1_700_000_000.0
  var family: String? = "problem-solving"
  var measures: DeliveryMeasures?
  var candidateName: String?

  private var questions: [LabelledQuestion] {
    LabelledQuestion.all.filter { $0.language == language }
  }

  var rubric: Rubric {
    var competency = questions[0].competency
    competency.id = "ownership"
    return Rubric(
      competencies: [competency],
      questions: questions.map { RatedQuestion(id: $0.id, competencies: ["ownership"]) }
    )
  }

  var plan: InterviewPlan {
    InterviewPlan(
      language: language,
      personaName: "Alex",
      questions: questions.map {
        PlannedQuestion(
          id: $0.id,
          ask: $0.ask,
          evidence: $0.evidence,
          expectedAnswer: AnswerWindow(minimum: .seconds(20), maximum: .seconds(90))
        )
      },
      closing: "."
    )
  }

  /// Questions and answers one after another, every word half a second long.
  var journal: JournalMaker {
    var journal = JournalMaker()
    var now: Int64 = 1_000
    for (id, text) in texts {
      let ask = questions.first { $0.id == id }?.ask ?? id
      journal.say(ask, from: now, to: now + 2_000, asking: JournalMaker.asked(id, ask))
      now += 3_000
      let length = Int64((text ?? "").split(separator: " ").count) * 500
      journal.answer(
        text,
        to: id,
        from: now,
        to: now + length,
        reason: text == nil ? .silence : .endpoint
      )
      now += length + 2_000
    }
    return journal
  }

  var record: SessionRecord {
    SessionRecord(
      id: "s1",
      scenario: "problem-solving-\(language)",
      scenarioTitle: "Problem solving",
      scenarioRevision: 1,
      language: language,
      purpose: purpose,
      createdAt: createdAt,
      candidateName: candidateName,
      isRecognized: true,
      plan: plan,
      rubric: rubric,
      family: family,
      accessTokenHash: [1]
    )
  }

  /// Keeps the interview under an id and ends it.
  func keep(in store: SessionStore, as id: String = "s1") async throws {
    var record = record
    record.id = id
    try await keep(record, in: store)
  }

  /// Keeps the interview with another record and ends it.
  func keep(_ record: SessionRecord, in store: SessionStore) async throws {
    let id = record.id
    try await store.createSession(record, consent: Sample.consent(purpose))
    let lines = journal.lines
    for line in lines { _ = store.append(line, session: id) }
    if let measures, let coaching = CoachingPurpose(purpose) {
      try await store.saveDelivery(
        DeliveryRecord(
          purpose: coaching,
          turn: nil,
          questionID: nil,
          featureSet: "delivery-v1",
          measures: measures
        ),
        session: id
      )
    }
    let end = (lines.last?.at ?? .zero) + .seconds(1)
    try await store.finish(id, reason: .completed, at: end)
  }
}

extension SessionReport {
  var coaching: CoachingReport? { if case .coaching(let report) = self { report } else { nil } }
  var hiring: HiringReport? { if case .hiring(let report) = self { report } else { nil } }
}
