/// Which pages may open an interview's WebSocket: those of the server itself and those that the
/// configuration names.
///
/// A page of the server itself is one whose `Origin` is the `Host` it asked for, and whose host is
/// one that the server answers to. The second half stops DNS rebinding: a foreign name that is made
/// to point here agrees with itself, but the server does not answer to it.
struct OriginPolicy: Sendable {
  private let allowed: Set<String>
  private let names: Set<String>

  /// Creates a policy.
  ///
  /// - Parameters:
  ///   - allowed: further origins, such as `https://interviews.example.org`.
  ///   - listens: the host on which the server listens.
  init(allowed: [String] = [], listens: String = "127.0.0.1") {
    self.allowed = Set(allowed.map { $0.lowercased() })
    names = [listens.lowercased(), "localhost", "127.0.0.1", "::1"]
  }

  /// Whether a request may go on.
  ///
  /// A client without an `Origin` is no browser page and is allowed. The port counts, the scheme of
  /// the server's own pages does not: behind a proxy the server does not know it.
  func allows(_ headers: HTTPRequestHeaders) -> Bool {
    guard let origin = headers.origin?.lowercased() else { return true }
    if allowed.contains(origin) { return true }
    guard let host = headers.host?.lowercased(), answers(to: host) else { return false }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }

  private func answers(to host: String) -> Bool {
    var name = Substring(host)
    if let bracket = name.firstIndex(of: "]") {
      name = name[..<bracket].dropFirst()
    } else if let colon = name.lastIndex(of: ":") {
      name = name[..<colon]
    }
    return names.contains(String(name)) || name.hasSuffix(".localhost")
  }
}
