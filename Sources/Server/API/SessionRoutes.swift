/// The routes under `/api/v1/sessions`.
struct SessionRoutes: Sendable {
  private let archive: any SessionArchive
  private let access: SessionAccess
  private let evaluations: EvaluationQueue?

  /// Creates the routes over an archive.
  ///
  /// - Parameter evaluations: `nil` where nothing but the embedded judge is there to judge.
  init(
    archive: any SessionArchive,
    operatorToken: TokenDigest?,
    evaluations: EvaluationQueue? = nil
  ) {
    self.archive = archive
    self.evaluations = evaluations
    access = SessionAccess(archive: archive, operatorToken: operatorToken)
  }

  /// Adds the routes to a router.
  func add(to router: inout Router) {
    let base = "/api/v1/sessions"
    router.add(.get, base) { request, _ in try await list(request) }
    add(&router, base + "/{id}") { try await json(archive.summary(of: $0)) }
    ReportRoutes(archive: archive, access: access).add(to: &router)
    RatingRoutes(archive: archive, access: access, evaluations: evaluations).add(to: &router)
    add(&router, base + "/{id}/peaks") { try await json(archive.peaks(of: $0)) }
    add(&router, base + "/{id}/events") { id in
      guard let events = try await archive.events(of: id) else { throw HTTPProblem.notFound }
      return HTTPResponse(
        status: 200,
        headers: SessionRoutes.headers("application/jsonl"),
        body: .stream(events)
      )
    }
    add(&router, base + "/{id}/captions.vtt") { id in
      guard let captions = try await archive.captions(of: id) else { throw HTTPProblem.notFound }
      return HTTPResponse(
        status: 200,
        headers: SessionRoutes.headers("text/vtt; charset=utf-8"),
        body: .bytes(captions)
      )
    }
    for track in AudioTrack.allCases {
      router.add(.get, base + "/{id}/audio/\(track.rawValue).opus") { request, parameters in
        let id = parameters["id"] ?? ""
        try await access.check(request.headers, session: id)
        guard let path = try await archive.audio(track, of: id),
          let file = FileResponse(path: path, contentType: "audio/ogg")
        else { throw HTTPProblem.notFound }
        return file.response(to: request.headers)
      }
    }
    router.add(.post, base + "/{id}/cookie") { request, parameters in
      try await setCookie(request, session: parameters["id"] ?? "")
    }
  }

  private func add(
    _ router: inout Router,
    _ pattern: String,
    _ answer: @escaping @Sendable (String) async throws -> HTTPResponse
  ) {
    router.add(.get, pattern) { request, parameters in
      let id = parameters["id"] ?? ""
      try await access.check(request.headers, session: id)
      return try await answer(id)
    }
  }

  private func list(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard let token = request.headers.bearerToken else {
      throw HTTPProblem(
        status: 401,
        code: "unauthorized",
        message: "Send the operator's token as a bearer token.",
        headers: ["www-authenticate": "Bearer"]
      )
    }
    guard access.isOperator(token) else {
      throw HTTPProblem(
        status: 403,
        code: "forbidden",
        message: "This token does not open the list of sessions."
      )
    }
    return SessionRoutes.json(try await archive.summaries())
  }

  /// Puts the token into a cookie that goes to this session's addresses only and to no script.
  private func setCookie(_ request: HTTPRequest, session id: String) async throws -> HTTPResponse {
    let token = try await access.cookieToken(request.headers, session: id)
    let isSecure = request.headers.origin?.lowercased().hasPrefix("https://") == true
    let cookie =
      "\(SessionAccess.cookieName)=\(token); HttpOnly; SameSite=Strict; "
      + "Path=/api/v1/sessions/\(id)\(isSecure ? "; Secure" : "")"
    return HTTPResponse(
      status: 204,
      headers: [("set-cookie", cookie), ("cache-control", "no-store")]
    )
  }

  private func json(_ bytes: [UInt8]?) throws -> HTTPResponse {
    guard let bytes else { throw HTTPProblem.notFound }
    return SessionRoutes.json(bytes)
  }

  private static func json(_ bytes: [UInt8]) -> HTTPResponse {
    HTTPResponse(status: 200, headers: headers("application/json"), body: .bytes(bytes))
  }

  private static func headers(_ type: String) -> [(name: String, value: String)] {
    [("content-type", type), ("cache-control", "private, no-store")]
  }
}
