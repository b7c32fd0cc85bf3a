/// Every bound of the transport; each stops a way to exhaust the server.
struct TransportLimits: Sendable {
  /// WebSocket connections at a time; one more is refused with 503.
  var webSockets = 1_000
  /// Sockets at a time beyond `webSockets`, for HTTP; one more is refused with 503 unread.
  var spareSockets = 256
  /// Largest text message, whole, in bytes; a larger one closes the connection with 1009.
  var textBytes = 64 * 1_024
  /// Largest binary message, whole, in bytes; a larger one closes the connection with 1009.
  var binaryBytes = 4 * 1_024
  /// Messages that wait for a client to read; one more and the connection is cut.
  var outboxMessages = 4_096
  /// Bytes that wait for a client to read; more and the connection is cut.
  var outboxBytes = 1_024 * 1_024
  /// Largest request body in bytes; a larger one is refused with 413.
  var requestBodyBytes = 64 * 1_024
  /// Largest sum of the request's header values in bytes; more closes the connection.
  var headerBytes: UInt16 = 8 * 1_024
  /// Time for a request's headers to arrive.
  var headerTimeout = Duration.seconds(10)
  /// Time for a request's body to arrive, and for a client to read the next piece of a response.
  var progressTimeout = Duration.seconds(30)
  /// Time for a handler to answer; after it the client gets 504.
  var answerTimeout = Duration.seconds(120)
  /// Time for a closing WebSocket to take what is queued and to acknowledge the close.
  var closeTimeout = Duration.seconds(5)
  /// Silence of a WebSocket after which it is pinged, whole seconds.
  var pingAfter = Duration.seconds(20)
  /// Silence of a WebSocket after which it is cut, whole seconds.
  var cutAfter = Duration.seconds(30)
}
