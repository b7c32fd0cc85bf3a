/// A WebSocket to a provider that is to be opened.
public struct WebSocketStreamRequest: Sendable {
  /// Absolute, `ws` or `wss`, with its query.
  public var address: String
  /// Names and values; keys travel here and nowhere else.
  public var headers: [(name: String, value: String)]
  /// Longest time for name, connection, TLS and upgrade together.
  public var connectDeadline: Duration
  /// Bytes that may wait for a provider that does not read; more and the stream fails.
  public var queueLimit: Int
  /// Longest message that is taken, in bytes; a longer one fails the stream.
  public var messageLimit: Int

  /// Creates a request.
  public init(
    address: String,
    headers: [(name: String, value: String)] = [],
    connectDeadline: Duration = .seconds(3),
    queueLimit: Int = 4 << 20,
    messageLimit: Int = 1 << 20
  ) {
    self.address = address
    self.headers = headers
    self.connectDeadline = connectDeadline
    self.queueLimit = queueLimit
    self.messageLimit = messageLimit
  }
}

extension WebSocketStreamRequest: CustomStringConvertible, CustomReflectable {
  /// The kind alone: address and headers may hold what nobody else should read.
  public var description: String { "WebSocket request" }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What happens on a stream; one of the last three ends it.
public enum WebSocketStreamEvent: Equatable, Sendable {
  /// The upgrade is done; what was sent before goes out now.
  case opened
  /// A whole text message came.
  case text(String)
  /// Some time went by, 50 ms or a little more; also while the stream is not open yet.
  case tick
  /// The provider closed it with a code; 1005 where it gave none.
  case closed(code: UInt16)
  /// It broke, or never came about.
  case failed(ProviderError)
}
