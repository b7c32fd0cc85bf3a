/// The HTTP server that comes with Piper: the text is posted, a WAV file comes back.
///
/// Where to differs: since 1.4 the path is `/synthesize`, before it was `/`.
public struct PiperSpeech: SpeechAPI {
  private let endpoint: ProviderEndpoint
  private let voices: VoiceChoice

  /// Creates the adapter; the address has its path, and an empty voice is the server's own.
  public init(_ endpoint: ProviderEndpoint, voices: VoiceChoice) {
    self.endpoint = endpoint
    self.voices = voices
  }

  /// JSON with the text and, where there is one, the voice.
  public func request(for sentence: SynthesisRequest) throws(ProviderError) -> HTTPStreamRequest {
    struct Body: Encodable {
      var text: String
      var voice: String?
    }
    let voice = voices.voice(for: sentence)
    return HTTPStreamRequest(
      address: endpoint.address,
      headers: endpoint.bearer + [("Content-Type", "application/json")],
      body: try JSONBody.write(Body(text: sentence.text, voice: voice.isEmpty ? nil : voice))
    )
  }

  /// A WAV file.
  public func speech(
    in answer: [UInt8],
    of sentence: SynthesisRequest
  ) throws(ProviderError) -> SynthesizedSpeech { try SoundReader.speech(wav: answer) }
}
