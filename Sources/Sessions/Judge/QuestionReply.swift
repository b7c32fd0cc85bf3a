public import VoiceEngine

/// All that was said in reply to one core question, ready to be judged.
public struct QuestionReply: Equatable, Sendable {
  /// The core question as it was asked.
  public var question: QuestionAsked
  /// The answers to it and to its follow-ups that have words, in their order.
  public var turns: [TurnCommitted]
  /// The words, with the way back to their times.
  public var prepared: PreparedAnswer
  /// What a judge is given.
  public var judged: JudgedAnswer

  /// The replies of a session in the order of its questions; one without words is left out.
  public static func all(of session: StoredSession, _ fold: SessionFold) -> [QuestionReply] {
    let plan = session.record.plan
    var order: [String] = []
    var answers: [String: [JournalAnswer]] = [:]
    for answer in fold.answers where answer.transcript?.text.isEmpty == false {
      let id = answer.asked.questionID
      if answers[id] == nil { order.append(id) }
      answers[id, default: []].append(answer)
    }
    let masking = NameMasking(
      language: LexiconLanguage(tag: session.record.language),
      candidateName: session.record.candidateName,
      expected: plan.questions.flatMap { $0.evidence.flatMap(\.phrases) }
    )
    return order.compactMap { id in
      answers[id].map { reply(to: id, $0, session.record, masking) }
    }
  }

  private static func reply(
    to id: String,
    _ answers: [JournalAnswer],
    _ record: SessionRecord,
    _ masking: NameMasking
  ) -> QuestionReply {
    let planned = record.plan.questions.first { $0.id == id }
    var transcript = AnswerTranscript()
    for answer in answers {
      transcript.add(
        answer.transcript?.text ?? "",
        timings: answer.transcript?.words ?? [],
        turn: answer.turn.turn,
        startMilliseconds: answer.turn.startMilliseconds,
        endMilliseconds: answer.turn.endMilliseconds
      )
    }
    let prepared = PreparedAnswer(
      transcript,
      language: LexiconLanguage(tag: record.language),
      masking: masking
    )
    let rated = record.rubric?.questions.first { $0.id == id }?.competencies ?? []
    var question = answers[0].asked
    question.text = planned?.ask ?? question.text
    return QuestionReply(
      question: question,
      turns: answers.map(\.turn),
      prepared: prepared,
      judged: JudgedAnswer(
        questionID: id,
        question: question.text,
        language: record.language,
        evidence: planned?.evidence ?? [],
        competencies: rated.compactMap { record.rubric?[$0] },
        scale: record.rubric?.scale ?? RatingScale(),
        settings: record.rubric?.judge ?? JudgeSettings(),
        text: prepared.judged
      )
    )
  }
}

extension AnswerJudge {
  /// Judges all replies of a session, one after another.
  ///
  /// - Throws: what the judge throws at the first reply that it cannot judge.
  public func evaluate(
    _ replies: [QuestionReply],
    rubric: Rubric?
  ) async throws(JudgeError) -> SessionEvaluation {
    var answers: [AnswerEvaluation] = []
    for reply in replies { answers.append(try await judge(reply.judged)) }
    return SessionEvaluation(judge: identity, answers: answers, rubric: rubric)
  }
}
