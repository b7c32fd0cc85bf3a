/// Which pages may open a WebSocket or change something: those of the server itself and those that
/// the configuration names.
struct OriginPolicy: Sendable {
  private let allowed: Set<String>

  /// Creates a policy that allows further origins, such as `https://interviews.example.org`.
  init(allowed: [String] = []) {
    self.allowed = Set(allowed.map { $0.lowercased() })
  }

  /// Whether a request may go on.
  ///
  /// A client without an `Origin` is no browser page and is allowed. The port counts, the scheme of
  /// the server's own pages does not: behind a proxy the server does not know it.
  func allows(_ headers: HTTPRequestHeaders) -> Bool {
    guard let origin = headers.origin?.lowercased() else { return true }
    if allowed.contains(origin) { return true }
    guard let host = headers.host?.lowercased() else { return false }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }
}
