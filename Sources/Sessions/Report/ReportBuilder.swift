import Scoring
import Speech
import VoiceEngine

/// Folds a session into its report.
enum ReportBuilder {
  /// The report of a hiring session: delivery, form and length are not among what it is made of.
  ///
  /// Computed levels are withheld until a person has rated.
  static func hiring(_ source: ReportSource) -> HiringReport {
    let evaluation = source.evaluation
    let isWithheld = source.humanRating == nil
    return HiringReport(
      header: header(source.session, source.fold, notes: notes(source.session, source.fold)),
      judge: source.judgeSentence(evaluation.judge),
      isWithheld: isWithheld,
      competencies: sections(source, source.replies, evaluation, isWithheld: isWithheld),
      total: isWithheld ? nil : evaluation.total,
      answers: answers(of: source)
    )
  }

  /// The report of a coaching session.
  ///
  /// - Parameters:
  ///   - deliveries: what was measured, by turn and as a whole.
  ///   - earlier: delivery of earlier sessions of the same kind, oldest first.
  static func coaching(
    _ source: ReportSource,
    deliveries: [DeliveryRecord],
    earlier: [SessionDelivery]
  ) -> CoachingReport {
    let (session, fold) = (source.session, source.fold)
    let answers = coachedAnswers(source, deliveries)
    let evaluation = source.evaluation
    let lexicon = LexiconLanguage(tag: session.record.language)
    let replies = source.sureReplies
    let forms = replies.compactMap { reply in
      FormReader.form(of: reply.judged.text, language: lexicon).map { (reply, $0) }
    }
    let highlights = HighlightFinder(
      replies: replies,
      forms: Dictionary(
        forms.map { ($0.judged.questionID, $1) },
        uniquingKeysWith: { first, _ in first }
      ),
      evaluation: evaluation,
      answers: answers,
      language: source.language,
      saysPauses: session.record.reports(.longestPause)
    )
    let changes = highlights.changes
    let whole = deliveries.first { $0.turn == nil }?.measures
    return CoachingReport(
      header: header(
        session,
        fold,
        notes: notes(session, fold) + unsureNotes(source) + deliveryNotes(answers, session)
      ),
      strengths: highlights.strengths,
      changes: changes,
      drill: RetryDrill(
        highlights.mostPressing(of: changes),
        record: session.record,
        in: source.language
      ),
      judge: source.judgeSentence(evaluation.judge),
      selfRating: source.selfRating,
      competencies: sections(source, replies, evaluation, isWithheld: false),
      total: evaluation.total,
      stories: forms.map { StoryCoverage($1, of: $0) },
      time: answers.filter { $0.answer.kind == .core }.map { TimeUse($0, in: source.language) },
      featureSet: deliveries.first?.featureSet,
      reportedMeasures: session.record.deliveryMeasures,
      delivery: whole,
      deliveryLines: SessionDelivery(whole, RecognizedWords(fold.answers), language: lexicon)
        .lines(earlier: earlier, in: source.language)
        .filter { session.record.reports($0.name) },
      fluency: FluencyLine(
        session.record.reports(.speechRate) && session.record.reports(.phonationRatio)
          ? whole : nil,
        featureSet: deliveries.first { $0.turn == nil }?.featureSet,
        spoken: lexicon,
        in: source.language
      ),
      answers: answers
    )
  }

  private static func coachedAnswers(
    _ source: ReportSource,
    _ deliveries: [DeliveryRecord]
  ) -> [CoachedAnswer] {
    let byTurn = Dictionary(
      deliveries.compactMap { record in record.turn.map { ($0, record.measures) } },
      uniquingKeysWith: { _, last in last }
    )
    let plan = source.session.record.plan
    return zip(source.fold.answers, answers(of: source)).map { journal, answer in
      let expected = expectedLength(of: journal, plan: plan)
      return CoachedAnswer(
        answer: answer,
        expectedLength: expected.map {
          CoachedAnswer.ExpectedLength(
            minimum: $0.minimum.inSeconds,
            maximum: $0.maximum.inSeconds
          )
        },
        lengthVerdict: expected.flatMap { verdict(on: journal.turn, expected: $0) },
        delivery: byTurn[answer.turn]
      )
    }
  }

  private static func sections(
    _ source: ReportSource,
    _ replies: [QuestionReply],
    _ evaluation: SessionEvaluation,
    isWithheld: Bool
  ) -> [CompetencySection] {
    source.rubric.map { rubric in
      CompetencyTeller(
        rubric: rubric,
        replies: replies,
        evaluation: evaluation,
        language: source.language,
        selfRating: source.selfRating,
        humanRating: source.humanRating,
        isWithheld: isWithheld
      ).sections
    } ?? []
  }

  private static func header(
    _ session: StoredSession,
    _ fold: SessionFold,
    notes: [ReportNote]
  ) -> ReportHeader {
    let summary = SessionSummary(session, fold: fold)
    let passedOn = fold.passedOnQuestions
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
      notes: notes,
      passedOn: passedOn.isEmpty ? nil : passedOn
    )
  }

  // MARK: Answers

  private static func answers(of source: ReportSource) -> [ReportAnswer] {
    let plan = source.session.record.plan
    let language = LexiconLanguage(tag: source.session.record.language)
    // What was heard so far of each core question.
    var heard: [String: Set<String>] = [:]
    return source.fold.answers.map { answer in
      let question = plan.questions.first { $0.id == answer.asked.questionID }
      let evidence = self.evidence(of: answer, question, language, heard: &heard)
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
        evidence: evidence
      )
    }
  }

  private static func expectedLength(
    of answer: JournalAnswer,
    plan: InterviewPlan
  ) -> AnswerWindow? {
    guard answer.asked.kind == .core else { return nil }
    return plan.questions.first { $0.id == answer.asked.questionID }?.expectedAnswer
  }

  private static func evidence(
    of answer: JournalAnswer,
    _ question: PlannedQuestion?,
    _ language: LexiconLanguage?,
    heard: inout [String: Set<String>]
  ) -> ReportAnswer.Evidence? {
    guard let text = answer.transcript?.text, let points = question?.evidence else { return nil }
    let finder = EvidenceFinder(of: text, language: language)
    let now = finder.findings(of: points).filter(\.isHeard).map(\.point)
    heard[answer.asked.questionID, default: []].formUnion(now)
    let ever = heard[answer.asked.questionID] ?? []
    let labels = Dictionary(
      points.compactMap { point in point.label.map { (point.id, $0) } },
      uniquingKeysWith: { first, _ in first }
    )
    return ReportAnswer.Evidence(
      heard: now,
      missing: points.map(\.id).filter { !ever.contains($0) },
      labels: labels.isEmpty ? nil : labels
    )
  }

  private static func verdict(
    on turn: TurnCommitted,
    expected: AnswerWindow
  ) -> CoachedAnswer.LengthVerdict? {
    guard turn.wasSpoken else { return nil }
    let length = Duration.milliseconds(turn.speechMilliseconds)
    if length < expected.minimum { return .short }
    return length > expected.maximum ? .long : .within
  }
}

extension SessionRecord {
  /// Whether the scenario has a measure reported.
  fileprivate func reports(_ name: DeliveryLine.Name) -> Bool {
    deliveryMeasures.isEmpty || deliveryMeasures.contains(name.key)
  }
}

extension TurnCommitted.Reason {
  /// Whether a voice, and not the keyboard or nobody, gave the answer.
  var isSpoken: Bool {
    switch self {
    case .endpoint, .doneButton, .limit, .ended: true
    case .text, .silence: false
    }
  }
}

extension TurnCommitted {
  /// Whether a voice gave the answer.
  var wasSpoken: Bool { reason.isSpoken && endMilliseconds > startMilliseconds }
}

extension ReportAnswer {
  /// From the onset of the first to the offset of the last speech.
  var lengthMilliseconds: Int64 { max(0, endMilliseconds - startMilliseconds) }
}

extension ReportMoment {
  /// A whole answer.
  init(_ answer: ReportAnswer) {
    turn = answer.turn
    questionID = answer.questionID
    startMilliseconds = answer.startMilliseconds
    endMilliseconds = answer.endMilliseconds
  }
}
