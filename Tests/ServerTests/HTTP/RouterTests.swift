import Synchronization
import Testing

@testable import Server

@Suite struct RouterTests {
  private var router: Router {
    var router = Router()
    router.add(.get, "/a") { _, _ in HTTPResponse(status: 200) }
    router.add(.post, "/a") { _, _ in HTTPResponse(status: 204) }
    router.add(.get, "/s/{id}/x") { _, parameters in
      HTTPResponse(status: 200, body: .bytes(Array((parameters["id"] ?? "").utf8)))
    }
    router.add(.get, "/problem") { _, _ in throw HTTPProblem.tooLarge }
    router.add(.get, "/fault") { _, _ in throw TransportError.libraryRefused }
    return router
  }

  private func respond(_ method: HTTPMethod, _ path: String) async -> HTTPResponse {
    await router.respond(to: HTTPRequest(method: method, path: path))
  }

  @Test func `method and path find the handler`() async {
    #expect(await respond(.get, "/a").status == 200)
    #expect(await respond(.head, "/a").status == 200)
    #expect(await respond(.post, "/a").status == 204)
  }

  @Test func `a segment in braces is a parameter`() async {
    guard case .bytes(let bytes) = await respond(.get, "/s/tok-_1/x").body else {
      Issue.record("no body")
      return
    }
    #expect(bytes == Array("tok-_1".utf8))
  }

  @Test(arguments: ["/", "", "/b", "/a/", "//a", "/s//x", "/s/1", "/s/1/x/y", "/A", "a"])
  func `what no pattern fits is not found`(path: String) async {
    #expect(await respond(.get, path).status == 404)
  }

  @Test func `a known path with another method tells the allowed ones`() async {
    for method in [HTTPMethod.put, .delete, .patch, .options] {
      let response = await respond(method, "/a")
      #expect(response.status == 405)
      #expect(response.headers.first { $0.name == "allow" }?.value == "GET, HEAD, POST")
    }
  }

  @Test func `a problem is told, a fault is not`() async {
    #expect(await respond(.get, "/problem").status == 413)
    let faults = Mutex<[String]>([])
    let response = await router.respond(to: HTTPRequest(method: .get, path: "/fault")) { error in
      faults.withLock { $0.append("\(error)") }
    }
    #expect(response.status == 500)
    #expect(faults.withLock { $0.count } == 1)
    guard case .bytes(let bytes) = response.body else { return }
    #expect(!String(decoding: bytes, as: UTF8.self).contains("library"))
  }
}
