import Foundation
import Synchronization

/// The one thread that writes, with its queue.
final class WriterThread: Sendable {
  let queue: StoreQueue
  private let writer: Mutex<StoreWriter>

  /// Takes the writer; nothing is written before `start`.
  init(writer: sending StoreWriter) {
    queue = StoreQueue(limits: writer.limits)
    self.writer = Mutex(writer)
  }

  /// Starts the thread; it ends when a `close` was carried out.
  func start() {
    let thread = Thread { [self] in loop() }
    thread.name = "vivavoce-store"
    thread.start()
  }

  /// What the thread does at each wake-up; tests call it in its place.
  ///
  /// - Returns: when it wants to be called again, or `nil` when nothing is under way.
  @discardableResult
  func step(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    run(queue.takeAll(), now: now)
  }

  /// Longest time between two steps while something is under way.
  var wakeInterval: Duration { writer.withLock(\.limits.wakeInterval) }

  /// Lets a test make the database fail, or ask it how it is set.
  func withDatabase<Value: Sendable>(_ body: @Sendable (Database) -> Value) -> Value {
    writer.withLock { body($0.database) }
  }

  private func run(
    _ commands: [StoreCommand],
    now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    let (next, isClosed) = writer.withLock { writer in
      (writer.run(commands, now: now), writer.isClosed)
    }
    if isClosed {
      for command in queue.close() {
        command.refuse(StoreError(.closed, "The session store was closed."))
      }
    }
    return next
  }

  /// Whether a `close` was carried out.
  private var isClosed: Bool { writer.withLock(\.isClosed) }

  private func loop() {
    var next: ContinuousClock.Instant?
    while !isClosed {
      let timeout = next.map { max(.zero, $0 - ContinuousClock.now) }
      next = run(queue.take(timeout: timeout), now: .now)
    }
  }
}
