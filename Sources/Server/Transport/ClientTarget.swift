/// A `ws://`, `wss://` or `http://` address that a client connects to.
struct ClientTarget: Equatable, Sendable {
  /// The name or numeric address, without brackets.
  var host: String
  /// The port.
  var port: UInt16
  /// Path and query, beginning with `/`.
  var path: String
  /// Whether the connection is encrypted.
  var isSecure: Bool
  /// The WebSocket subprotocol to offer, or `nil` for none.
  var subprotocol: String?
  /// The value of an `Authorization` header, or `nil` for none.
  var authorization: String?

  /// Reads a URL.
  ///
  /// - Throws: `TransportError.cannotConnect` with what is wrong.
  init(_ url: String, subprotocol: String? = nil, authorization: String? = nil)
    throws(TransportError)
  {
    guard let separator = url.firstRange(of: "://") else {
      throw .cannotConnect("\"\(url)\" is not a URL")
    }
    switch url[..<separator.lowerBound].lowercased() {
    case "ws", "http": isSecure = false
    case "wss", "https": isSecure = true
    default: throw .cannotConnect("\"\(url)\" is neither ws:// nor wss://")
    }
    let rest = url[separator.upperBound...]
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    path = slash == rest.endIndex ? "/" : String(rest[slash...])
    var authority = String(rest[..<slash])
    let hasPort =
      authority.last != "]" && authority.split(separator: "]").last?.contains(":") == true
    if !hasPort { authority += isSecure ? ":443" : ":80" }
    guard let address = try? HostPort(authority) else {
      throw .cannotConnect("\"\(url)\" has no usable host and port")
    }
    host = address.host
    port = address.port
    self.subprotocol = subprotocol
    self.authorization = authorization
  }

  /// The value of the `Host` header.
  var authority: String { HostPort(host: host, port: port).description }
}
