/// The WebSocket protocol of vosk-server: self-hosted, one language a server.
///
/// Vosk writes down what it hears and formats nothing. Terms are left out: what the server calls a
/// phrase list are the only words that it would hear then.
public struct VoskRecognizer: SpeechRecognizer {
  private let lines: RecognitionLines
  private let languages: Set<String>

  /// Creates a recognizer.
  ///
  /// - Parameters:
  ///   - endpoint: the address is that of the server, as in `ws://127.0.0.1:2700`; the model is
  ///     the server's own.
  ///   - languages: primary subtags of the server's model; empty for all.
  public init(
    _ endpoint: ProviderEndpoint,
    client: WebSocketStreamClient,
    languages: Set<String> = [],
    policy: ProviderPolicy = .streamingRecognizer,
    clock: ProviderClock = .continuous
  ) {
    let api = VoskListening(endpoint: endpoint)
    lines = RecognitionLines(api, client: client, policy: policy, clock: clock)
    self.languages = languages
  }

  /// Whether the tag's primary subtag is among the languages.
  public func recognizes(language: String) -> Bool {
    languages.isEmpty || languages.contains(LanguageTag.primary(of: language))
  }

  /// Opens a stream; each has a connection of its own, which the server closes after it.
  public func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    lines.makeStream(language: language, terms: [], report: report)
  }
}

/// The protocol.
struct VoskListening: StreamingRecognitionAPI {
  let endpoint: ProviderEndpoint
  let greeting: String? =
    #"{"config" : {"sample_rate" : 16000, "words" : true, "max_alternatives" : 0}}"#
  /// The server compares the whole text, spaces included.
  let ending = #"{"eof" : 1}"#
  let closing: String? = nil
  let keepAlive: String? = nil

  func request(language: String, terms: [String]) throws(ProviderError) -> WebSocketStreamRequest {
    WebSocketStreamRequest(address: endpoint.address, headers: endpoint.bearer)
  }

  /// Beliefs and results; the server ends the utterance by closing.
  func pieces(of message: String) throws(ProviderError) -> [RecognitionPiece] {
    let message = try JSONBody.read(Message.self, from: message.utf8)
    if let text = message.text {
      let words = message.result ?? []
      return words.isEmpty ? [.settledText(text)] : [.settled(words.map(\.streamed), through: nil)]
    }
    return message.partial.map { [.partial($0)] } ?? []
  }

  private struct Message: Decodable {
    struct Word: Decodable {
      var word: String
      var start: Double
      var end: Double
      var conf: Double?

      var streamed: StreamedWord {
        StreamedWord(text: word, start: start, end: end, confidence: conf)
      }
    }
    var partial: String?
    var text: String?
    var result: [Word]?
  }
}
