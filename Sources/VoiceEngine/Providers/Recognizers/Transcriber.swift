public import Speech

/// One utterance, whole.
public struct RecordedSpeech: Equatable, Sendable {
  /// `[n]` mono samples at 16 kHz.
  public var samples: [Int16]
  /// BCP-47 tag.
  public var language: String
  /// Names and terms that may occur, likely ones first.
  public var terms: [String]

  /// Creates an utterance.
  public init(samples: [Int16], language: String, terms: [String] = []) {
    self.samples = samples
    self.language = language
    self.terms = terms
  }

  /// Its length.
  public var duration: Duration {
    Duration(ticks: Int64(samples.count) * PCMChunk.ticksPerSample)
  }
}

/// Turns whole utterances into words.
public protocol Transcriber: Sendable {
  /// Whether a language can be transcribed, by BCP-47 tag.
  func transcribes(language: String) -> Bool

  /// The words of an utterance, with times from its first sample.
  ///
  /// - Throws: `ProviderError`.
  func words(
    of speech: RecordedSpeech,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> [WordTiming]
}

/// A provider's protocol for transcription, without the network: one file an adapter.
public protocol TranscriptionAPI: Sendable {
  /// The request for one utterance; the deadlines are set by whoever sends it.
  func request(for speech: RecordedSpeech) throws(ProviderError) -> HTTPStreamRequest

  /// The words in the body of a success.
  func words(
    in answer: [UInt8],
    of speech: RecordedSpeech
  ) throws(ProviderError) -> [WordTiming]
}

/// Transcribes over HTTP.
public struct HTTPTranscriber: Transcriber {
  private let api: any TranscriptionAPI
  private let client: HTTPStreamClient
  private let languages: Set<String>

  /// Creates a transcriber.
  ///
  /// - Parameter languages: primary subtags that the model knows; empty for all.
  public init(_ api: any TranscriptionAPI, client: HTTPStreamClient, languages: Set<String> = []) {
    self.api = api
    self.client = client
    self.languages = languages
  }

  /// Whether the tag's primary subtag is among the languages.
  public func transcribes(language: String) -> Bool {
    languages.isEmpty || languages.contains(LanguageTag.primary(of: language))
  }

  /// Sends the utterance and reads the words.
  public func words(
    of speech: RecordedSpeech,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> [WordTiming] {
    var request = try api.request(for: speech)
    request.deadlines = deadlines
    request.answerLimit = 4 << 20
    return try api.words(in: try await client.answer(to: request), of: speech)
  }
}
