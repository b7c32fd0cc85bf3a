import Glibc

/// Opens listening sockets that several lanes share.
enum ListeningSocket {
  /// Opens a non-blocking listening socket.
  ///
  /// The port is shared with the process's other lanes, so the kernel spreads connections.
  ///
  /// - Returns: the descriptor and the port, which is the system's choice where `address` says 0.
  /// - Throws: `TransportError.cannotListen`.
  static func open(_ address: HostPort, isShared: Bool) throws(TransportError) -> (
    descriptor: Int32, port: UInt16
  ) {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(address.host, String(address.port), &hints, &found)
    guard status == 0, let first = found else {
      throw .cannotListen(
        address: address.description,
        reason: String(cString: gai_strerror(status))
      )
    }
    defer { freeaddrinfo(first) }
    let type = first.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(first.pointee.ai_family, type, first.pointee.ai_protocol)
    guard descriptor >= 0 else { throw failure(address) }
    do throws(TransportError) {
      var yes: Int32 = 1
      let size = socklen_t(MemoryLayout<Int32>.size)
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
      if isShared { setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &yes, size) }
      guard bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0,
        Glibc.listen(descriptor, 1_024) == 0
      else { throw failure(address) }
      return (descriptor, try port(of: descriptor, address))
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func port(
    of descriptor: Int32,
    _ address: HostPort
  ) throws(TransportError) -> UInt16 {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let port: UInt16? = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        guard getsockname(descriptor, $0, &size) == 0 else { return nil }
        return $0.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
          // The port lies at the same place in an IPv6 address.
          UInt16(bigEndian: $0.pointee.sin_port)
        }
      }
    }
    guard let port else { throw failure(address) }
    return port
  }

  private static func failure(_ address: HostPort) -> TransportError {
    .cannotListen(address: address.description, reason: String(cString: strerror(errno)))
  }
}
