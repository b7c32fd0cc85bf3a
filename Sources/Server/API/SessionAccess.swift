/// Who may see a session: whoever holds its access token, in a header or in the session's cookie.
struct SessionAccess: Sendable {
  /// Name of the cookie with which audio elements show the token.
  static let cookieName = "vivavoce_session"

  private static let missing = HTTPProblem(
    status: 401,
    code: "unauthorized",
    message: "Send the session's access token as Authorization: Bearer TOKEN.",
    headers: ["www-authenticate": "Bearer"]
  )
  /// Compared with where there is no session, so that time does not tell.
  private static let nobody = TokenDigest(of: "")

  private let archive: any SessionArchive

  /// Creates the check over an archive.
  init(archive: any SessionArchive) { self.archive = archive }

  /// Lets a request through or throws.
  ///
  /// - Parameter acceptsCookie: `false` where a page of another site must not get through.
  /// - Returns: the token that opened the session.
  /// - Throws: `HTTPProblem`: 401 without a token, 404 for a wrong one as for an unknown session.
  @discardableResult
  func check(
    _ headers: HTTPRequestHeaders,
    session id: String,
    acceptsCookie: Bool = true
  ) async throws -> String {
    let cookie = acceptsCookie ? headers.cookie(named: SessionAccess.cookieName) : nil
    guard let token = headers.bearerToken ?? cookie else { throw SessionAccess.missing }
    guard SessionAccess.isIdentifier(id) else { throw HTTPProblem.notFound }
    let digest = try await archive.accessDigest(of: id)
    let matches = (digest ?? SessionAccess.nobody).matches(token)
    guard digest != nil, matches else { throw HTTPProblem.notFound }
    return token
  }

  /// Whether a text could be a session's id: base64url of bounded length, so never a path.
  static func isIdentifier(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || byte == 45 || byte == 95
      }
  }
}
