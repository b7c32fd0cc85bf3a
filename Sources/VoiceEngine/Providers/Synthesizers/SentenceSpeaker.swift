import Speech

/// Speaks sentences, or says why not in a provider's terms.
public protocol SentenceSpeaker: Sendable {
  /// A spoken sentence, its words without times where the provider gives none.
  ///
  /// - Throws: `ProviderError`.
  func speech(
    for request: SynthesisRequest,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> SynthesizedSpeech
}

/// A provider's protocol for speech, without the network: one file an adapter.
public protocol SpeechAPI: Sendable {
  /// The request for one sentence; the deadlines are set by whoever sends it.
  func request(for sentence: SynthesisRequest) throws(ProviderError) -> HTTPStreamRequest

  /// The sound in the body of a success.
  func speech(
    in answer: [UInt8],
    of sentence: SynthesisRequest
  ) throws(ProviderError) -> SynthesizedSpeech
}

/// Speaks over HTTP.
public struct HTTPSpeaker: SentenceSpeaker {
  private let api: any SpeechAPI
  private let client: HTTPStreamClient

  /// Creates a speaker.
  public init(_ api: any SpeechAPI, client: HTTPStreamClient) {
    self.api = api
    self.client = client
  }

  /// Sends the sentence and takes in the sound while it is being made.
  public func speech(
    for sentence: SynthesisRequest,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> SynthesizedSpeech {
    var request = try api.request(for: sentence)
    request.deadlines = deadlines
    return try api.speech(in: try await client.answer(to: request), of: sentence)
  }
}

/// Puts an embedded synthesizer at the end of a fallback list.
public struct EmbeddedSpeaker: SentenceSpeaker {
  private let synthesizer: any SpeechSynthesizer

  /// Creates a speaker.
  public init(_ synthesizer: any SpeechSynthesizer) { self.synthesizer = synthesizer }

  /// Speaks with the language's own voice.
  ///
  /// The synthesizer's own deadline holds.
  public func speech(
    for request: SynthesisRequest,
    deadlines: HTTPStreamRequest.Deadlines
  ) async throws(ProviderError) -> SynthesizedSpeech {
    var request = request
    request.voice = nil
    do throws(EngineError) {
      return try await synthesizer.synthesize(request)
    } catch {
      throw error.code == .timedOut ? .timedOut(.total) : .declined
    }
  }
}

/// Which of a provider's voices speaks a sentence.
public struct VoiceChoice: Equatable, Sendable {
  private let voices: [String: String]
  private let standard: String

  /// Creates a choice.
  ///
  /// - Parameters:
  ///   - standard: the voice for languages that have none of their own.
  ///   - voices: voice names by primary subtag.
  public init(standard: String, voices: [String: String] = [:]) {
    self.standard = standard
    self.voices = voices
  }

  /// The voice: the one that is asked for if the provider has it, else the language's.
  ///
  /// A scenario names the voice of one provider; another must not be asked for it.
  public func voice(for request: SynthesisRequest) -> String {
    if let wanted = request.voice, wanted == standard || voices.values.contains(wanted) {
      return wanted
    }
    return voices[LanguageTag.primary(of: request.language)] ?? standard
  }
}
