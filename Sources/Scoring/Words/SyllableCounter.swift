/// Counts the syllables of written words.
public enum SyllableCounter {
  /// Syllables of a text: one word or many.
  ///
  /// - Parameters:
  ///   - text: any text; what is neither letter nor digit has no syllable.
  ///   - language: in which it is said.
  public static func count(_ text: some StringProtocol, in language: SpokenLanguage) -> Int {
    0
  }
}
