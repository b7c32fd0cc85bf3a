import Foundation
import Glibc
import Synchronization

/// A server on the loopback interface that streams replies of a language model at an even pace.
///
/// One thread with `poll` for all connections. What it measures with is the same clock as that of
/// whoever reads: each piece carries the moment at which it was written, in nanoseconds.
final class StreamingServer: Sendable {
  /// What it replies.
  struct Reply: Sendable {
    /// The pieces; `#` stands for the moment of writing.
    var pieces: [String]
    /// Time between two of them.
    var interval: Duration

    /// A thousand streams of 100 pieces, each of which is the moment of its writing.
    static let numbers = Reply(
      pieces: Array(repeating: " #", count: 100),
      interval: .milliseconds(100)
    )
    /// A sentence, the moment of its end, and then more of it for as long as nobody hangs up.
    static let sentence = Reply(
      pieces: ["Thank", " you.", " #"] + Array(repeating: " and so on", count: 20),
      interval: .milliseconds(20)
    )
  }

  private struct Stream {
    var received: [UInt8] = []
    /// The next piece and when it is due, once the request is whole.
    var next: (piece: Int, due: UInt64)?
  }

  /// The port.
  let port: UInt16
  private let listener: Int32
  private let reply: Reply

  /// Starts the thread.
  init(_ reply: Reply) {
    self.reply = reply
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { [listener] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) | listen(listener, 4_096) | getsockname(listener, $0, &size)
      }
    }
    precondition(status == 0, "the loopback interface takes a listener")
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in run() }
  }

  private func run() {
    var streams: [Int32: Stream] = [:]
    while true {
      var watched = ([listener] + streams.keys).map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      poll(&watched, nfds_t(watched.count), 1)
      for entry in watched where entry.revents != 0 {
        if entry.fd == listener {
          let connection = accept(listener, nil, nil)
          guard connection >= 0 else { continue }
          var one: Int32 = 1
          setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
          streams[connection] = Stream()
        } else if !receive(entry.fd, &streams) {
          streams[entry.fd] = nil
          close(entry.fd)
        }
      }
      writeWhatIsDue(&streams)
    }
  }

  private func receive(_ descriptor: Int32, _ streams: inout [Int32: Stream]) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    guard count > 0, var stream = streams[descriptor] else { return false }
    stream.received += bytes[..<count]
    if let body = StreamingServer.body(of: stream.received), stream.received.count >= body {
      stream.received.removeFirst(body)
      stream.next = (0, nanoseconds())
      let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked"
      write(head + "\r\n\r\n", to: descriptor)
    }
    streams[descriptor] = stream
    return true
  }

  /// Bytes of the request in the buffer, head and body, or `nil` while its head is not whole.
  private static func body(of received: [UInt8]) -> Int? {
    let text = String(decoding: received, as: UTF8.self)
    guard let end = text.utf8.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = text[..<end.lowerBound].lowercased()
    let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) }
    return text.utf8.distance(from: text.startIndex, to: end.upperBound) + (length ?? 0)
  }

  private func writeWhatIsDue(_ streams: inout [Int32: Stream]) {
    let interval = UInt64(reply.interval / .nanoseconds(1))
    for (descriptor, stream) in streams {
      guard let next = stream.next, nanoseconds() >= next.due else { continue }
      let isLast = next.piece == reply.pieces.count
      let text = isLast ? "" : reply.pieces[next.piece]
      let event =
        isLast
        ? "data: [DONE]\n\n"
        : "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
          + text.replacing("#", with: String(nanoseconds())) + "\"}}]}\n\n"
      let end = isLast ? "0\r\n\r\n" : ""
      write("\(String(event.utf8.count, radix: 16))\r\n\(event)\r\n\(end)", to: descriptor)
      streams[descriptor]?.next = isLast ? nil : (next.piece + 1, next.due + interval)
    }
  }

  private func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}

/// Nanoseconds of the machine's monotonic clock.
func nanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
