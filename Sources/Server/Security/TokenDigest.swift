/// What is kept of a secret token: enough to recognise it, too little to use it.
struct TokenDigest: Equatable, Sendable {
  /// The SHA-256 of the token.
  let bytes: [UInt8]

  /// The digest of a token.
  init(of token: String) { bytes = SHA256.digest(token) }

  /// A digest that was kept.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Whether a token that a client sent is the one, in constant time.
  func matches(_ token: String) -> Bool { SHA256.areEqual(bytes, SHA256.digest(token)) }

  /// Whether two digests are of the same token, in constant time.
  static func == (left: TokenDigest, right: TokenDigest) -> Bool {
    SHA256.areEqual(left.bytes, right.bytes)
  }
}
