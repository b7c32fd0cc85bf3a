/// WebSocket close codes and what they mean here.
enum CloseCode {
  /// The session is over.
  static let done: UInt16 = 1000
  /// The server or the page goes away.
  static let goingAway: UInt16 = 1001
  /// Never sent: the connection ended without a close message.
  static let abnormal: UInt16 = 1006
  /// Text that is not UTF-8.
  static let notUTF8: UInt16 = 1007
  /// The protocol was not kept to, or the client may not do this.
  static let policy: UInt16 = 1008
  /// The client did not read what was sent; it is cut, so it sees 1006.
  static let slowClient: UInt16 = 1008
  /// A message over the limit.
  static let tooBig: UInt16 = 1009
  /// Something went wrong in the server.
  static let internalError: UInt16 = 1011
  /// The server restarts; resume elsewhere.
  static let restarting: UInt16 = 1012
  /// A limit of the server is reached; try again later.
  static let overloaded: UInt16 = 1013
  /// The candidate did not consent to the recording.
  static let consentMissing: UInt16 = 4001
  /// There is no such scenario.
  static let unknownScenario: UInt16 = 4002
  /// The session is over or its token is.
  static let expired: UInt16 = 4003
  /// Another connection resumed the session.
  static let takenOver: UInt16 = 4004
}
