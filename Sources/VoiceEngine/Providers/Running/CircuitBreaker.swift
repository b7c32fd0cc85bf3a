/// Lets a provider that keeps failing rest.
///
/// Closed: requests go through. Open: none does until the rest is over. Then one request tries, and
/// what becomes of it closes or opens the breaker again.
public struct CircuitBreaker: Equatable, Sendable {
  /// Whether requests go through.
  public enum State: Equatable, Sendable {
    /// They do.
    case closed
    /// They do not, until a moment.
    case open(until: Duration)
    /// One is trying since a moment.
    case trying(since: Duration)
  }

  /// Whether requests go through.
  public private(set) var state = State.closed
  /// The last failure, or `nil` after a success.
  public private(set) var lastError: ProviderError?

  private let failureLimit: Int
  private let rest: Duration
  private var failures = 0

  /// Creates a closed breaker.
  public init(failureLimit: Int, rest: Duration) {
    self.failureLimit = failureLimit
    self.rest = rest
  }

  /// Whether a request may go through now; whoever asks must tell what became of it.
  public mutating func admits(at now: Duration) -> Bool {
    switch state {
    case .closed: return true
    case .open(let until) where now >= until: break
    // Who tried and never told: cancelled, or lost.
    case .trying(let since) where now >= since + rest: break
    case .open, .trying: return false
    }
    state = .trying(since: now)
    return true
  }

  /// A request succeeded.
  public mutating func succeeded() {
    state = .closed
    failures = 0
    lastError = nil
  }

  /// A request failed.
  ///
  /// What the request itself is to blame for says nothing about the provider; a wrong key does, at
  /// once, and so does a wait that the provider asks for.
  public mutating func failed(_ error: ProviderError, at now: Duration) {
    switch error {
    case .cancelled, .busy, .overBudget:
      if case .trying = state { state = .open(until: now) }
      return
    case .rejected, .declined, .tooLarge, .invalidRequest, .malformed:
      lastError = error
      failures += 1
    case .unauthorized, .untrusted:
      lastError = error
      failures = max(failureLimit, failures + 1)
    case .unreachable, .timedOut, .disconnected, .rateLimited, .unavailable:
      lastError = error
      failures += 1
    }
    if case .trying = state { failures = max(failures, failureLimit) }
    if let wait = error.retryAfter { return state = .open(until: now + max(wait, .zero)) }
    if failures >= failureLimit { state = .open(until: now + rest) }
  }
}
