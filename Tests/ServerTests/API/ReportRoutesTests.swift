import Foundation
import Sessions
import Synchronization
import TestKit
import Testing

@testable import Server

@Suite struct ReportRoutesTests {
  private static let operatorToken = "operator-token-0123456789"
  private let archive = MemoryArchive([
    "practice": .init(token: "p-key", report: "{\"r\":1}"),
    "earlier": .init(token: "e-key", report: "{\"r\":0}"),
    "hiring": .init(token: "h-key", report: "{\"r\":2}", purpose: .hiring),
  ])
  private let router: Router

  init() {
    var router = Router()
    SessionRoutes(
      archive: archive,
      operatorToken: TokenDigest(of: ReportRoutesTests.operatorToken)
    ).add(to: &router)
    self.router = router
  }

  private func respond(
    _ method: HTTPMethod,
    _ path: String,
    token: String?,
    cookie: String? = nil,
    query: [(name: String, value: String)] = [],
    body: String = ""
  ) async -> (status: Int, text: String, headers: [(name: String, value: String)]) {
    var request = HTTPRequest(method: method, path: "/api/v1/sessions/\(path)", query: query)
    request.headers.authorization = token.map { "Bearer \($0)" }
    request.headers.cookie = cookie
    request.body = Array(body.utf8)
    let response = await router.respond(to: request)
    guard case .bytes(let bytes) = response.body else {
      return (response.status, "", response.headers)
    }
    return (response.status, String(decoding: bytes, as: UTF8.self), response.headers)
  }

  private func reviews(_ id: String) -> [Review] {
    archive.sessions.withLock { $0[id]?.reviews ?? [] }
  }

  @Test func `a report is given to its session's token, and as a table`() async {
    #expect(await respond(.get, "practice/report", token: "p-key").text == "{\"r\":1}")
    #expect(await respond(.get, "practice/report", token: "h-key").status == 404)
    #expect(await respond(.get, "practice/report", token: nil).status == 401)
    let table = await respond(
      .get,
      "practice/report.csv",
      token: "p-key",
      query: [("language", "fr")]
    )
    #expect(table.text == "section,fr\r\n")
    #expect(table.headers.contains { $0.value == "text/csv; charset=utf-8" })
    #expect(await respond(.get, "practice/report.csv", token: nil).status == 401)
  }

  @Test func `the operator reads what is rated, and never practice`() async {
    let token = ReportRoutesTests.operatorToken
    #expect(await respond(.get, "hiring/report", token: token).text == "{\"r\":2}")
    #expect(await respond(.get, "practice/report", token: token).status == 404)
    #expect(await respond(.get, "nobody/report", token: token).status == 404)
  }

  @Test func `earlier sessions are compared where their keys fit`() async {
    let body = """
      {"language": "fr", "earlier": [{"session": "earlier", "key": "e-key"},
      {"session": "hiring", "key": "wrong"}, {"session": "../x", "key": "e-key"}]}
      """
    let answer = await respond(.post, "practice/report", token: "p-key", body: body)
    #expect(answer.text == "{\"besides\":\"earlier\"}")
    let none = await respond(.post, "practice/report", token: "p-key", body: "{\"earlier\": []}")
    #expect(none.text == "{\"r\":1}")
    #expect(await respond(.post, "practice/report", token: "p-key", body: "[").status == 400)
    let many = Array(repeating: "{\"session\": \"a\", \"key\": \"b\"}", count: 51)
      .joined(separator: ",")
    let refused = await respond(
      .post,
      "practice/report",
      token: "p-key",
      body: "{\"earlier\": [\(many)]}"
    )
    #expect(refused.status == 400)
    let cookie = await respond(
      .post,
      "practice/report",
      token: nil,
      cookie: "vivavoce_session=p-key",
      body: body
    )
    #expect(cookie.status == 401)
  }

  @Test func `the own rating needs the session's key itself`() async {
    let body = "{\"levels\": {\"ownership\": 4}}"
    let path = "practice/self-rating"
    #expect(await respond(.post, path, token: nil, body: body).status == 401)
    #expect(await respond(.post, path, token: "h-key", body: body).status == 404)
    let cookie = "vivavoce_session=p-key"
    #expect(await respond(.post, path, token: nil, cookie: cookie, body: body).status == 401)
    #expect(await respond(.post, path, token: "p-key", body: "{\"levels\": 4}").status == 400)
    #expect(reviews("practice").isEmpty)
    #expect(await respond(.post, path, token: "p-key", body: body).status == 204)
    #expect(reviews("practice") == [.selfRated(SelfRating(levels: ["ownership": 4]))])
  }

  @Test func `only the operator rates, and never practice`() async {
    let body = """
      {"rater": "R. Quill", "ratings": [{"competency": "ownership", "level": null}]}
      """
    for (id, token, status) in [
      ("hiring", "h-key", 404), ("hiring", nil, 401),
      ("practice", ReportRoutesTests.operatorToken, 404),
      ("nobody", ReportRoutesTests.operatorToken, 404),
    ] {
      #expect(await respond(.post, "\(id)/ratings", token: token, body: body).status == status)
    }
    #expect(reviews("hiring").isEmpty && reviews("practice").isEmpty)
    let answer = await respond(
      .post,
      "hiring/ratings",
      token: ReportRoutesTests.operatorToken,
      body: body
    )
    #expect(answer.status == 204)
    let rating = HumanRating(
      rater: "R. Quill",
      ratings: [.init(competency: "ownership", level: nil)]
    )
    #expect(reviews("hiring") == [.humanRated(rating)])
  }
}
