import Foundation
import Sessions
import Synchronization
import Testing

@testable import Server

@Suite struct RatingRoutesTests {
  private static let token = "operator-token-0123456789"
  private static let body = """
    {"rater": "R. Quill", "ratings": [{"competency": "ownership", "level": 3}]}
    """
  private let archive = MemoryArchive([
    "practice": .init(token: "p-key", report: "{\"r\":1}"),
    "hiring": .init(token: "h-key", report: "{\"r\":2}", purpose: .hiring),
    "other": .init(token: "o-key", report: "{\"r\":3}", purpose: .hiring),
  ])
  private let router: Router

  init() {
    var router = Router()
    SessionRoutes(archive: archive, operatorToken: TokenDigest(of: RatingRoutesTests.token))
      .add(to: &router)
    self.router = router
  }

  private func key(_ id: String, token: String = RatingRoutesTests.token) -> String {
    RatingKey(session: id, operatorToken: TokenDigest(of: token)).text
  }

  private func respond(
    _ method: HTTPMethod,
    _ path: String,
    token: String?,
    cookie: String? = nil
  ) async -> HTTPResponse {
    var request = HTTPRequest(method: method, path: "/api/v1/sessions/\(path)")
    request.headers.authorization = token.map { "Bearer \($0)" }
    request.headers.cookie = cookie.map { "\(SessionAccess.cookieName)=\($0)" }
    request.body = Array(RatingRoutesTests.body.utf8)
    return await router.respond(to: request)
  }

  private func reviews(_ id: String) -> Int {
    archive.sessions.withLock { $0[id]?.reviews.count ?? 0 }
  }

  private static let readable = ["", "/report", "/peaks", "/captions.vtt", "/events"]

  @Test(arguments: readable)
  func `a rating key opens its own session and no other`(path: String) async {
    #expect(await respond(.get, "hiring" + path, token: key("hiring")).status == 200)
    #expect(await respond(.get, "other" + path, token: key("hiring")).status == 404)
    #expect(await respond(.get, "practice" + path, token: key("practice")).status == 404)
    let later = key("hiring", token: "another-operator-token")
    #expect(await respond(.get, "hiring" + path, token: later).status == 404)
  }

  @Test func `who has the key rates and reads what others gave, the candidate does not`() async {
    #expect(await respond(.post, "hiring/ratings", token: key("hiring")).status == 204)
    #expect(await respond(.post, "other/ratings", token: key("hiring")).status == 404)
    #expect(await respond(.post, "practice/ratings", token: key("practice")).status == 404)
    #expect(await respond(.get, "hiring/ratings", token: key("hiring")).status == 200)
    #expect(await respond(.get, "hiring/ratings", token: "h-key").status == 404)
    #expect(await respond(.get, "hiring/ratings", token: nil).status == 401)
    #expect(reviews("hiring") == 1 && reviews("other") == 0)
  }

  @Test func `a cookie plays and does not rate`() async {
    let cookie = key("hiring")
    #expect(await respond(.get, "hiring/captions.vtt", token: nil, cookie: cookie).status == 200)
    #expect(await respond(.post, "hiring/ratings", token: nil, cookie: cookie).status == 401)
    #expect(reviews("hiring") == 0)
  }

  @Test func `the operator's token never goes into a cookie`() async throws {
    for token in [RatingRoutesTests.token, key("hiring")] {
      let answer = await respond(.post, "hiring/cookie", token: token)
      let cookie = try #require(answer.headers.first { $0.name == "set-cookie" }?.value)
      #expect(cookie.contains("=\(key("hiring"));"))
      #expect(!cookie.contains(RatingRoutesTests.token))
    }
    #expect(await respond(.post, "practice/cookie", token: RatingRoutesTests.token).status == 404)
  }

  @Test func `only the operator has a session judged again, and only by a judge that is there`()
    async
  {
    let token = RatingRoutesTests.token
    #expect(await respond(.post, "hiring/evaluation", token: token).status == 409)
    #expect(await respond(.post, "hiring/evaluation", token: key("hiring")).status == 404)
    #expect(await respond(.post, "hiring/evaluation", token: "h-key").status == 404)
    #expect(await respond(.post, "practice/evaluation", token: token).status == 404)
  }

  @Test func `keys differ by session and by token, and tell neither`() {
    let keys = ["hiring", "other", "hiring2"].map { key($0) } + [key("hiring", token: "x")]
    #expect(Set(keys).count == keys.count)
    #expect(keys.allSatisfy { $0.count == 43 && SessionAccess.isIdentifier($0) })
  }
}
