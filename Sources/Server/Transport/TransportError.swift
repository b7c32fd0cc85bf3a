/// Why the transport could not do something.
enum TransportError: Error, Equatable, CustomStringConvertible {
  /// An address that is not `HOST:PORT`.
  case invalidAddress(String)
  /// The address cannot be listened on.
  case cannotListen(address: String, reason: String)
  /// The system allows fewer open files than the limits of connections need.
  case tooFewFiles(needed: Int, allowed: Int)
  /// A thread, loop or context could not be created.
  case libraryRefused
  /// A connection to a server could not be made.
  case cannotConnect(String)

  /// A sentence to act on.
  var description: String {
    switch self {
    case .invalidAddress(let text): "\"\(text)\" is not an address of the form HOST:PORT"
    case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
    case .tooFewFiles(let needed, let allowed):
      "the limits of connections need \(needed) open files, \(allowed) are allowed; "
        + "raise the limit of open files or lower connection_limit"
    case .libraryRefused: "the network library could not be started; check the limit of open files"
    case .cannotConnect(let reason): "cannot connect: \(reason)"
    }
  }
}
