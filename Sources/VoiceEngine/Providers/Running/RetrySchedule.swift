/// Decides after each failed attempt at one provider whether there is another, and when.
struct RetrySchedule: Equatable, Sendable {
  /// What comes next.
  enum Step: Equatable, Sendable {
    /// The same provider again, after a pause.
    case again(after: Duration)
    /// No more of this provider.
    case giveUp
  }

  private let policy: ProviderPolicy
  private var attempts = 0

  init(policy: ProviderPolicy) { self.policy = policy }

  /// Takes a failure.
  ///
  /// - Parameters:
  ///   - error: why the attempt failed.
  ///   - left: time until the request's total deadline.
  ///   - jitter: 0…1, so that sessions that failed together do not come back together.
  mutating func failed(_ error: ProviderError, left: Duration, jitter: Double) -> Step {
    attempts += 1
    guard error.isTransient, error != .busy, attempts < policy.attempts else { return .giveUp }
    let doubled = policy.backoff * (1 << min(attempts - 1, 10))
    let pause = max(error.retryAfter ?? .zero, doubled * (0.5 + jitter / 2))
    guard pause <= policy.patience, pause < left else { return .giveUp }
    return .again(after: pause)
  }
}
