import COpenSSL

/// SHA-256 digests, and comparing them without telling by time where they differ.
enum SHA256 {
  /// Bytes of a digest.
  static let byteCount = 32

  /// The digest of bytes.
  static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: byteCount)
    var count: UInt32 = 0
    let status = EVP_Digest(bytes, bytes.count, &digest, &count, EVP_sha256(), nil)
    precondition(status == 1 && count == byteCount, "the library has SHA-256")
    return digest
  }

  /// The digest of a text's UTF-8 bytes.
  static func digest(_ text: String) -> [UInt8] { digest(Array(text.utf8)) }

  /// Whether two digests are equal, in a time that does not depend on their bytes.
  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return CRYPTO_memcmp(left, right, left.count) == 0
  }
}
