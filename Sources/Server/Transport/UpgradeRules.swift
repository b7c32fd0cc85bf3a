import CLws

/// What a WebSocket handshake must look like, checked before libwebsockets judges it: where that
/// refuses, the client sees nothing but a closed connection.
enum UpgradeRules {
  /// The client offers only subprotocols that the server does not speak.
  static let unknownSubprotocol = HTTPProblem(
    status: 400,
    code: "unknown_subprotocol",
    message: "The server speaks the WebSocket subprotocol vivavoce.v1, or none."
  )

  /// What is wrong with a handshake, or `nil`.
  static func problem(in reader: RequestReader) -> HTTPProblem? {
    guard reader.header(WSI_TOKEN_UPGRADE)?.lowercased() == "websocket" else {
      return .badRequest("The only upgrade is to websocket.")
    }
    guard reader.has(WSI_TOKEN_GET_URI), reader.has(WSI_TOKEN_HOST) else {
      return .badRequest("A WebSocket handshake is a GET with a Host.")
    }
    guard reader.header(WSI_TOKEN_VERSION) == "13" else {
      return HTTPProblem(
        status: 426,
        code: "websocket_version",
        message: "The WebSocket version must be 13.",
        headers: ["sec-websocket-version": "13"]
      )
    }
    guard let key = reader.header(WSI_TOKEN_KEY), (16...64).contains(key.utf8.count) else {
      return .badRequest("The Sec-WebSocket-Key is missing or not a key.")
    }
    let connection = (reader.header(WSI_TOKEN_CONNECTION) ?? "").lowercased()
    guard connection.utf8.count < 100, connection.contains("upgrade") else {
      return .badRequest("The Connection header does not ask for the upgrade.")
    }
    guard (reader.header(WSI_TOKEN_PROTOCOL) ?? "").utf8.count < 100 else {
      return .badRequest("The list of subprotocols is too long.")
    }
    return nil
  }
}
