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
  ///   - words: as they were said, at best with times, in the order of the transcript; any text.
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
    let tokens = TranscriptToken.tokens(of: words, language: language)
    let silences = DeliveryAnalysis.Span.joined(pauses)
    let found = DisfluencyFinder(language: language).find(in: tokens, pauses: silences)
    let filled = FilledPauseMerger.merge(
      written: found.filledPauses,
      sounded: soundedFilledPauses ?? [],
      words: tokens.filter { $0.role == .content }.compactMap(\.span)
    )
    let knowsFilled =
      keepsFilledPauses || soundedFilledPauses != nil || !found.filledPauses.isEmpty
    var result = SpokenWords()
    result.pausePlaces = PausePlacer(language: language).places(of: pauses, among: tokens)
    result.disfluencies =
      (filled + found.repetitions + found.restarts + (found.lengthenings ?? []))
      .sorted(by: Disfluency.isBefore)
    var tally = WordTally(tokens: tokens, language: language, silences: silences)
    tally.filledPauses = knowsFilled ? filled : nil
    tally.answerSeconds = answerSeconds
    tally.findings = found
    result.measures = tally.measures
    result.measures.count(result.pausePlaces)
    return result
  }
}

extension WordMeasures {
  /// Counts the places of pauses; where none is known there is nothing to count.
  fileprivate mutating func count(_ places: [SpokenWords.PausePlace?]) {
    guard places.contains(where: { $0 != nil }) else { return }
    boundaryPauseCount = places.count { $0 == .boundary }
    midClausePauseCount = places.count { $0 == .midClause }
  }
}
