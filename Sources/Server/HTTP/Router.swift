/// Finds the handler of a method and a path.
///
/// A pattern is a path whose segments may be `{name}`. HEAD is answered like GET; the transport
/// leaves the body out.
struct Router: Sendable {
  /// Values of the pattern's `{name}` segments.
  typealias Parameters = [String: String]
  /// Answers a request; runs off the lane and may take its time.
  typealias Handler = @Sendable (HTTPRequest, Parameters) async throws -> HTTPResponse

  private struct Route: Sendable {
    var method: HTTPMethod
    var pattern: [Substring]
    var handler: Handler
  }

  private var routes: [Route] = []

  /// Creates a router without routes.
  init() {}

  /// Adds a route.
  mutating func add(_ method: HTTPMethod, _ pattern: String, _ handler: @escaping Handler) {
    routes.append(
      Route(method: method, pattern: Router.segments(pattern), handler: handler)
    )
  }

  /// Answers a request; a handler's `HTTPProblem` is told, any other error is a 500 without words.
  ///
  /// - Parameter onFault: hears of errors that are no `HTTPProblem`.
  func respond(
    to request: HTTPRequest,
    onFault: @Sendable (any Error) -> Void = { _ in }
  ) async -> HTTPResponse {
    let path = Router.segments(request.path)
    let matching = routes.compactMap { route in
      Router.match(route.pattern, path).map { (route, $0) }
    }
    guard !matching.isEmpty else { return HTTPProblem.notFound.response }
    let method = request.method == .head ? .get : request.method
    guard let (route, parameters) = matching.first(where: { $0.0.method == method }) else {
      var allowed = Set(matching.map { $0.0.method.rawValue })
      if allowed.contains("GET") { allowed.insert("HEAD") }
      return HTTPProblem.methodNotAllowed(allowed.sorted().joined(separator: ", ")).response
    }
    do {
      return try await route.handler(request, parameters)
    } catch let problem as HTTPProblem {
      return problem.response
    } catch {
      onFault(error)
      return HTTPProblem.internalError.response
    }
  }

  private static func segments(_ path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { $0 }
  }

  private static func match(_ pattern: [Substring], _ path: [Substring]) -> Parameters? {
    guard pattern.count == path.count else { return nil }
    var parameters: Parameters = [:]
    for (wanted, found) in zip(pattern, path) {
      if wanted.hasPrefix("{"), wanted.hasSuffix("}") {
        guard !found.isEmpty else { return nil }
        parameters[String(wanted.dropFirst().dropLast())] = String(found)
      } else if wanted != found {
        return nil
      }
    }
    return parameters
  }
}
