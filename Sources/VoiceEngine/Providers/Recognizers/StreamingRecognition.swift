import Speech

/// A provider's protocol for streamed recognition, without the network: one file an adapter.
///
/// Audio goes out as little-endian 16-bit PCM at 16 kHz in binary messages.
protocol StreamingRecognitionAPI: Sendable {
  /// The stream for a language; its deadline is set by whoever opens it.
  func request(language: String, terms: [String]) throws(ProviderError) -> WebSocketStreamRequest

  /// What is sent first on a new stream.
  var greeting: String? { get }

  /// Asks for the words of all audio so far.
  var ending: String { get }

  /// Ends a stream that does not end with the utterance, and is then kept for the next one.
  var closing: String? { get }

  /// Keeps a stream open on which no audio goes out.
  var keepAlive: String? { get }

  /// What a message says.
  ///
  /// - Throws: `ProviderError` for a message that reports an error, or that breaks the protocol.
  func pieces(of message: String) throws(ProviderError) -> [RecognitionPiece]
}

/// A piece of a transcript on its way.
enum RecognitionPiece: Equatable, Sendable {
  /// What is believed of the audio that is not settled.
  case partial(String)
  /// Settled words, and the second of the stream up to which they settle it, where it is told.
  case settled([StreamedWord], through: Double?)
  /// Settled text without times.
  case settledText(String)
  /// All words of the audio that an ending was sent for have been told.
  case end
}

/// A word with its place on the stream.
struct StreamedWord: Equatable, Sendable {
  var text: String
  /// Seconds since the stream's first sample.
  var start: Double
  var end: Double
  /// 0…1, or `nil`.
  var confidence: Double?
}

extension ProviderPolicy {
  /// For recognizers that stream: while somebody speaks, a second attempt costs only patience.
  public static let streamingRecognizer = ProviderPolicy(
    attempt: .init(
      connect: .seconds(2),
      firstByte: .seconds(5),
      stall: .seconds(4),
      total: .seconds(9)
    ),
    total: .milliseconds(9_500),
    attempts: 3
  )
}
