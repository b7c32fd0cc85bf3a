import VoiceEngine

/// One competency of a report: its scale, what was said for it, and what came of rating it.
public struct CompetencySection: Codable, Equatable, Sendable {
  /// Words for a competency: those of an expected point, or those that a judge quotes for a level.
  public struct Support: Codable, Equatable, Sendable {
    /// The expected point that is mentioned, for people.
    public var point: String?
    /// The level whose anchor the words show.
    public var level: Int?
    /// The words and their moment.
    public var quote: ReportQuote
  }

  /// The competency's id.
  public var id: String
  /// Its name for people.
  public var label: String
  /// The scale of behaviour.
  public var anchors: [Anchor]
  /// The computed level, or `nil` for insufficient evidence and for one that is withheld.
  public var level: Double?
  /// From the lowest to the highest run of the same answer; `nil` without runs.
  public var spread: Int?
  /// Whether a person has to rate.
  public var needsHuman: Bool
  /// What came of it, in the report's language.
  public var sentence: String
  /// What the candidate thought before seeing the report.
  public var selfLevel: Int?
  /// What the first person who rated gave; `nil` for insufficient evidence and before rating.
  public var humanLevel: Int?
  /// What was said for it.
  public var support: [Support]

  private enum CodingKeys: String, CodingKey {
    case id, label, anchors, level, spread
    case needsHuman = "needs_human"
    case sentence
    case selfLevel = "self_level"
    case humanLevel = "human_level"
    case support
  }
}

/// Makes the sections of a report.
struct CompetencyTeller {
  static let mostQuotes = 4

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
      guard quoted.isEmpty else { return quoted }
      return answer.evidence.compactMap { finding in
        finding.quote.flatMap { reply.quote($0) }.map {
          CompetencySection.Support(point: finding.name, level: nil, quote: $0)
        }
      }
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
