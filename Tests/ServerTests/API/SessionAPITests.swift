import Foundation
import Synchronization
import TestKit
import Testing

@testable import Server

@Suite(.blocking) struct SessionAPITests {
  private static let token = "the-access-token-of-this-session-0123456789"
  private static let operatorToken = "operator-token-0123456789"
  private static let bytes = (0..<100_000).map { UInt8($0 % 251) }

  private let archive: MemoryArchive
  private let server: TestServer
  private let folder: URL

  init() throws {
    folder = URL(fileURLWithPath: NSTemporaryDirectory())
      .appendingPathComponent("vivavoce-api-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("c.opus")
    try Data(SessionAPITests.bytes).write(to: file)
    let archive = MemoryArchive([
      "abc": .init(
        token: SessionAPITests.token,
        report: "{\"r\":1}",
        audio: [.candidate: file.path]
      ),
      "other": .init(token: "another-token"),
    ])
    self.archive = archive
    var router = Router()
    SessionRoutes(archive: archive, operatorToken: TokenDigest(of: SessionAPITests.operatorToken))
      .add(to: &router)
    PublicRoutes.add(
      to: &router,
      notice: PrivacyNotice(
        noticeVersion: "2026-11",
        retentionDays: 30,
        recognizerLanguages: ["en"],
        recognizers: ["m (openai)"],
        recognizerIsDemonstration: false,
        recognizerHosts: ["stt.example"],
        interviewerHosts: []
      ),
      scenarios: archive
    )
    let site = PublicSite(
      pages: StaticPages(folder: nil),
      router: router,
      origins: OriginPolicy(),
      readiness: Readiness(),
      metrics: ServerMetrics(version: "1"),
      log: Log(write: { _ in }),
      accept: { _, _ in .refuse(.notFound) }
    )
    server = try TestServer(
      site: TestSite(handle: { request, lane, responder in
        site.answer(request, lane: lane, with: responder)
      })
    )
  }

  private func get(
    _ path: String,
    token: String? = SessionAPITests.token,
    method: String = "GET",
    headers: [String] = []
  ) throws -> Answer {
    var headers = headers
    if let token { headers.append("Authorization: Bearer \(token)") }
    return try server.get("/api/v1" + path, method: method, headers: headers)
  }

  @Test func `the notice and the scenarios need no token`() throws {
    let notice = try get("/notice", token: nil)
    #expect(
      notice.text
        == #"{"interviewer_hosts":[],"notice_version":"2026-11","#
        + #""recognizer_hosts":["stt.example"],"recognizer_is_demonstration":false,"#
        + #""recognizer_languages":["en"],"recognizers":["m (openai)"],"retention_days":30}"#
    )
    #expect(notice.headers["content-type"] == "application/json")
    #expect(try get("/scenarios", token: nil).text == "{\"scenarios\":[]}")
  }

  @Test func `a session's things are given to its token`() throws {
    #expect(try get("/sessions/abc").text == "{\"id\":\"s\"}")
    #expect(try get("/sessions/abc/report").text == "{\"r\":1}")
    #expect(try get("/sessions/abc/peaks").status == 200)
    let captions = try get("/sessions/abc/captions.vtt")
    #expect(captions.headers["content-type"] == "text/vtt; charset=utf-8")
    #expect(captions.headers["cache-control"] == "private, no-store")
    let events = try HTTPClient.get(
      "http://127.0.0.1:\(server.port)/api/v1/sessions/abc/events",
      bearer: SessionAPITests.token
    )
    #expect(
      String(decoding: events.body, as: UTF8.self)
        == "{\"sequence\":0}\n{\"sequence\":1}\n{\"sequence\":2}\n"
    )
    #expect(events.headers["content-type"] == "application/jsonl")
  }

  @Test func `a report that is not there yet is not found`() throws {
    #expect(try get("/sessions/other/report", token: "another-token").status == 404)
  }

  private static let paths = [
    "", "/report", "/events", "/captions.vtt", "/peaks", "/audio/candidate.opus",
    "/audio/interviewer.opus", "/audio/mix.opus",
  ]

  @Test(arguments: paths)
  func `without a token nothing is told, whether the session exists or not`(path: String) throws {
    let known = try get("/sessions/abc\(path)", token: nil)
    let unknown = try get("/sessions/nope\(path)", token: nil)
    #expect(known.status == 401)
    #expect(known.headers["www-authenticate"] == "Bearer")
    #expect(known.body == unknown.body)
    #expect(known.headers == unknown.headers)
  }

  @Test(arguments: paths)
  func `a wrong token sees what an unknown session shows`(path: String) throws {
    for wrong in ["another-token", "", SessionAPITests.operatorToken] {
      let known = try get("/sessions/abc\(path)", token: wrong)
      let unknown = try get("/sessions/nope\(path)", token: wrong)
      #expect([401, 404].contains(known.status))
      #expect(known.body == unknown.body)
      #expect(known.headers == unknown.headers)
    }
  }

  @Test func `the cookie opens this session and is out of reach of scripts`() throws {
    let answer = try get(
      "/sessions/abc/cookie",
      method: "POST",
      headers: ["Content-Length: 0"]
    )
    #expect(answer.status == 204)
    let cookie = try #require(answer.headers["set-cookie"])
    #expect(
      cookie
        == "vivavoce_session=\(SessionAPITests.token); HttpOnly; SameSite=Strict; "
        + "Path=/api/v1/sessions/abc"
    )
    let pair = try #require(cookie.split(separator: ";").first)
    let audio = try get(
      "/sessions/abc/audio/candidate.opus",
      token: nil,
      headers: ["Cookie: \(pair)"]
    )
    #expect(audio.status == 200)
    #expect(
      try get("/sessions/other", token: nil, headers: ["Cookie: \(pair)"]).status == 404
    )
  }

  @Test func `over https the cookie is for https only`() throws {
    let answer = try get(
      "/sessions/abc/cookie",
      method: "POST",
      headers: ["Content-Length: 0", "Origin: https://interviews.example"]
    )
    #expect(answer.headers["set-cookie"]?.hasSuffix("; Secure") == true)
  }

  @Test func `the cookie itself does not open the route that sets it`() throws {
    let headers = ["Content-Length: 0", "Cookie: vivavoce_session=\(SessionAPITests.token)"]
    #expect(
      try get("/sessions/abc/cookie", token: nil, method: "POST", headers: headers).status == 401
    )
  }

  @Test func `only the operator lists sessions`() throws {
    #expect(try get("/sessions", token: SessionAPITests.operatorToken).status == 200)
    #expect(try get("/sessions", token: SessionAPITests.token).status == 403)
    #expect(try get("/sessions", token: nil).status == 401)
  }

  @Test func `without an operator token in the configuration nobody lists sessions`() async throws {
    var router = Router()
    SessionRoutes(archive: archive, operatorToken: nil).add(to: &router)
    var request = HTTPRequest(method: .get, path: "/api/v1/sessions")
    request.headers.authorization = "Bearer "
    #expect(await router.respond(to: request).status == 401)
    request.headers.authorization = "Bearer x"
    #expect(await router.respond(to: request).status == 403)
  }

  @Test func `audio is given whole, in part, and as headers`() throws {
    let path = "/sessions/abc/audio/candidate.opus"
    let whole = try get(path)
    #expect(whole.status == 200)
    #expect(whole.body == SessionAPITests.bytes)
    #expect(whole.headers["content-type"] == "audio/ogg")
    #expect(whole.headers["accept-ranges"] == "bytes")
    let part = try get(path, headers: ["Range: bytes=1000-70999"])
    #expect(part.status == 206)
    #expect(part.headers["content-range"] == "bytes 1000-70999/100000")
    #expect(part.headers["content-length"] == "70000")
    #expect(part.body == Array(SessionAPITests.bytes[1_000..<71_000]))
    let tail = try get(path, headers: ["Range: bytes=-5"])
    #expect(tail.body == Array(SessionAPITests.bytes.suffix(5)))
    let head = try get(path, method: "HEAD", headers: ["Range: bytes=0-9"])
    #expect(head.status == 206)
    #expect(head.headers["content-length"] == "10")
    #expect(head.body.isEmpty)
    let beyond = try get(path, headers: ["Range: bytes=100000-"])
    #expect(beyond.status == 416)
    #expect(beyond.headers["content-range"] == "bytes */100000")
    #expect(try get(path, headers: ["Range: bytes=9-1"]).status == 200)
  }

  @Test func `a part is only given of the version that the client knows`() throws {
    let path = "/sessions/abc/audio/candidate.opus"
    let tag = try #require(try get(path, method: "HEAD").headers["etag"])
    let fresh = try get(path, headers: ["Range: bytes=0-0", "If-Range: \(tag)"])
    #expect(fresh.status == 206)
    let stale = try get(path, headers: ["Range: bytes=0-0", "If-Range: \"old\""])
    #expect(stale.status == 200)
    #expect(try get(path, headers: ["If-None-Match: \(tag)"]).status == 304)
  }

  @Test func `a track that is not there is not found`() throws {
    #expect(try get("/sessions/abc/audio/mix.opus").status == 404)
    #expect(try get("/sessions/abc/audio/other.opus").status == 404)
  }

  @Test(arguments: [
    "..%2f..%2fetc", "%2e%2e", "a%00b", "a%2Fb", "a.b", String(repeating: "a", count: 65),
  ])
  func `an id that could be a path is not looked up`(id: String) throws {
    // 0 stands for a connection that was cut without an answer.
    #expect(try ![200, 204, 206].contains(get("/sessions/\(id)/report").status))
    #expect(!SessionAccess.isIdentifier(id.removingPercentEncoding ?? ""))
  }

  @Test func `an archive that fails is a 500 without words`() throws {
    archive.isBroken.withLock { $0 = true }
    let answer = try get("/sessions/abc")
    #expect(answer.status == 500)
    #expect(answer.text.contains("internal_error"))
    #expect(!answer.text.contains("Failure"))
  }

  @Test func `every answer has the security headers`() throws {
    for path in ["/notice", "/sessions/abc", "/sessions", "/nothing"] {
      let answer = try get(path)
      #expect(answer.headers["x-content-type-options"] == "nosniff")
      #expect(answer.headers["referrer-policy"] == "no-referrer")
      #expect(answer.headers["cross-origin-opener-policy"] == "same-origin")
      #expect(answer.headers["permissions-policy"]?.contains("microphone=(self)") == true)
      let policy = try #require(answer.headers["content-security-policy"])
      #expect(policy.contains("default-src 'self'"))
      #expect(policy.contains("frame-ancestors 'none'"))
      #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"))
    }
  }

  @Test func `an unknown address of the API is JSON, another is a page`() throws {
    #expect(try get("/nothing").headers["content-type"] == "application/json")
    let page = try server.get("/nothing")
    #expect(page.status == 404)
    #expect(page.headers["content-type"] == "text/html; charset=utf-8")
  }

  @Test func `methods that an address does not have are told`() throws {
    let answer = try get("/notice", method: "OPTIONS")
    #expect(answer.status == 405)
    #expect(answer.headers["allow"] == "GET, HEAD")
    #expect(try get("/sessions/abc", method: "DELETE").status == 405)
  }

  @Test func `the WebSocket's address says that it wants a WebSocket`() throws {
    #expect(try server.get("/ws/interview").status == 426)
  }
}
