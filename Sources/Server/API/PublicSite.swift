/// What the public listener serves: pages, API, and interviews over WebSocket.
final class PublicSite: Site {
  /// The path of the interview's WebSocket.
  static let interviewPath = "/ws/interview"

  /// Says who handles an interview's connection; called on the connection's lane.
  typealias Accept = @Sendable (UpgradeRequest, Lane) -> UpgradeDecision

  private let pages: StaticPages
  private let router: Router
  private let origins: OriginPolicy
  private let readiness: Readiness
  private let metrics: ServerMetrics
  private let log: Log
  private let accept: Accept

  /// Creates the site.
  init(
    pages: StaticPages,
    router: Router,
    origins: OriginPolicy,
    readiness: Readiness,
    metrics: ServerMetrics,
    log: Log,
    accept: @escaping Accept
  ) {
    self.pages = pages
    self.router = router
    self.origins = origins
    self.readiness = readiness
    self.metrics = metrics
    self.log = log
    self.accept = accept
  }

  func decide(on upgrade: UpgradeRequest, lane: Lane) -> UpgradeDecision {
    if let problem = refusal(of: upgrade) { return refuse(problem) }
    let decision = accept(upgrade, lane)
    if case .refuse(let problem) = decision { return refuse(problem) }
    return decision
  }

  func answer(_ request: HTTPRequest, lane: Lane, with responder: HTTPResponder) {
    Task {
      let response = await respond(to: request)
      metrics.httpResponses.add(1, "\(response.status / 100)xx")
      responder.respond(SecurityHeaders.apply(to: response))
    }
  }

  /// The answer to a request, without the headers that all answers have.
  func respond(to request: HTTPRequest) async -> HTTPResponse {
    if request.path == PublicSite.interviewPath {
      return HTTPProblem(
        status: 426,
        code: "websocket_required",
        message: "This address speaks WebSocket only.",
        headers: ["upgrade": "websocket"]
      ).response
    }
    if let page = pages.response(to: request) { return page }
    let response = await router.respond(to: request) { error in
      log.write(.error, "a request failed", [("error", .text("\(type(of: error))"))])
    }
    let isPage = response.status == 404 && !request.path.hasPrefix("/api/")
    return isPage ? NotFoundPage.response : response
  }

  private func refusal(of upgrade: UpgradeRequest) -> HTTPProblem? {
    guard upgrade.path == PublicSite.interviewPath else { return .notFound }
    guard origins.allows(upgrade.headers) else {
      return HTTPProblem(
        status: 403,
        code: "origin_not_allowed",
        message: "Pages of this origin may not connect; allowed_origins names those that may."
      )
    }
    guard !readiness.isDraining else { return .draining }
    return nil
  }

  private func refuse(_ problem: HTTPProblem) -> UpgradeDecision {
    metrics.connectionsRefused.add(1, problem.code)
    return .refuse(problem)
  }
}

extension HTTPProblem {
  /// 503: the server is about to stop.
  static let draining = HTTPProblem(
    status: 503,
    code: "draining",
    message: "The server is about to restart; try again soon.",
    headers: ["retry-after": "30"]
  )
}
