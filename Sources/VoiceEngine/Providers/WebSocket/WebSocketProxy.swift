/// Which proxy leads to a host, after the variables that curl and most programs know.
enum WebSocketProxy {
  /// A way to a host.
  enum Way: Hashable, Sendable {
    case direct
    /// `host:port`, with `user:password@` before it where the proxy wants to be told.
    case through(String)
  }

  /// The way to an address; `nil` where a proxy is set that is no plain HTTP proxy: to go round it
  /// would not be respecting it.
  ///
  /// - Parameter setting: a proxy instead of the environment's; empty for none.
  static func way(
    to address: WebSocketAddress,
    setting: String?,
    environment: [String: String]
  ) -> Way? {
    let wanted: String?
    if let setting {
      wanted = setting
    } else if isExempt(address.host, environment["no_proxy"] ?? environment["NO_PROXY"] ?? "") {
      wanted = nil
    } else if address.isSecure {
      wanted = environment["https_proxy"] ?? environment["HTTPS_PROXY"] ?? any(environment)
    } else {
      // In upper case it may be a header of a request that a web server passed on.
      wanted = environment["http_proxy"] ?? any(environment)
    }
    guard var proxy = wanted, !proxy.isEmpty else { return .direct }
    if let scheme = proxy.firstRange(of: "://") {
      guard proxy[..<scheme.lowerBound].lowercased() == "http" else { return nil }
      proxy.removeSubrange(..<scheme.upperBound)
    }
    if let slash = proxy.firstIndex(of: "/") { proxy.removeSubrange(slash...) }
    guard !proxy.isEmpty else { return nil }
    let host = proxy.split(separator: "@").last ?? ""
    let hasPort = host.split(separator: "]", omittingEmptySubsequences: false).last?.contains(":")
    // 1080 is where curl looks for a proxy without a port.
    return .through(hasPort == true ? proxy : proxy + ":1080")
  }

  private static func any(_ environment: [String: String]) -> String? {
    environment["all_proxy"] ?? environment["ALL_PROXY"]
  }

  private static func isExempt(_ host: String, _ list: String) -> Bool {
    let host = host.lowercased()
    return list.lowercased().split(whereSeparator: { $0 == "," || $0.isWhitespace }).contains {
      let name = $0.hasPrefix(".") ? $0.dropFirst() : $0
      return name == "*" || host == name || host.hasSuffix("." + name)
    }
  }
}
