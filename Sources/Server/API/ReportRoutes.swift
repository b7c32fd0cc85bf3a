import Sessions

/// The report of a session, and what candidates say of their own answers.
struct ReportRoutes: Sendable {
  /// What `POST …/report` is asked with: the sessions to compare with, each with its own key.
  private struct Comparison: Decodable {
    struct Earlier: Decodable {
      var session: String
      var key: String
    }

    var language: String?
    var earlier: [Earlier]
  }

  private struct SentSelfRating: Decodable { var levels: [String: Int] }

  /// Most sessions that one report is compared with.
  private static let mostEarlier = 50

  let archive: any SessionArchive
  let access: SessionAccess

  /// Adds the routes to a router.
  func add(to router: inout Router) {
    let base = "/api/v1/sessions/{id}"
    router.add(.get, base + "/report") { request, parameters in
      let id = parameters["id"] ?? ""
      try await access.check(request.headers, session: id)
      let report = try await archive.report(of: id, language: language(request), besides: [])
      return try HTTPResponse.kept(report, type: "application/json")
    }
    router.add(.get, base + "/report.csv") { request, parameters in
      let id = parameters["id"] ?? ""
      try await access.check(request.headers, session: id)
      let table = try await archive.reportTable(of: id, language: language(request))
      return try HTTPResponse.kept(table, type: "text/csv; charset=utf-8")
    }
    router.add(.post, base + "/report") { request, parameters in
      try await compare(request, session: parameters["id"] ?? "")
    }
    router.add(.post, base + "/self-rating") { request, parameters in
      let id = parameters["id"] ?? ""
      try await access.check(request.headers, session: id, is: .candidate)
      let sent = try request.decode(SentSelfRating.self)
      try await archive.add(.selfRated(SelfRating(levels: sent.levels)), to: id)
      return .done
    }
  }

  // MARK: Requests

  /// Sessions whose key is wrong are passed over like those that do not exist.
  private func compare(_ request: HTTPRequest, session id: String) async throws -> HTTPResponse {
    try await access.check(request.headers, session: id, is: .candidate)
    let comparison = try request.decode(Comparison.self)
    guard comparison.earlier.count <= ReportRoutes.mostEarlier else {
      throw HTTPProblem.badRequest(
        "Compare with at most \(ReportRoutes.mostEarlier) earlier sessions."
      )
    }
    var others: [String] = []
    for earlier in comparison.earlier where SessionAccess.isIdentifier(earlier.session) {
      let digest = try await archive.accessDigest(of: earlier.session)
      if digest?.matches(earlier.key) == true { others.append(earlier.session) }
    }
    let report = try await archive.report(
      of: id,
      language: comparison.language.map(ReportLanguage.init(tag:)),
      besides: others
    )
    return try HTTPResponse.kept(report, type: "application/json")
  }

  private func language(_ request: HTTPRequest) -> ReportLanguage? {
    request.query.first { $0.name == "language" }.map { ReportLanguage(tag: $0.value) }
  }
}
