import COpenSSL

/// Secrets that nobody can guess, from the library's random generator.
enum RandomToken {
  /// The system gave no random bytes; nothing secret may be made then.
  struct Failure: Error, CustomStringConvertible {
    /// A sentence for an operator.
    var description: String { "the system's random generator failed" }
  }

  /// 32 random bytes as base64url: 43 characters.
  ///
  /// - Throws: `RandomToken.Failure`.
  static func make() throws(Failure) -> String { Base64URL.encode(try bytes(32)) }

  /// 16 random bytes as base64url: 22 characters, for ids that must not be guessed.
  ///
  /// - Throws: `RandomToken.Failure`.
  static func makeIdentifier() throws(Failure) -> String { Base64URL.encode(try bytes(16)) }

  private static func bytes(_ count: Int) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw Failure() }
    return bytes
  }
}
