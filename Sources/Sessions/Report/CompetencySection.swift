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
  /// Ids of the core questions whose answers show it.
  public var questions: [String]
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
    case id, label, anchors, questions, level, spread
    case needsHuman = "needs_human"
    case sentence
    case selfLevel = "self_level"
    case humanLevel = "human_level"
    case support
  }
}
