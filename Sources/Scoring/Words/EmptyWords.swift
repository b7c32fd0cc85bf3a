/// The words of an answer that hold up its flow and say nothing: for whoever reads what was said.
///
/// The same rules as the measures', without times, and with one difference: a double that emphasis
/// may ask for ("very very") is no repetition to be counted, and yet says nothing that the single
/// word does not.
public struct EmptyWords: Sendable {
  private let language: SpokenLanguage

  /// Creates a reader of a language.
  public init(language: SpokenLanguage) { self.language = language }

  /// Filled pauses, repetitions and restarts among the words of an answer, in their order.
  ///
  /// Of a repetition the copies before the last are given, of a restart what is given up; their
  /// places are positions in `words` and may overlap.
  ///
  /// - Parameter words: as they were said, with their punctuation; times are not looked at.
  public func find(in words: [String]) -> [Disfluency] {
    let tokens = TranscriptToken.tokens(
      of: words.map { SpokenWord(text: $0) },
      language: language
    )
    let finder = DisfluencyFinder(language: language, doubles: .byGrammar)
    let found = finder.find(in: tokens, pauses: [])
    return (found.filledPauses + found.repetitions + found.restarts)
      .sorted { $0.words.lowerBound < $1.words.lowerBound }
  }
}
