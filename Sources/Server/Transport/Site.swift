/// What one listener serves; called on the lane of the connection that asks.
protocol Site: AnyObject, Sendable {
  /// Says who handles a WebSocket connection, or why there is none.
  func decide(on upgrade: UpgradeRequest, lane: Lane) -> UpgradeDecision
  /// Answers a request through the responder, now or later.
  func answer(_ request: HTTPRequest, lane: Lane, with responder: HTTPResponder)
}

/// A client asks to speak WebSocket.
struct UpgradeRequest: Sendable {
  /// The path.
  var path: String
  /// The query's items in order.
  var query: [(name: String, value: String)]
  /// The headers that the server reads.
  var headers: HTTPRequestHeaders
  /// The subprotocols that the client offers, in its order; empty where it offers none.
  var subprotocols: [String]
}

/// What becomes of a client that asks to speak WebSocket.
enum UpgradeDecision {
  /// The handler takes the connection.
  case accept(any WebSocketHandler)
  /// The client gets an HTTP answer instead.
  case refuse(HTTPProblem)
}
