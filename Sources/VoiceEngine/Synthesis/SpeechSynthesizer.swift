public import Speech

/// Turns words into speech.
public protocol SpeechSynthesizer: Sendable {
  /// Speaks one sentence.
  ///
  /// - Returns: the whole sentence. An adapter that streams speaks in sentences short enough that
  ///   waiting for one costs less than the lead that is kept before the candidate's playout.
  /// - Throws: `EngineError` when the sentence cannot be spoken.
  func synthesize(_ request: SynthesisRequest) async throws(EngineError) -> SynthesizedSpeech
}

/// A sentence that is to be spoken.
public struct SynthesisRequest: Hashable, Sendable {
  /// The words.
  public var text: String
  /// BCP-47 tag.
  public var language: String
  /// The synthesizer's own voice name, or `nil` for the language's default.
  public var voice: String?

  /// Creates a request.
  public init(text: String, language: String, voice: String?) {
    self.text = text
    self.language = language
    self.voice = voice
  }
}

/// A spoken sentence.
public struct SynthesizedSpeech: Equatable, Sendable {
  /// `[n]` mono samples, −1…1.
  public var samples: [Float]
  /// Samples in a second.
  public var sampleRate: Int
  /// The words with times from the sentence's first sample.
  public var words: [WordTiming]
  /// Whether the times are reckoned from the text, because the voice gives none.
  public var wordTimesAreEstimated: Bool

  /// Creates a spoken sentence.
  public init(
    samples: [Float],
    sampleRate: Int,
    words: [WordTiming],
    wordTimesAreEstimated: Bool = false
  ) {
    self.samples = samples
    self.sampleRate = sampleRate
    self.words = words
    self.wordTimesAreEstimated = wordTimesAreEstimated
  }
}
