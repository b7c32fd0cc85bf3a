/// A place where the flow of speech was held up, as an event with its evidence.
///
/// Usual in fluent speech, at about six in a hundred words (Bortfeld et al. 2001): measured
/// behaviour, never an error.
public struct Disfluency: Equatable, Sendable {
  /// What happened.
  public enum Kind: String, CaseIterable, Sendable {
    /// "um", "uh", "euh".
    case filledPause = "filled_pause"
    /// A word that was drawn out.
    case lengthening
    /// One to four words said again at once.
    case repetition
    /// A word cut off, or a start given up for another.
    case restart
  }

  /// How it is known.
  public enum Evidence: String, CaseIterable, Sendable {
    /// From the words of a transcript.
    case word
    /// From the sound.
    case acoustic
  }

  /// What happened.
  public var kind: Kind
  /// When, or `nil` where the words have no times.
  public var span: DeliveryAnalysis.Span?
  /// The words concerned, as positions in the transcript; empty for evidence from sound.
  public var words: Range<Int>
  /// How it is known.
  public var evidence: Evidence
  /// How surely it is what `kind` says, 0…1.
  public var certainty: Double
}
