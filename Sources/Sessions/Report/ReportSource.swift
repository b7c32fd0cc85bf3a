import VoiceEngine

/// All that a report is made of, but for delivery.
struct ReportSource {
  let session: StoredSession
  let fold: SessionFold
  let reviews: [Review]
  let language: ReportLanguage
  let replies: [QuestionReply]

  init(
    _ session: StoredSession,
    _ fold: SessionFold,
    reviews: [ReviewEvent],
    language: ReportLanguage?
  ) {
    self.session = session
    self.fold = fold
    self.reviews = reviews.map(\.review)
    self.language = language ?? ReportLanguage(tag: session.record.language)
    replies = QuestionReply.all(of: session, fold)
  }

  /// Replies of whose words the recognizer was sure enough to say something of them; for coaching.
  var sureReplies: [QuestionReply] {
    let answers = Dictionary(grouping: fold.answers) { $0.asked.questionID }
    return replies.filter { !RecognizedWords(answers[$0.judged.questionID] ?? []).isUnsure }
  }

  var rubric: Rubric? { session.record.rubric }

  /// What a judge found last, else what can be found without one.
  var evaluation: SessionEvaluation {
    let judged = reviews.compactMap { review -> SessionEvaluation? in
      guard case .judged(let evaluation) = review else { return nil }
      return evaluation
    }
    return judged.last ?? .embedded(replies, rubric: rubric)
  }

  /// What the candidate thought before the report was shown.
  var selfRating: SelfRating? {
    reviews.lazy.compactMap { review -> SelfRating? in
      guard case .selfRated(let rating) = review else { return nil }
      return rating
    }.first
  }

  /// What a person thought who had seen no computed level: the first who rated.
  var humanRating: HumanRating? {
    reviews.lazy.compactMap { review -> HumanRating? in
      guard case .humanRated(let rating) = review else { return nil }
      return rating
    }.first
  }

  /// Who judged, in words.
  func judgeSentence(_ judge: JudgeIdentity) -> String {
    switch judge.kind {
    case .embedded: language(.judgeEmbedded)
    case .model: language(.judgeModel, ["model": judge.model ?? "?"])
    }
  }
}
