import Synchronization

/// A disk that may be full, for simulations: a real one says itself how much it takes.
///
/// What fits is written and the rest refused, as by a file system that runs out of blocks.
package final class SimulatedDisk: Sendable {
  private let free = Mutex<Int?>(nil)

  /// Creates a disk that takes everything.
  package init() {}

  /// Bytes that it still takes, or `nil` for as many as come.
  package var freeBytes: Int? {
    get { free.withLock { $0 } }
    set { free.withLock { $0 = newValue } }
  }

  /// Uses up room for a write.
  ///
  /// - Returns: how many of the bytes fit.
  func take(_ byteCount: Int) -> Int {
    free.withLock { free in
      guard let room = free else { return byteCount }
      let taken = min(room, byteCount)
      free = room - taken
      return taken
    }
  }
}
