/// What the words of an answer say about its delivery: coaching for the candidate, never part of a
/// hiring evaluation.
///
/// `nil` means "not measured": no times, too short, or a transcript that leaves such things out.
/// `FeatureSet.wordMeasures` has the definitions. As JSON the keys carry the unit.
public struct WordMeasures: Codable, Equatable, Sendable {
  /// Words, without filled pauses and cut-off words.
  public var wordCount: Int
  /// Syllables of these words.
  public var syllableCount: Int
  /// Words ÷ answer length, in words a minute; English only.
  public var speechRateWordsPerMinute: Double?
  /// Syllables of words ÷ answer length.
  public var speechRateSyllablesPerSecond: Double?
  /// Syllables of words ÷ the time in which they were said.
  public var articulationRateSyllablesPerSecond: Double?
  /// Filled pauses, from words and sound together.
  public var filledPauseCount: Int?
  /// Filled pauses a minute of answer.
  public var filledPausesPerMinute: Double?
  /// Filled pauses per 100 words.
  public var filledPausesPer100Words: Double?
  /// Repetitions per 100 words.
  public var repetitionsPer100Words: Double?
  /// Restarts per 100 words.
  public var restartsPer100Words: Double?
  /// Lengthenings per 100 words.
  public var lengtheningsPer100Words: Double?
  /// Silent pauses between clauses.
  public var boundaryPauseCount: Int?
  /// Silent pauses inside a clause.
  public var midClausePauseCount: Int?

  private enum CodingKeys: String, CodingKey {
    case wordCount = "word_count"
    case syllableCount = "word_syllable_count"
    case speechRateWordsPerMinute = "speech_rate_words_per_min"
    case speechRateSyllablesPerSecond = "word_speech_rate_syll_s"
    case articulationRateSyllablesPerSecond = "word_articulation_rate_syll_s"
    case filledPauseCount = "filled_pause_count"
    case filledPausesPerMinute = "filled_pauses_per_min"
    case filledPausesPer100Words = "filled_pauses_per_100_words"
    case repetitionsPer100Words = "repetitions_per_100_words"
    case restartsPer100Words = "restarts_per_100_words"
    case lengtheningsPer100Words = "lengthenings_per_100_words"
    case boundaryPauseCount = "boundary_pause_count"
    case midClausePauseCount = "mid_clause_pause_count"
  }

  /// Creates measures of nothing.
  public init() {
    wordCount = 0
    syllableCount = 0
  }
}
