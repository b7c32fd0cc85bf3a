/// Where providers' deadlines and pauses take the time from, so that tests can bring their own.
public struct ProviderClock: Sendable {
  /// Time since some fixed moment.
  public var now: @Sendable () -> Duration
  /// Waits; throws when the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void

  /// Creates a clock.
  public init(
    now: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The machine's monotonic clock.
  public static let continuous: ProviderClock = {
    let start = ContinuousClock.now
    return ProviderClock(
      now: { ContinuousClock.now - start },
      sleep: { try await Task.sleep(for: $0) }
    )
  }()
}
