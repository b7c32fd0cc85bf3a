/// A language whose syllables the analyser is calibrated for.
public enum SpokenLanguage: String, CaseIterable, Sendable {
  /// English, whose unstressed vowels often merge with their neighbours.
  case english = "en"
  /// French, whose syllables are of more even level and length.
  case french = "fr"
}
