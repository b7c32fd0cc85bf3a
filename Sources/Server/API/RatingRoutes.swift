import Sessions

/// What people who rate say of a session, and having its answers judged again.
///
/// Open to who holds the session's rating key and to the operator; never for practice, which is its
/// candidate's alone.
struct RatingRoutes: Sendable {
  let archive: any SessionArchive
  let access: SessionAccess
  let evaluations: EvaluationQueue?

  /// Adds the routes to a router.
  func add(to router: inout Router) {
    let base = "/api/v1/sessions/{id}"
    router.add(.get, base + "/ratings") { request, parameters in
      let id = parameters["id"] ?? ""
      try await access.check(request.headers, session: id, is: .rater)
      return try .kept(await archive.ratings(of: id), type: "application/json")
    }
    router.add(.post, base + "/ratings") { request, parameters in
      let id = parameters["id"] ?? ""
      try await access.check(request.headers, session: id, is: .rater)
      try await archive.add(.humanRated(request.decode(HumanRating.self)), to: id)
      return .done
    }
    router.add(.post, base + "/evaluation") { request, parameters in
      let id = parameters["id"] ?? ""
      try await access.check(request.headers, session: id, is: .rater)
      // Whoever rates must not have the judge asked until its levels are agreeable.
      guard access.isOperator(request.headers.bearerToken ?? "") else { throw HTTPProblem.notFound }
      guard let evaluations else { throw HTTPProblem.noJudge }
      guard evaluations.add(id) else { throw HTTPProblem.judgeBusy }
      return HTTPResponse(status: 202, headers: [("cache-control", "no-store")])
    }
  }
}

extension HTTPProblem {
  /// 409: only the embedded judge is there, and its result never changes.
  static let noJudge = HTTPProblem(
    status: 409,
    code: "no_judge",
    message: "No language model is configured to judge; the report has what can be found without."
  )
  /// 503: too many sessions wait for the judge.
  static let judgeBusy = HTTPProblem(
    status: 503,
    code: "busy",
    message: "Too many sessions wait to be judged; try again in some minutes.",
    headers: ["retry-after": "300"]
  )
}
