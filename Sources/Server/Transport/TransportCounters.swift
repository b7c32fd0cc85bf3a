import Synchronization

/// What the lanes count together.
final class TransportCounters: Sendable {
  /// Sockets that are open.
  let sockets = Atomic<Int>(0)
  /// WebSockets that are open or being opened.
  let webSockets = Atomic<Int>(0)
  /// WebSockets that the server cut or closed for breaking a limit.
  let cut = Atomic<Int>(0)
  /// Sockets that were refused for the limit on sockets.
  let refused = Atomic<Int>(0)
}
