/// `POST /audio/speech` as OpenAI documents it and Kokoro-FastAPI and speaches speak it.
public struct OpenAISpeech: SpeechAPI {
  /// How the sound comes.
  public enum Format: String, CaseIterable, Sendable {
    /// 16-bit mono at 24 kHz without a header.
    case pcm
    /// With a header that gives the rate.
    case wav
  }

  /// The rate of `pcm`, in hertz.
  static let pcmRate = 24_000

  private let endpoint: ProviderEndpoint
  private let voices: VoiceChoice
  private let format: Format

  /// Creates the adapter; the endpoint's address ends with the version, as in `…/v1`.
  public init(_ endpoint: ProviderEndpoint, voices: VoiceChoice, format: Format = .pcm) {
    self.endpoint = endpoint
    self.voices = voices
    self.format = format
  }

  /// JSON with the text and the voice.
  public func request(for sentence: SynthesisRequest) throws(ProviderError) -> HTTPStreamRequest {
    struct Body: Encodable {
      var model: String
      var input: String
      var voice: String
      var response_format: String
    }
    let body = Body(
      model: endpoint.model,
      input: sentence.text,
      voice: voices.voice(for: sentence),
      response_format: format.rawValue
    )
    return HTTPStreamRequest(
      address: endpoint.address + "/audio/speech",
      headers: endpoint.bearer + [("Content-Type", "application/json")],
      body: try JSONBody.write(body)
    )
  }

  /// PCM or a WAV file.
  ///
  /// Nearly any bytes are PCM; but text is valid UTF-8 without a zero, which sound hardly ever is.
  /// An error or a page that comes with status 200 must not be played.
  public func speech(
    in answer: [UInt8],
    of sentence: SynthesisRequest
  ) throws(ProviderError) -> SynthesizedSpeech {
    switch format {
    case .pcm:
      let isText = !answer.contains(0) && String(validating: answer, as: UTF8.self) != nil
      guard !isText || answer.isEmpty else { throw .malformed }
      return try SoundReader.speech(pcm: answer, sampleRate: OpenAISpeech.pcmRate)
    case .wav: return try SoundReader.speech(wav: answer)
    }
  }
}
