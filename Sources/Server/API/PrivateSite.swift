/// What the private listener serves: health, version and metrics.
final class PrivateSite: Site {
  private let router: Router

  /// Creates the site.
  ///
  /// - Parameters:
  ///   - details: lines that a person may want to know and that do not stand against readiness.
  ///   - isAlive: whether the server still turns; a supervisor restarts it where not.
  init(
    readiness: Readiness,
    metrics: ServerMetrics,
    version: BuildVersion,
    details: @escaping @Sendable () -> [String] = { [] },
    isAlive: @escaping @Sendable () -> Bool
  ) {
    var router = Router()
    router.add(.get, "/livez") { _, _ in
      PrivateSite.text(isAlive() ? 200 : 503, isAlive() ? "alive\n" : "a lane is stuck\n")
    }
    router.add(.get, "/readyz") { _, _ in
      let reasons = readiness.reasons
      let lines = (reasons.isEmpty ? ["ready"] : reasons) + details()
      let text = lines.map { $0 + "\n" }.joined()
      return PrivateSite.text(reasons.isEmpty ? 200 : 503, text)
    }
    router.add(.get, "/version") { _, _ in
      let json = "{\"version\":\(JSONText.quote(version.version))}\n"
      return PrivateSite.text(200, json, type: "application/json")
    }
    router.add(.get, "/metrics") { _, _ in
      PrivateSite.text(200, metrics.text, type: MetricText.contentType)
    }
    self.router = router
  }

  func decide(on upgrade: UpgradeRequest, lane: Lane) -> UpgradeDecision { .refuse(.notFound) }

  func answer(_ request: HTTPRequest, lane: Lane, with responder: HTTPResponder) {
    Task { responder.respond(await router.respond(to: request)) }
  }

  private static func text(
    _ status: Int,
    _ text: String,
    type: String = "text/plain; charset=utf-8"
  ) -> HTTPResponse {
    HTTPResponse(
      status: status,
      headers: [("content-type", type), ("cache-control", "no-store")],
      body: .bytes(Array(text.utf8))
    )
  }
}
