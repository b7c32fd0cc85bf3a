import Dispatch
import Synchronization

/// The bounded way to the writer thread.
///
/// Pushing never waits: it takes a lock for the length of an append. A packet that finds the writer
/// awake, or asleep with something under way, does not wake it: it is fetched at the writer's next
/// look, which comes within `StoreLimits.wakeInterval`.
final class StoreQueue: Sendable {
  private struct State {
    var commands: [StoreCommand] = []
    var bytes = 0
    var isClosed = false
    /// Whether the writer sleeps until it is woken.
    var needsWaking = true
  }

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)
  private let maximumCommands: Int
  private let maximumBytes: Int

  init(limits: StoreLimits) {
    maximumCommands = limits.queuedCommands
    maximumBytes = limits.queuedBytes
  }

  /// Commands that wait.
  var count: Int { state.withLock { $0.commands.count } }

  /// Adds a command.
  ///
  /// - Returns: `false` for a full queue; the command is dropped.
  func push(_ command: StoreCommand) -> Bool {
    enum Outcome { case taken, takenAndWake, full, closed }
    let outcome: Outcome = state.withLock { state in
      guard !state.isClosed else { return .closed }
      let hasRoom =
        state.commands.count < maximumCommands && state.bytes + command.weight <= maximumBytes
      guard hasRoom || command.isAwaited else { return .full }
      state.commands.append(command)
      state.bytes += command.weight
      let isFilling = state.commands.count == maximumCommands / 2
      guard state.needsWaking || command.isAwaited || isFilling else { return .taken }
      state.needsWaking = false
      return .takenAndWake
    }
    switch outcome {
    case .taken: return true
    case .takenAndWake:
      wake.signal()
      return true
    case .full: return false
    case .closed:
      command.refuse(StoreError(.closed, "The session store was closed."))
      return false
    }
  }

  /// Waits until a command comes or time is up, and takes all that wait.
  ///
  /// - Parameter timeout: longest wait, or `nil` to sleep until woken.
  func take(timeout: Duration?) -> [StoreCommand] {
    let isEmpty = state.withLock { state in
      state.needsWaking = state.commands.isEmpty && timeout == nil
      return state.commands.isEmpty
    }
    if let timeout {
      _ = wake.wait(timeout: .now() + .nanoseconds(Int(timeout / .nanoseconds(1))))
    } else if isEmpty {
      wake.wait()
    }
    return takeAll()
  }

  /// Takes all that wait, at once.
  func takeAll() -> [StoreCommand] {
    state.withLock { state in
      defer {
        state.commands = []
        state.bytes = 0
      }
      state.needsWaking = false
      return state.commands
    }
  }

  /// Refuses every command from now on.
  ///
  /// - Returns: what still waited.
  func close() -> [StoreCommand] {
    state.withLock { $0.isClosed = true }
    return takeAll()
  }
}
