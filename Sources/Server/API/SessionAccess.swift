import Sessions

/// Who may see a session: whoever holds its access token, in a header or in the session's cookie,
/// and who rates it.
struct SessionAccess: Sendable {
  /// Who asks.
  enum Party: Equatable {
    /// Holds the session's own token: its candidate, or whoever got it from there.
    case candidate
    /// Rates it: holds the session's rating key, or is the operator.
    case rater
  }

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
  private let operatorToken: TokenDigest?

  /// Creates the check over an archive.
  init(archive: any SessionArchive, operatorToken: TokenDigest?) {
    self.archive = archive
    self.operatorToken = operatorToken
  }

  /// Lets the session's candidate and those who rate it through, or throws.
  ///
  /// - Parameter acceptsCookie: `false` where a page of another site must not get through.
  /// - Throws: `HTTPProblem`: 401 without a token, 404 for a wrong one as for an unknown session.
  @discardableResult
  func check(
    _ headers: HTTPRequestHeaders,
    session id: String,
    acceptsCookie: Bool = true
  ) async throws -> Party {
    let cookie = acceptsCookie ? headers.cookie(named: SessionAccess.cookieName) : nil
    guard let token = headers.bearerToken ?? cookie else { throw SessionAccess.missing }
    guard SessionAccess.isIdentifier(id) else { throw HTTPProblem.notFound }
    let digest = try await archive.accessDigest(of: id)
    let matches = (digest ?? SessionAccess.nobody).matches(token)
    if digest != nil, matches { return .candidate }
    // A practice session is its candidate's alone.
    guard isRater(token, of: id), let purpose = try await archive.purpose(of: id),
      purpose != .practice
    else { throw HTTPProblem.notFound }
    return .rater
  }

  /// Lets one party through that shows its token itself, without a cookie.
  ///
  /// - Throws: what `check` throws; 404 for the other party.
  func check(_ headers: HTTPRequestHeaders, session id: String, is party: Party) async throws {
    guard try await check(headers, session: id, acceptsCookie: false) == party else {
      throw HTTPProblem.notFound
    }
  }

  /// What goes into the session's cookie: the token that was shown, but never the operator's.
  func cookieToken(_ headers: HTTPRequestHeaders, session id: String) async throws -> String {
    let party = try await check(headers, session: id, acceptsCookie: false)
    guard party == .rater, let operatorToken else { return headers.bearerToken ?? "" }
    return RatingKey(session: id, operatorToken: operatorToken).text
  }

  /// Whether a token is the operator's.
  func isOperator(_ token: String) -> Bool { operatorToken?.matches(token) == true }

  private func isRater(_ token: String, of id: String) -> Bool {
    guard let operatorToken else { return false }
    return operatorToken.matches(token)
      || RatingKey(session: id, operatorToken: operatorToken).matches(token)
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
