/// The judge that needs no model and no network: it finds words.
///
/// Which of the expected points are mentioned can be known from words, how well something was done
/// cannot. So it gives quotes and never a level: every rating is "insufficient evidence".
public struct EmbeddedJudge: AnswerJudge {
  /// Fewer words than this are no answer.
  static let leastWords = 5

  /// Who judges.
  public var identity: JudgeIdentity { .embedded }

  /// Creates the judge.
  public init() {}

  /// What the words of an answer show.
  public func judge(_ answer: JudgedAnswer) -> AnswerEvaluation {
    let finder = EvidenceFinder(answer.text, language: LexiconLanguage(tag: answer.language))
    let isShort = answer.text.words.count < EmbeddedJudge.leastWords
    return AnswerEvaluation(
      questionID: answer.questionID,
      evidence: finder.findings(of: answer.evidence),
      ratings: answer.competencies.map {
        CompetencyRating(
          competency: $0.id,
          level: nil,
          reasons: [isShort ? .tooShort : .wordsOnly]
        )
      }
    )
  }
}
