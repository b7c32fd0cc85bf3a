/// What the words of one answer say about how it was said.
public struct SpokenWords: Equatable, Sendable {
  /// Where a silent pause stands in the sentence.
  public enum PausePlace: String, CaseIterable, Sendable {
    /// Between clauses.
    case boundary
    /// Inside a clause.
    case midClause = "mid_clause"
  }

  /// The measures.
  public var measures = WordMeasures()
  /// Filled pauses, lengthenings, repetitions and restarts: those with times first, in their
  /// order, then the others in the order of the words.
  public var disfluencies: [Disfluency] = []
  /// The place of each silent pause that was given, `nil` where no timed word stands before or
  /// after it.
  public var pausePlaces: [PausePlace?] = []

  /// Reads the words of one answer; without a file, a clock or a side effect.
  ///
  /// - Parameters:
  ///   - words: as they were said, at best with times; any order, any text.
  ///   - language: of the words.
  ///   - pauses: the silent pauses of the answer, as `DeliveryAnalysis.silentPauses` has them.
  ///   - answerSeconds: the answer's length; where it is `nil` the time from the first word's
  ///     beginning to the last word's end counts.
  ///   - keepsFilledPauses: whether whoever wrote the words wrote down "um" and cut-off words, too.
  ///     Where it does not, and the words hold none, filled pauses are not measured from words.
  ///   - soundedFilledPauses: filled pauses found in the sound, `nil` where none were looked for.
  public static func analyze(
    words: [SpokenWord],
    language: SpokenLanguage,
    pauses: [DeliveryAnalysis.Span] = [],
    answerSeconds: Double? = nil,
    keepsFilledPauses: Bool = true,
    soundedFilledPauses: [Disfluency]? = nil
  ) -> SpokenWords {
    var result = SpokenWords()
    result.measures.wordCount = words.count
    result.measures.syllableCount = words.reduce(0) {
      $0 + SyllableCounter.count($1.text, in: language)
    }
    result.pausePlaces = pauses.map { _ in nil }
    return result
  }
}
