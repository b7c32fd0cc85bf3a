import Foundation
import Sessions

/// The report of a session, and what people say of their answers.
///
/// Beside the session's own token the operator's opens reports of hiring, and of training for
/// rating: whoever recruits has to read before rating. Practice is its candidate's alone.
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

  private let archive: any SessionArchive
  private let access: SessionAccess
  private let operatorToken: TokenDigest?

  /// Creates the routes over an archive.
  init(archive: any SessionArchive, operatorToken: TokenDigest?) {
    self.archive = archive
    self.operatorToken = operatorToken
    access = SessionAccess(archive: archive)
  }

  /// Adds the routes to a router.
  func add(to router: inout Router) {
    let base = "/api/v1/sessions/{id}"
    router.add(.get, base + "/report") { request, parameters in
      let id = try await reader(of: parameters["id"] ?? "", request)
      let report = try await archive.report(of: id, language: language(request), besides: [])
      return try ReportRoutes.response(report, type: "application/json")
    }
    router.add(.get, base + "/report.csv") { request, parameters in
      let id = try await reader(of: parameters["id"] ?? "", request)
      let table = try await archive.reportTable(of: id, language: language(request))
      return try ReportRoutes.response(table, type: "text/csv; charset=utf-8")
    }
    router.add(.post, base + "/report") { request, parameters in
      try await compare(request, session: parameters["id"] ?? "")
    }
    router.add(.post, base + "/self-rating") { request, parameters in
      let id = parameters["id"] ?? ""
      try await access.check(request.headers, session: id, acceptsCookie: false)
      let sent = try ReportRoutes.decode(SentSelfRating.self, request)
      try await archive.add(.selfRated(SelfRating(levels: sent.levels)), to: id)
      return ReportRoutes.done
    }
    router.add(.post, base + "/ratings") { request, parameters in
      let id = parameters["id"] ?? ""
      guard await isOperator(request), SessionAccess.isIdentifier(id),
        let purpose = try await archive.purpose(of: id), purpose != .practice
      else { throw HTTPProblem.notFound }
      try await archive.add(.humanRated(ReportRoutes.decode(HumanRating.self, request)), to: id)
      return ReportRoutes.done
    }
  }

  // MARK: Who may read

  private func isOperator(_ request: HTTPRequest) async -> Bool {
    guard let operatorToken, let token = request.headers.bearerToken else { return false }
    return operatorToken.matches(token)
  }

  /// Lets the holder of the session's token through, and the operator to what is rated.
  private func reader(of id: String, _ request: HTTPRequest) async throws -> String {
    if await isOperator(request), SessionAccess.isIdentifier(id),
      let purpose = try await archive.purpose(of: id), purpose != .practice
    {
      return id
    }
    try await access.check(request.headers, session: id)
    return id
  }

  // MARK: Requests

  /// Sessions whose key is wrong are passed over like those that do not exist.
  private func compare(_ request: HTTPRequest, session id: String) async throws -> HTTPResponse {
    try await access.check(request.headers, session: id, acceptsCookie: false)
    let comparison = try ReportRoutes.decode(Comparison.self, request)
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
    return try ReportRoutes.response(report, type: "application/json")
  }

  private func language(_ request: HTTPRequest) -> ReportLanguage? {
    request.query.first { $0.name == "language" }.map { ReportLanguage(tag: $0.value) }
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type,
    _ request: HTTPRequest
  ) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(request.body))
    } catch {
      throw HTTPProblem.badRequest("The body is not the JSON that this address takes.")
    }
  }

  // MARK: Answers

  private static let done = HTTPResponse(status: 204, headers: [("cache-control", "no-store")])

  private static func response(_ bytes: [UInt8]?, type: String) throws -> HTTPResponse {
    guard let bytes else { throw HTTPProblem.notFound }
    return HTTPResponse(
      status: 200,
      headers: [("content-type", type), ("cache-control", "private, no-store")],
      body: .bytes(bytes)
    )
  }
}
