/// Something that was said of a session after it, and when.
public struct ReviewEvent: Equatable, Sendable {
  /// Seconds since 1970.
  public var wall: Double
  /// What was said.
  public var review: Review

  /// Creates an event.
  public init(wall: Double, review: Review) {
    self.wall = wall
    self.review = review
  }
}

/// What the candidate, a rater or a judge says of a session.
///
/// As JSON one flat object with a `type`. Nothing of it is ever changed: whoever rates again adds
/// to it.
public enum Review: Equatable, Sendable {
  /// The candidate rated the own answers, before the report was shown.
  case selfRated(SelfRating)
  /// A person rated the answers.
  case humanRated(HumanRating)
  /// A judge evaluated the answers.
  case judged(SessionEvaluation)
}

/// What a candidate thinks of the own answers.
public struct SelfRating: Codable, Equatable, Sendable {
  /// Level by competency, on the rubric's scale.
  public var levels: [String: Int]

  /// Creates a rating.
  public init(levels: [String: Int]) { self.levels = levels }
}

/// What a person who rates thinks of the answers.
public struct HumanRating: Codable, Equatable, Sendable {
  /// Who rates, as the rater signs.
  public var rater: String
  /// One a competency; a level that is `nil` is "insufficient evidence".
  public var ratings: [Level]

  /// A competency's level.
  public struct Level: Codable, Equatable, Sendable {
    /// The competency's id.
    public var competency: String
    /// The level, or `nil` for insufficient evidence.
    public var level: Int?
    /// What the rater noted.
    public var note: String?

    /// Creates a level.
    public init(competency: String, level: Int?, note: String? = nil) {
      self.competency = competency
      self.level = level
      self.note = note
    }
  }

  /// Creates a rating.
  public init(rater: String, ratings: [Level]) {
    self.rater = rater
    self.ratings = ratings
  }
}

extension Review: Codable {
  private enum Key: String, CodingKey { case type }

  private enum Kind: String, Codable {
    case selfRated = "self.rated"
    case humanRated = "human.rated"
    case judged = "answers.judged"
  }

  /// Encodes the flat form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .selfRated(let rating):
      try container.encode(Kind.selfRated, forKey: .type)
      try rating.encode(to: encoder)
    case .humanRated(let rating):
      try container.encode(Kind.humanRated, forKey: .type)
      try rating.encode(to: encoder)
    case .judged(let evaluation):
      try container.encode(Kind.judged, forKey: .type)
      try evaluation.encode(to: encoder)
    }
  }

  /// Decodes the flat form.
  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .type) {
    case .selfRated: self = .selfRated(try SelfRating(from: decoder))
    case .humanRated: self = .humanRated(try HumanRating(from: decoder))
    case .judged: self = .judged(try SessionEvaluation(from: decoder))
    }
  }
}
