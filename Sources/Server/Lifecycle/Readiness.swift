import Synchronization

/// Whether new sessions may come: not while draining, not while something they need is broken.
final class Readiness: Sendable {
  /// Returns what is wrong, or `nil`.
  typealias Check = @Sendable () -> String?

  private let draining = Atomic<Bool>(false)
  private let checks = Mutex<[Check]>([])

  /// Creates a state that is ready.
  init() {}

  /// Adds something that new sessions need.
  func require(_ check: @escaping Check) { checks.withLock { $0.append(check) } }

  /// Whether the server is about to stop.
  var isDraining: Bool { draining.load(ordering: .acquiring) }

  /// Turns new sessions away from now on.
  func beginDraining() { draining.store(true, ordering: .releasing) }

  /// Everything that stands against new sessions; empty means ready.
  var reasons: [String] {
    let found = checks.withLock { $0 }.compactMap { $0() }
    return (isDraining ? ["draining"] : []) + found
  }
}
