import Foundation

/// The parts of a `ws://` or `wss://` address.
struct WebSocketAddress: Equatable, Sendable {
  /// Longest path with its query, in bytes: libwebsockets cuts a longer request line off unsaid.
  static let pathLimit = 1_900
  /// Longest host, in bytes, for the same reason.
  static let hostLimit = 100

  /// The name or numeric address, without brackets.
  let host: String
  let port: UInt16
  /// Path and query, percent-encoded, beginning with `/`.
  let path: String
  let isSecure: Bool

  /// Reads an address; `nil` where it is none or too long.
  init?(_ text: String) {
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
      parts.user == nil, parts.fragment == nil
    else { return nil }
    switch parts.scheme?.lowercased() {
    case "ws": isSecure = false
    case "wss": isSecure = true
    default: return nil
    }
    self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    guard let port = UInt16(exactly: parts.port ?? (isSecure ? 443 : 80)), port > 0 else {
      return nil
    }
    self.port = port
    let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
    self.path = path + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
    guard self.path.utf8.count <= WebSocketAddress.pathLimit,
      self.host.utf8.count <= WebSocketAddress.hostLimit
    else { return nil }
  }

  /// The value of the `Host` header.
  var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }
}
