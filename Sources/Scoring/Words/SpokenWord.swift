public import Speech

/// A word of a transcript, with its time where the transcript has one.
public struct SpokenWord: Equatable, Sendable {
  /// The word as written, with the punctuation that is attached to it.
  public var text: String
  /// When it was said, or `nil` where that is not known.
  public var span: DeliveryAnalysis.Span?

  /// Creates a word without a time.
  public init(text: String) {
    self.text = text
  }

  /// Creates a timed word.
  ///
  /// Of times that are not finite or run backwards only the word is kept.
  public init(text: String, startSeconds: Double, endSeconds: Double) {
    self.text = text
    guard startSeconds.isFinite, endSeconds.isFinite, startSeconds <= endSeconds else { return }
    span = .init(startSeconds: startSeconds, endSeconds: endSeconds)
  }

  /// Creates a word from a recognizer's.
  ///
  /// - Parameter origin: the position of the session's clock that counts as second 0.
  public init(_ word: WordTiming, since origin: SampleTime = .zero) {
    self.init(
      text: word.text,
      startSeconds: word.start.seconds - origin.seconds,
      endSeconds: word.end.seconds - origin.seconds
    )
  }

  /// The words of a plain text: what stands between white space.
  public static func words(of text: String) -> [SpokenWord] {
    text.split(whereSeparator: \.isWhitespace).map { SpokenWord(text: String($0)) }
  }
}
