import Glibc

/// One end of a connection, mostly a client's, that blocks and can send any bytes at all.
public final class RawSocket {
  /// Why a call came to nothing.
  public enum Failure: Error { case cannotConnect, timedOut, closed }

  private let descriptor: Int32
  private var isOpen = true
  private var buffer: [UInt8] = []
  /// Whether the server has ended the connection.
  public private(set) var isClosedByPeer = false

  /// Connects to a port of the loopback interface.
  ///
  /// - Parameter receiveBuffer: bytes that the kernel keeps for a client that does not read.
  public init(port: UInt16, receiveBuffer: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Failure.cannotConnect }
  }

  /// Takes a connection over, with what was read of it before.
  init(descriptor: Int32, alreadyRead: [UInt8]) {
    self.descriptor = descriptor
    buffer = alreadyRead
  }

  deinit { if isOpen { close(descriptor) } }

  /// Sends all bytes, or stops silently where the server has closed.
  public func send(_ bytes: [UInt8]) {
    guard isOpen else { return }
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Sends a text as UTF-8.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Ends the connection with a reset, as a vanishing client does.
  public func vanish() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    // Only closing sends the reset; shutting down would say goodbye.
    guard isOpen else { return }
    isOpen = false
    close(descriptor)
  }

  /// Tells the server that nothing more comes.
  public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads exactly so many bytes.
  public func read(_ count: Int, timeout: Double = 30) throws -> [UInt8] {
    while buffer.count < count { try fill(timeout: timeout) }
    defer { buffer.removeFirst(count) }
    return Array(buffer.prefix(count))
  }

  /// Reads up to and including a marker.
  public func read(through marker: String, timeout: Double = 30) throws -> String {
    let wanted = Array(marker.utf8)
    while true {
      if let range = buffer.firstRange(of: wanted) {
        defer { buffer.removeSubrange(..<range.upperBound) }
        return String(decoding: buffer[..<range.upperBound], as: UTF8.self)
      }
      try fill(timeout: timeout)
    }
  }

  /// Reads until the server closes.
  public func readToEnd(timeout: Double = 30) throws -> [UInt8] {
    do { while true { try fill(timeout: timeout) } } catch Failure.closed {}
    defer { buffer = [] }
    return buffer
  }

  private func fill(timeout: Double) throws {
    guard isOpen else { throw Failure.closed }
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, Int32(timeout * 1_000)) > 0 else { throw Failure.timedOut }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else {
      isClosedByPeer = true
      throw Failure.closed
    }
    buffer.append(contentsOf: chunk.prefix(count))
  }
}
