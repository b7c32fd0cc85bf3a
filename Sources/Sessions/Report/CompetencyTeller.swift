/// Makes the sections of a report.
struct CompetencyTeller {
  /// Most quotes of one answer, and of all.
  static let mostQuotesEach = 2
  static let mostQuotes = 6

  let rubric: Rubric
  let replies: [QuestionReply]
  let evaluation: SessionEvaluation
  let language: ReportLanguage
  var selfRating: SelfRating?
  var humanRating: HumanRating?
  /// Whether computed levels, and what they rest on, are not told yet.
  var isWithheld = false

  var sections: [CompetencySection] { rubric.competencies.map(section(of:)) }

  private func section(of competency: Competency) -> CompetencySection {
    let result = evaluation.competencies.first { $0.competency == competency.id }
    let ratings = evaluation.answers.flatMap(\.ratings).filter { $0.competency == competency.id }
    return CompetencySection(
      id: competency.id,
      label: competency.label,
      anchors: competency.anchors,
      questions: rubric.questions.filter { $0.competencies.contains(competency.id) }.map(\.id),
      level: isWithheld ? nil : result?.level,
      spread: isWithheld ? nil : ratings.compactMap(\.spread).max(),
      needsHuman: !isWithheld && result?.needsHuman == true,
      sentence: isWithheld ? language(.ratingWithheld) : sentence(result, ratings),
      selfLevel: selfRating?.levels[competency.id],
      humanLevel: humanRating?.ratings.first { $0.competency == competency.id }?.level,
      support: isWithheld ? [] : support(for: competency.id)
    )
  }

  private func sentence(_ result: CompetencyResult?, _ ratings: [CompetencyRating]) -> String {
    let reasons = ratings.flatMap(\.reasons)
    if let reason = reasons.first(where: \.asksForHuman) { return language(reason.sentence) }
    if let level = result?.level {
      let count = "\(result?.ratedAnswers ?? 0)"
      return language(.ratingLevel, ["level": language.decimal(level), "count": count])
    }
    // What is true of one answer only is not said of all.
    let common = reasons.first { $0 != .tooShort } ?? reasons.first
    return language(common.map(\.sentence) ?? .ratingNotAnswered)
  }

  private func support(for competency: String) -> [CompetencySection.Support] {
    let all = replies.flatMap { reply -> [CompetencySection.Support] in
      guard reply.judged.competencies.contains(where: { $0.id == competency }),
        let answer = evaluation.answers.first(where: { $0.questionID == reply.judged.questionID })
      else { return [] }
      let claims = answer.ratings.filter { $0.competency == competency }.flatMap(\.claims)
      let quoted = claims.compactMap { claim in
        reply.quote(claim.quote).map {
          CompetencySection.Support(point: nil, level: claim.level, quote: $0)
        }
      }
      let each = CompetencyTeller.mostQuotesEach
      guard quoted.isEmpty else { return Array(quoted.prefix(each)) }
      let heard = answer.evidence.compactMap { finding in
        finding.quote.flatMap { reply.quote($0) }.map {
          CompetencySection.Support(point: finding.name, level: nil, quote: $0)
        }
      }
      return Array(heard.prefix(each))
    }
    return Array(all.prefix(CompetencyTeller.mostQuotes))
  }
}

extension CompetencyRating.Reason {
  fileprivate var sentence: ReportSentence {
    switch self {
    case .wordsOnly: .ratingWordsOnly
    case .tooShort: .ratingTooShort
    case .notShown: .ratingNotShown
    case .noQuote: .ratingNoQuote
    case .unreadable: .ratingUnreadable
    case .spread: .ratingSpread
    case .beyondQuotes: .ratingBeyondQuotes
    case .lengthSensitive: .ratingLengthSensitive
    case .followsInstructions: .ratingFollowsInstructions
    }
  }
}
