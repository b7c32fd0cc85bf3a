import Glibc

/// A TCP connection that blocks, with a timeout on every step.
struct BlockingSocket: ~Copyable {
  private let descriptor: Int32

  /// Connects.
  ///
  /// - Parameter timeout: seconds for each send and receive.
  /// - Throws: `TransportError.cannotConnect`.
  init(host: String, port: UInt16, timeout: Int) throws(TransportError) {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &found)
    guard status == 0, let first = found else {
      throw .cannotConnect("\(host): \(String(cString: gai_strerror(status)))")
    }
    defer { freeaddrinfo(first) }
    var reason = "no address"
    for info in sequence(first: first, next: { $0.pointee.ai_next }) {
      let type = info.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue)
      let candidate = socket(info.pointee.ai_family, type, info.pointee.ai_protocol)
      guard candidate >= 0 else { continue }
      var limit = timeval(tv_sec: timeout, tv_usec: 0)
      let size = socklen_t(MemoryLayout<timeval>.size)
      setsockopt(candidate, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
      setsockopt(candidate, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
      if connect(candidate, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0 {
        descriptor = candidate
        return
      }
      reason = String(cString: strerror(errno))
      close(candidate)
    }
    throw .cannotConnect("\(HostPort(host: host, port: port)): \(reason)")
  }

  deinit { close(descriptor) }

  /// Sends all bytes.
  ///
  /// - Throws: `TransportError.cannotConnect`.
  borrowing func send(_ bytes: [UInt8]) throws(TransportError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw .cannotConnect(String(cString: strerror(errno))) }
      sent += count
    }
  }

  /// Receives what comes next; nothing where the peer has closed.
  ///
  /// - Throws: `TransportError.cannotConnect`.
  borrowing func receive(atMost limit: Int) throws(TransportError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = recv(descriptor, &bytes, limit, 0)
    guard count >= 0 else { throw .cannotConnect(String(cString: strerror(errno))) }
    return Array(bytes.prefix(count))
  }

  /// Gives the connection away; whoever takes it closes it.
  consuming func release() -> Int32 {
    let given = descriptor
    discard self
    return given
  }

  /// Receives until the peer closes.
  ///
  /// - Throws: `TransportError.cannotConnect`, also where more than `limit` bytes come.
  borrowing func receiveToEnd(limit: Int) throws(TransportError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1_024)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count != 0 else { return bytes }
      guard count > 0 else { throw .cannotConnect(String(cString: strerror(errno))) }
      bytes.append(contentsOf: chunk.prefix(count))
      guard bytes.count <= limit else { throw .cannotConnect("the answer is over the limit") }
    }
  }
}
