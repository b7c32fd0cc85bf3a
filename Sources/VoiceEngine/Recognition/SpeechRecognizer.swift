public import Speech

/// Turns speech into words.
///
/// The engine opens one stream an utterance: from an onset of speech, pre-roll included, to a
/// pause.
public protocol SpeechRecognizer: Sendable {
  /// Whether a language can be recognized, by BCP-47 tag.
  func recognizes(language: String) -> Bool

  /// Opens a stream for one utterance.
  ///
  /// - Parameters:
  ///   - language: BCP-47 tag.
  ///   - terms: names and terms that are likely, likeliest first; a recognizer that cannot be told
  ///     of them leaves them out.
  ///   - report: called from any thread, in order: partials, then one final or failure.
  func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream
}

extension SpeechRecognizer {
  /// Opens a stream without terms.
  public func makeStream(
    language: String,
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    makeStream(language: language, terms: [], report: report)
  }
}

/// One utterance on its way through a recognizer.
///
/// All calls return at once.
public protocol RecognitionStream: Sendable {
  /// Takes the next samples; chunks are contiguous.
  func append(_ chunk: PCMChunk)
  /// Says that the utterance is over; the final result follows.
  func finish()
  /// Drops the utterance; nothing is reported any more.
  func cancel()
}

/// What a recognizer reports of one utterance.
public enum RecognitionUpdate: Equatable, Sendable {
  /// The belief so far.
  case partial(String)
  /// The settled words with times on the session's clock.
  case final([WordTiming])
  /// There will be no result; `code` is stable and holds nothing that was said.
  case failed(code: String)
}
