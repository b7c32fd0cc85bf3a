import Glibc
import Synchronization

/// Accepts the connections of one listening socket and gives them to its lane.
// Safety: immutable, and called on its lane only.
final class Acceptor: @unchecked Sendable {
  private static let refusal = ResponseWriter.whole(HTTPProblem.overloaded.response)

  private let descriptor: Int32
  private unowned let lane: Lane
  private let site: any Site
  private let counters: TransportCounters

  /// Creates an acceptor of a listening descriptor.
  init(descriptor: Int32, lane: Lane, site: any Site, counters: TransportCounters) {
    self.descriptor = descriptor
    self.lane = lane
    self.site = site
    self.counters = counters
  }

  /// Accepts what waits, a bounded number at a time so that the lane's audio goes on.
  func acceptWaiting() {
    for _ in 0..<32 {
      let accepted = accept(descriptor, nil, nil)
      guard accepted >= 0 else {
        if errno == EMFILE || errno == ENFILE || errno == ENOMEM { lane.rest(descriptor) }
        return
      }
      take(accepted)
    }
  }

  private func take(_ accepted: Int32) {
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    _ = fcntl(accepted, F_SETFL, fcntl(accepted, F_GETFL) | O_NONBLOCK)
    var yes: Int32 = 1
    setsockopt(
      accepted,
      Int32(IPPROTO_TCP),
      TCP_NODELAY,
      &yes,
      socklen_t(MemoryLayout<Int32>.size)
    )
    let limit = lane.limits.webSockets + lane.limits.spareSockets
    guard counters.sockets.add(1, ordering: .relaxed).newValue <= limit else {
      counters.sockets.subtract(1, ordering: .relaxed)
      counters.refused.add(1, ordering: .relaxed)
      _ = Acceptor.refusal.withUnsafeBytes {
        send(accepted, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      close(accepted)
      return
    }
    let socket = ServerSocket(lane: lane, site: site, counters: counters)
    lane.add(socket)
    guard let context = lane.context else {
      close(accepted)
      socket.destroyed()
      return
    }
    _ = context.adopt(accepted, owner: socket)
  }
}
