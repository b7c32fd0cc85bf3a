/// What identifies a session to its candidate. The tokens are kept as hashes only.
struct SessionTicket: Sendable {
  /// Unguessable id.
  var sessionID: String
  /// Opens the session's HTTP API.
  var accessToken: String
  /// Brings a lost connection back.
  var resumeToken: String
  /// Seconds since 1970 at which all of it is erased.
  var expiresAt: Double
  /// BCP-47 tag.
  var language: String
}
