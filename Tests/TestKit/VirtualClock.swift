import Synchronization
public import VoiceEngine

/// A clock that stands still until somebody sleeps or the test moves it.
public final class VirtualClock: Sendable {
  private let state = Mutex<(now: Duration, sleeps: [Duration])>((.zero, []))

  /// Creates a clock at zero.
  public init() {}

  /// The time.
  public var now: Duration { state.withLock { $0.now } }

  /// Every sleep so far.
  public var sleeps: [Duration] { state.withLock { $0.sleeps } }

  /// Lets time pass.
  public func advance(by duration: Duration) { state.withLock { $0.now += duration } }

  /// The clock as providers take it: who sleeps moves the time.
  public var provider: ProviderClock {
    ProviderClock(
      now: { self.now },
      sleep: { duration in
        try Task.checkCancellation()
        self.state.withLock { state in
          state.now += duration
          state.sleeps.append(duration)
        }
      }
    )
  }
}
