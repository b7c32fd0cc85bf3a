/// Deepgram's `GET /v1/listen` over WebSocket, hosted or self-hosted, with models of the Nova
/// family.
///
/// Asks for what was really said: fillers are kept, nothing is formatted, and where a turn ends is
/// left to the engine.
public struct DeepgramRecognizer: SpeechRecognizer {
  private let lines: RecognitionLines
  private let languages: Set<String>

  /// Creates a recognizer.
  ///
  /// - Parameters:
  ///   - endpoint: the address is usually `wss://api.deepgram.com`.
  ///   - languages: primary subtags that the model knows; empty for all.
  public init(
    _ endpoint: ProviderEndpoint,
    client: WebSocketStreamClient,
    languages: Set<String> = [],
    policy: ProviderPolicy = .streamingRecognizer,
    clock: ProviderClock = .continuous
  ) {
    let api = DeepgramListening(endpoint: endpoint)
    lines = RecognitionLines(api, client: client, policy: policy, clock: clock)
    self.languages = languages
  }

  /// Whether the tag's primary subtag is among the languages.
  public func recognizes(language: String) -> Bool {
    languages.isEmpty || languages.contains(LanguageTag.primary(of: language))
  }

  /// Opens a stream; of the terms as many are told as Deepgram takes.
  public func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream {
    lines.makeStream(language: language, terms: terms, report: report)
  }

  /// Streams that wait for another utterance.
  var restingCount: Int { lines.restingCount }
}

/// The protocol.
struct DeepgramListening: StreamingRecognitionAPI {
  /// Most terms that are told, and most letters of them all: more than 500 tokens stop the
  /// transcription without a word.
  static let termLimit = (count: 100, letters: 1_000)
  /// Tags with a region that have a model of their own; others go by their primary subtag.
  private static let regions: Set<String> = [
    "en-AU", "en-GB", "en-IN", "en-NZ", "en-US", "de-CH", "es-419", "fr-CA", "nl-BE", "pt-BR",
    "pt-PT",
  ]

  let endpoint: ProviderEndpoint
  let greeting: String? = nil
  let ending = #"{"type":"Finalize"}"#
  let closing: String? = #"{"type":"CloseStream"}"#
  let keepAlive: String? = #"{"type":"KeepAlive"}"#

  func request(language: String, terms: [String]) throws(ProviderError) -> WebSocketStreamRequest {
    let hasOwnModel = DeepgramListening.regions.contains(language)
    let tag = hasOwnModel ? language : LanguageTag.primary(of: language)
    let query = [
      ("model", endpoint.model), ("language", tag), ("encoding", "linear16"),
      ("sample_rate", "16000"), ("channels", "1"), ("interim_results", "true"),
      ("filler_words", "true"), ("punctuate", "true"), ("smart_format", "false"),
      ("endpointing", "false"),
    ]
    var path =
      "/v1/listen?" + query.map { "\($0)=\(PercentEncoding.encoded($1))" }.joined(separator: "&")
    for term in DeepgramListening.told(terms, isNova3: endpoint.model.hasPrefix("nova-3")) {
      guard path.utf8.count + term.utf8.count < WebSocketAddress.pathLimit else { break }
      path += "&" + term
    }
    let key = endpoint.key.map { [(name: "Authorization", value: $0.header("Token "))] } ?? []
    return WebSocketStreamRequest(address: endpoint.address + path, headers: key)
  }

  /// The parameters for terms: older models know single words only.
  private static func told(_ terms: [String], isNova3: Bool) -> [String] {
    var letters = 0
    let fitting = terms.prefix { term in
      letters += term.count
      return letters <= termLimit.letters
    }
    return fitting.filter { isNova3 || !$0.contains(where: \.isWhitespace) }
      .prefix(termLimit.count)
      .map { (isNova3 ? "keyterm=" : "keywords=") + PercentEncoding.encoded($0) }
  }

  /// Results, and the summary that ends a stream; messages that are not known are skipped.
  func pieces(of message: String) throws(ProviderError) -> [RecognitionPiece] {
    let message = try JSONBody.read(Message.self, from: message.utf8)
    switch message.type {
    case "Results":
      guard let best = message.channel?.alternatives?.first else { return [] }
      let end = message.from_finalize == true ? [RecognitionPiece.end] : []
      guard message.is_final == true else { return [.partial(best.transcript ?? "")] + end }
      let words = (best.words ?? []).map(\.streamed)
      let through = message.start.flatMap { start in message.duration.map { start + $0 } }
      return [.settled(words, through: through)] + end
    case "Metadata": return [.end]
    case "Error": throw .unavailable(status: 200, retryAfter: nil)
    default: return []
    }
  }

  private struct Message: Decodable {
    struct Channel: Decodable {
      // Some messages have numbers where results have alternatives.
      var alternatives: [Alternative]?

      init(from decoder: any Decoder) throws {
        let fields = try? decoder.container(keyedBy: Key.self)
        alternatives = try fields?.decodeIfPresent([Alternative].self, forKey: .alternatives)
      }

      private enum Key: String, CodingKey { case alternatives }
    }
    struct Alternative: Decodable {
      var transcript: String?
      var words: [Word]?
    }
    struct Word: Decodable {
      var word: String
      var punctuated_word: String?
      var start: Double
      var end: Double
      var confidence: Double?

      var streamed: StreamedWord {
        StreamedWord(
          text: punctuated_word ?? word,
          start: start,
          end: end,
          confidence: confidence
        )
      }
    }
    var type: String
    var start: Double?
    var duration: Double?
    var is_final: Bool?
    var from_finalize: Bool?
    var channel: Channel?
  }
}
