/// What a judge found in all answers of a session, and what the scenario's arithmetic makes of it.
public struct SessionEvaluation: Codable, Equatable, Sendable {
  /// Who judged.
  public var judge: JudgeIdentity
  /// One an answered question, in the order of the interview.
  public var answers: [AnswerEvaluation]
  /// One a competency of the rubric.
  public var competencies: [CompetencyResult]
  /// The mean over the competencies by their weights; `nil` where one that counts has no level, or
  /// where the scenario wants no total.
  public var total: Double?
  /// What it cost, by provider; absent where nobody was paid.
  public var use: [JudgeUse]?

  /// Puts answers together by the rules of a rubric.
  public init(judge: JudgeIdentity, answers: [AnswerEvaluation], rubric: Rubric?) {
    self.judge = judge
    self.answers = answers
    competencies = rubric.map { RatingArithmetic($0).results(of: answers) } ?? []
    total = rubric.flatMap { rubric in
      RatingArithmetic(rubric).total(
        of: Dictionary(
          competencies.map { ($0.competency, $0.level) },
          uniquingKeysWith: { first, _ in first }
        )
      )
    }
  }

  /// Evaluates answers with the judge that needs no model.
  static func embedded(_ replies: [QuestionReply], rubric: Rubric?) -> SessionEvaluation {
    let judge = EmbeddedJudge()
    return SessionEvaluation(
      judge: judge.identity,
      answers: replies.map { judge.judge($0.judged) },
      rubric: rubric
    )
  }
}

/// One competency over all answers.
public struct CompetencyResult: Codable, Equatable, Sendable {
  /// The competency's id.
  public var competency: String
  /// The mean of the answers' levels by the questions' weights, to two decimals; `nil` for
  /// insufficient evidence.
  public var level: Double?
  /// How many answers have a level.
  public var ratedAnswers: Int
  /// Whether a person has to look at a rating before the level is used.
  public var needsHuman: Bool

  private enum CodingKeys: String, CodingKey {
    case competency, level
    case ratedAnswers = "rated_answers"
    case needsHuman = "needs_human"
  }
}

/// The arithmetic that a rubric declares; there is no judgement in it.
struct RatingArithmetic {
  private let rubric: Rubric

  init(_ rubric: Rubric) { self.rubric = rubric }

  /// Each competency over all answers.
  func results(of answers: [AnswerEvaluation]) -> [CompetencyResult] {
    rubric.competencies.map { competency in
      let ratings = answers.flatMap { answer in
        answer.ratings.filter { $0.competency == competency.id }.map { (answer.questionID, $0) }
      }
      let weighted = ratings.compactMap { question, rating in
        rating.level.map { (Double($0), weight(of: question)) }
      }
      return CompetencyResult(
        competency: competency.id,
        level: RatingArithmetic.mean(weighted),
        ratedAnswers: weighted.count,
        needsHuman: ratings.contains { $0.1.needsHuman }
      )
    }
  }

  /// The total over competencies; one without a level counts as the rubric says.
  func total(of levels: [String: Double?]) -> Double? {
    guard rubric.aggregation == .weightedMean else { return nil }
    let known = rubric.competencies.compactMap { competency -> (Double, Int)? in
      if let level = levels[competency.id] ?? nil { return (level, competency.weight) }
      return competency.notObserved == .minimum
        ? (Double(rubric.scale.minimum), competency.weight) : nil
    }
    // Nothing but levels that stand for "not observed" is no result.
    guard levels.values.contains(where: { $0 != nil }) else { return nil }
    return RatingArithmetic.mean(known)
  }

  private func weight(of question: String) -> Int {
    rubric.questions.first { $0.id == question }?.weight ?? 1
  }

  private static func mean(_ values: [(value: Double, weight: Int)]) -> Double? {
    let weights = values.reduce(0) { $0 + $1.weight }
    guard weights > 0 else { return nil }
    let sum = values.reduce(0) { $0 + $1.value * Double($1.weight) }
    return (100 * sum / Double(weights)).rounded() / 100
  }
}
