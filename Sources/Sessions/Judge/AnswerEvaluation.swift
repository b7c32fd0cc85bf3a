/// What a judge found in the answer to one question.
///
/// A function of the words alone: places are counted in words, and times are not in it.
public struct AnswerEvaluation: Codable, Equatable, Sendable {
  /// The core question's id.
  public var questionID: String
  /// What a complete answer mentions, and where this one does.
  public var evidence: [EvidenceFinding]
  /// One a competency of the question.
  public var ratings: [CompetencyRating]

  private enum CodingKeys: String, CodingKey {
    case questionID = "question_id"
    case evidence, ratings
  }

  /// Creates an evaluation.
  public init(questionID: String, evidence: [EvidenceFinding], ratings: [CompetencyRating]) {
    self.questionID = questionID
    self.evidence = evidence
    self.ratings = ratings
  }
}

/// Whether an answer mentions a point.
public struct EvidenceFinding: Codable, Equatable, Sendable {
  /// The point's name within the question.
  public var point: String
  /// What people are shown; `nil` for the name.
  public var label: String?
  /// Where it is mentioned first, or `nil` where it is not.
  public var quote: Quote?

  /// Creates a finding.
  public init(point: String, label: String? = nil, quote: Quote?) {
    self.point = point
    self.label = label
    self.quote = quote
  }

  /// Whether it is mentioned.
  public var isHeard: Bool { quote != nil }
}

/// The level of one competency in one answer, with what it rests on.
public struct CompetencyRating: Codable, Equatable, Sendable {
  /// Why there is no level, or why a person has to look at it; more may come.
  public enum Reason: String, Codable, CaseIterable, Sendable {
    /// The judge finds words and cannot tell how good an answer is.
    case wordsOnly = "words_only"
    /// Nothing, or hardly anything, was said.
    case tooShort = "too_short"
    /// The judge itself says that the answer does not show it.
    case notShown = "not_shown"
    /// No quote for it stands in the transcript.
    case noQuote = "no_quote"
    /// Too few of the runs gave an answer in the form that was asked for.
    case unreadable
    /// Runs of the same judge lie more than a level apart.
    case spread
    /// The level is lower when only the quoted words are judged.
    case beyondQuotes = "beyond_quotes"
    /// The level changes when words without content are added.
    case lengthSensitive = "length_sensitive"
    /// The level changes when the text asks for another level.
    case followsInstructions = "follows_instructions"

    /// Whether a person has to look at a rating for this reason.
    public var asksForHuman: Bool {
      switch self {
      case .wordsOnly, .tooShort, .notShown, .noQuote: false
      case .unreadable, .spread, .beyondQuotes, .lengthSensitive, .followsInstructions: true
      }
    }
  }

  /// Words that the judge gives for a level.
  public struct Claim: Codable, Equatable, Sendable {
    /// The level whose anchor the words show.
    public var level: Int
    /// The words, which stand in the answer.
    public var quote: Quote

    /// Creates a claim.
    public init(level: Int, quote: Quote) {
      self.level = level
      self.quote = quote
    }
  }

  /// The competency's id.
  public var competency: String
  /// The level, or `nil` for insufficient evidence.
  public var level: Int?
  /// The level that each run gave; `nil` where it gave none.
  public var runs: [Int?]
  /// From the lowest to the highest run.
  public var spread: Int?
  /// Why there is no level, or why a person has to look at it.
  public var reasons: [Reason]
  /// What the level rests on.
  public var claims: [Claim]
  /// Quotes that the judge gave and that do not stand in the answer.
  public var droppedClaims: Int
  /// A hash of all that the model was asked, as 16 hexadecimal digits.
  public var promptHash: String?

  private enum CodingKeys: String, CodingKey {
    case competency, level, runs, spread, reasons, claims
    case droppedClaims = "dropped_claims"
    case promptHash = "prompt_hash"
  }

  /// Creates a rating.
  public init(
    competency: String,
    level: Int?,
    runs: [Int?] = [],
    spread: Int? = nil,
    reasons: [Reason] = [],
    claims: [Claim] = [],
    droppedClaims: Int = 0,
    promptHash: String? = nil
  ) {
    self.competency = competency
    self.level = level
    self.runs = runs
    self.spread = spread
    self.reasons = reasons
    self.claims = claims
    self.droppedClaims = droppedClaims
    self.promptHash = promptHash
  }

  /// Whether a person has to look at the rating before it is used.
  public var needsHuman: Bool { reasons.contains(where: \.asksForHuman) }
}
