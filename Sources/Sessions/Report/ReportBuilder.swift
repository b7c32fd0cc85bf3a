import Scoring
import Speech
import VoiceEngine

/// Folds a session into its report.
enum ReportBuilder {
  /// The report of a hiring session: delivery is not among what it is made of.
  static func hiring(_ session: StoredSession, _ fold: SessionFold) -> HiringReport {
    let answers = self.answers(of: fold, plan: session.record.plan)
    return HiringReport(
      header: header(session, fold, notes: notes(session, fold)),
      answers: answers
    )
  }

  /// The report of a coaching session.
  ///
  /// - Parameter deliveries: what was measured, by turn and as a whole.
  static func coaching(
    _ session: StoredSession,
    _ fold: SessionFold,
    deliveries: [DeliveryRecord]
  ) -> CoachingReport {
    let whole = deliveries.first { $0.turn == nil }
    let byTurn = Dictionary(
      deliveries.compactMap { record in record.turn.map { ($0, record.measures) } },
      uniquingKeysWith: { _, last in last }
    )
    let answers = self.answers(of: fold, plan: session.record.plan).map { answer in
      CoachedAnswer(answer: answer, delivery: byTurn[answer.turn])
    }
    return CoachingReport(
      header: header(
        session,
        fold,
        notes: notes(session, fold) + deliveryNotes(answers, session)
      ),
      featureSet: deliveries.first?.featureSet,
      delivery: whole?.measures,
      answers: answers
    )
  }

  private static func header(
    _ session: StoredSession,
    _ fold: SessionFold,
    notes: [ReportNote]
  ) -> ReportHeader {
    let summary = SessionSummary(session, fold: fold)
    return ReportHeader(
      sessionID: summary.id,
      scenario: summary.scenario,
      scenarioTitle: summary.scenarioTitle,
      scenarioRevision: summary.scenarioRevision,
      language: summary.language,
      purpose: summary.purpose,
      createdAt: summary.createdAt,
      durationMilliseconds: summary.durationMilliseconds,
      isRecognized: session.record.isRecognized,
      notes: notes
    )
  }

  // MARK: Answers

  private static func answers(of fold: SessionFold, plan: InterviewPlan) -> [ReportAnswer] {
    // What was heard so far of each core question.
    var heard: [String: Set<String>] = [:]
    return fold.answers.map { answer in
      let question = plan.questions.first { $0.id == answer.asked.questionID }
      let evidence = self.evidence(of: answer, question, heard: &heard)
      let expected = answer.asked.kind == .core ? question?.expectedAnswer : nil
      return ReportAnswer(
        questionID: answer.asked.questionID,
        question: answer.asked.text,
        kind: answer.asked.kind == .followUp ? .followUp : .core,
        followUpID: answer.asked.followUpID,
        turn: answer.turn.turn,
        reason: answer.turn.reason,
        startMilliseconds: answer.turn.startMilliseconds,
        endMilliseconds: answer.turn.endMilliseconds,
        transcript: answer.transcript?.text,
        evidence: evidence,
        expectedLength: expected.map {
          ReportAnswer.ExpectedLength(
            minimum: $0.minimum.inSeconds,
            maximum: $0.maximum.inSeconds
          )
        },
        lengthVerdict: expected.flatMap { verdict(on: answer.turn, expected: $0) }
      )
    }
  }

  private static func evidence(
    of answer: JournalAnswer,
    _ question: PlannedQuestion?,
    heard: inout [String: Set<String>]
  ) -> ReportAnswer.Evidence? {
    guard let text = answer.transcript?.text, let points = question?.evidence else { return nil }
    let now = points.filter { EvidenceMatcher.heard($0, in: text) }.map(\.id)
    heard[answer.asked.questionID, default: []].formUnion(now)
    let ever = heard[answer.asked.questionID] ?? []
    return ReportAnswer.Evidence(
      heard: now,
      missing: points.map(\.id).filter { !ever.contains($0) }
    )
  }

  private static func verdict(
    on turn: TurnCommitted,
    expected: AnswerWindow
  ) -> ReportAnswer.LengthVerdict? {
    guard turn.wasSpoken else { return nil }
    let length = Duration.milliseconds(turn.endMilliseconds - turn.startMilliseconds)
    if length < expected.minimum { return .short }
    return length > expected.maximum ? .long : .within
  }

  // MARK: Notes

  private static func notes(_ session: StoredSession, _ fold: SessionFold) -> [ReportNote] {
    var notes: [ReportNote] = []
    switch session.status {
    case .running:
      notes.append(ReportNote(.running, "The session goes on: this report is not complete."))
    case .interrupted:
      notes.append(
        ReportNote(.interrupted, "The session was interrupted: the last words may be missing.")
      )
    case .ended: break
    }
    if !session.consent.recording {
      notes.append(ReportNote(.notRecorded, "The candidate did not agree to be recorded."))
    }
    let wordless = fold.answers.filter { $0.turn.wasSpoken && $0.transcript == nil }
    if !session.record.isRecognized {
      notes.append(
        ReportNote(
          .notRecognized,
          "No recognizer for this language was configured: spoken answers have no transcript."
        )
      )
    } else if !wordless.isEmpty {
      let turns = list(wordless.map(\.turn.turn))
      notes.append(
        ReportNote(.transcriptMissing, "The recognizer gave no words for turn \(turns).")
      )
    }
    if !fold.flags.isEmpty {
      let turns = list(Set(fold.flags.map(\.turn)).sorted())
      notes.append(
        ReportNote(.transcriptFlagged, "The candidate marked the transcript of turn \(turns).")
      )
    }
    return notes
  }

  private static func deliveryNotes(
    _ answers: [CoachedAnswer],
    _ session: StoredSession
  ) -> [ReportNote] {
    let spoken = answers.filter { $0.answer.reason.isSpoken && $0.answer.hasLength }
    var notes: [ReportNote] = []
    let unmeasured = spoken.filter { $0.delivery == nil }.map(\.answer.turn)
    if !unmeasured.isEmpty {
      notes.append(
        ReportNote(.deliveryNotMeasured, "Delivery was not measured in turn \(list(unmeasured)).")
      )
    }
    let short = spoken.filter { answer in
      answer.delivery.map { $0.articulationRateSyllablesPerSecond == nil } ?? false
    }.map(\.answer.turn)
    if !short.isEmpty {
      notes.append(
        ReportNote(.answerTooShort, "Turn \(list(short)) was too short for every measure.")
      )
    }
    return notes
  }

  private static func list(_ turns: [Int]) -> String {
    turns.map(String.init).joined(separator: ", ")
  }
}

extension TurnCommitted.Reason {
  /// Whether a voice, and not the keyboard or nobody, gave the answer.
  fileprivate var isSpoken: Bool {
    switch self {
    case .endpoint, .doneButton, .limit: true
    case .text, .silence: false
    }
  }
}

extension TurnCommitted {
  /// Whether a voice gave the answer.
  fileprivate var wasSpoken: Bool { reason.isSpoken && endMilliseconds > startMilliseconds }
}

extension ReportAnswer {
  fileprivate var hasLength: Bool { endMilliseconds > startMilliseconds }
}

extension SessionReader {
  /// The report of a session as far as it has come, or `nil` for an id that is not kept.
  ///
  /// Goes through the journal each time; not for a lane's thread.
  public func report(_ id: String) throws(StoreError) -> SessionReport? {
    guard let session = try session(id) else { return nil }
    let fold = try fold(id)
    guard let purpose = CoachingPurpose(session.record.purpose) else {
      return .hiring(ReportBuilder.hiring(session, fold))
    }
    let deliveries = try deliveries(id, purpose: purpose)
    return .coaching(ReportBuilder.coaching(session, fold, deliveries: deliveries))
  }
}

extension SessionStore {
  /// The report of a session as far as it has come, or `nil` for an id that is not kept.
  ///
  /// Goes through the journal each time; not for a lane's thread.
  public func report(_ id: String) throws(StoreError) -> SessionReport? { try reader.report(id) }
}
