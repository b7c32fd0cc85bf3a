import COpenSSL

/// Encrypts short secrets under one key: AES-256 in Galois/Counter mode (NIST SP 800-38D).
///
/// A sealed secret is 12 random bytes, the ciphertext, and 16 bytes that tell whether any of it was
/// changed. It opens only under the name for which it was sealed.
struct SecretBox: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
  /// Why a secret cannot be sealed or opened.
  enum Failure: Error, Equatable {
    /// The system gave no random bytes, or the library failed.
    case unavailable
    /// Sealed with another key or for another name, or damaged.
    case wrongKey
  }

  /// Bytes of a key.
  static let keyBytes = 32
  private static let nonceBytes = 12
  private static let tagBytes = 16

  private let key: [UInt8]

  /// Takes a key of 64 hexadecimal digits, such as `openssl rand -hex 32` writes.
  init?(hexadecimal: String) {
    let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == 2 * SecretBox.keyBytes, digits.count == hexadecimal.utf8.count else {
      return nil
    }
    key = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  /// Eight stars.
  var description: String { "********" }
  /// Nothing.
  var customMirror: Mirror { Mirror(self, children: []) }

  /// Seals a secret for a name.
  func seal(_ secret: [UInt8], for name: String) throws(Failure) -> [UInt8] {
    var nonce = [UInt8](repeating: 0, count: SecretBox.nonceBytes)
    guard RAND_bytes(&nonce, Int32(nonce.count)) == 1, let context = EVP_CIPHER_CTX_new() else {
      throw .unavailable
    }
    defer { EVP_CIPHER_CTX_free(context) }
    let name = Array(name.utf8)
    var sealed = [UInt8](repeating: 0, count: secret.count)
    var tag = [UInt8](repeating: 0, count: SecretBox.tagBytes)
    var count: Int32 = 0
    var rest: [UInt8] = [0]
    guard EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
      EVP_EncryptUpdate(context, nil, &count, name, Int32(name.count)) == 1,
      EVP_EncryptUpdate(context, &sealed, &count, secret, Int32(secret.count)) == 1,
      EVP_EncryptFinal_ex(context, &rest, &count) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tag.count), &tag) == 1
    else { throw .unavailable }
    return nonce + sealed + tag
  }

  /// Opens what was sealed for a name.
  func open(_ sealed: [UInt8], for name: String) throws(Failure) -> [UInt8] {
    let overhead = SecretBox.nonceBytes + SecretBox.tagBytes
    guard sealed.count >= overhead else { throw .wrongKey }
    guard let context = EVP_CIPHER_CTX_new() else { throw .unavailable }
    defer { EVP_CIPHER_CTX_free(context) }
    let nonce = Array(sealed.prefix(SecretBox.nonceBytes))
    let text = Array(sealed.dropFirst(SecretBox.nonceBytes).dropLast(SecretBox.tagBytes))
    var tag = Array(sealed.suffix(SecretBox.tagBytes))
    let name = Array(name.utf8)
    var secret = [UInt8](repeating: 0, count: text.count)
    var count: Int32 = 0
    var rest: [UInt8] = [0]
    guard EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
      EVP_DecryptUpdate(context, nil, &count, name, Int32(name.count)) == 1,
      EVP_DecryptUpdate(context, &secret, &count, text, Int32(text.count)) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1
    else { throw .unavailable }
    guard EVP_DecryptFinal_ex(context, &rest, &count) == 1 else { throw .wrongKey }
    return secret
  }
}
