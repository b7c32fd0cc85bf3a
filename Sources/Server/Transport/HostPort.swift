import Glibc

/// An address to listen on or to connect to: `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`.
struct HostPort: Equatable, Sendable, CustomStringConvertible {
  /// A name or a numeric address, without brackets.
  var host: String
  /// 0…65,535; 0 lets the system choose.
  var port: UInt16

  /// Creates an address of its parts.
  init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// Reads `HOST:PORT`.
  ///
  /// - Throws: `TransportError.invalidAddress`.
  init(_ text: String) throws(TransportError) {
    guard let colon = text.lastIndex(of: ":") else { throw .invalidAddress(text) }
    var host = text[..<colon]
    let digits = text[text.index(after: colon)...]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw .invalidAddress(text)
    }
    guard !host.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let port = UInt16(digits)
    else { throw .invalidAddress(text) }
    self.host = String(host)
    self.port = port
  }

  /// The form that `init(_:)` reads.
  var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
