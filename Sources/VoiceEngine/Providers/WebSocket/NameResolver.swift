import Dispatch
import Glibc

/// Looks names up on a queue of its own: a name server that hangs must not hold up streams that
/// are open, and libwebsockets would wait for it on their thread.
struct NameResolver: Sendable {
  private let queue = DispatchQueue(label: "provider-names", attributes: .concurrent)

  /// Tells the numeric addresses of a host in the order of preference; none where it has none.
  func resolve(_ host: String, then tell: @escaping @Sendable ([String]) -> Void) {
    queue.async { tell(NameResolver.addresses(of: host)) }
  }

  private static func addresses(of host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &found) == 0, let first = found else { return [] }
    defer { freeaddrinfo(first) }
    return sequence(first: first, next: { $0.pointee.ai_next }).compactMap { info in
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let status = getnameinfo(
        info.pointee.ai_addr,
        info.pointee.ai_addrlen,
        &text,
        socklen_t(text.count),
        nil,
        0,
        NI_NUMERICHOST
      )
      guard status == 0 else { return nil }
      return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}
