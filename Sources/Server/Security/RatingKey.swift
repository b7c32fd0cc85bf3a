import COpenSSL

/// The key with which a person reads and rates one session.
///
/// It is made of the operator's token and the session's id with HMAC-SHA-256 and kept nowhere:
/// whoever has one learns neither the token nor the key of another session, and a new token of the
/// operator ends all of them.
struct RatingKey: Equatable, Sendable {
  /// What is handed on: 43 characters, as other tokens.
  let text: String

  /// The key of a session.
  init(session id: String, operatorToken: TokenDigest) {
    let message = Array("vivavoce rating \(id)".utf8)
    var code = [UInt8](repeating: 0, count: SHA256.byteCount)
    var count: UInt32 = 0
    let made = HMAC(
      EVP_sha256(),
      operatorToken.bytes,
      Int32(operatorToken.bytes.count),
      message,
      message.count,
      &code,
      &count
    )
    precondition(made != nil && count == SHA256.byteCount, "the library has HMAC with SHA-256")
    text = Base64URL.encode(code)
  }

  /// Whether a token that a client sent is this key, in constant time.
  func matches(_ token: String) -> Bool { TokenDigest(of: text).matches(token) }
}
