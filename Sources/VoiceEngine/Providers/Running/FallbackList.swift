import Speech
import Synchronization

/// The providers of one role, best first: a request goes to the first that can answer it.
///
/// A provider is retried as the policy says, rests when it keeps failing, and the next one takes
/// over within the same deadline. Nothing of a failed attempt reaches the caller: an answer comes
/// from one provider, whole.
public final class FallbackList<Provider: Sendable>: Sendable {
  /// A provider and the name that the operator gave it.
  public struct Entry: Sendable {
    /// Name in the configuration, for logs and health.
    public var name: String
    /// The provider.
    public var provider: Provider
    /// Longest attempt at it, where the policy's does not suit; the first byte may take as long.
    public var attempt: Duration?

    /// Creates an entry.
    public init(name: String, provider: Provider, attempt: Duration? = nil) {
      self.name = name
      self.provider = provider
      self.attempt = attempt
    }
  }

  /// How patiently providers are asked.
  public let policy: ProviderPolicy
  private let entries: [Entry]
  private let breakers: Mutex<[CircuitBreaker]>
  private let clock: ProviderClock
  private let jitter: @Sendable () -> Double

  /// Creates a list.
  ///
  /// - Parameters:
  ///   - entries: best first.
  ///   - jitter: 0…1 at random.
  public init(
    _ entries: [Entry],
    policy: ProviderPolicy,
    clock: ProviderClock = .continuous,
    jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) }
  ) {
    self.entries = entries
    self.policy = policy
    self.clock = clock
    self.jitter = jitter
    let breaker = CircuitBreaker(failureLimit: policy.failureLimit, rest: policy.rest)
    breakers = Mutex(Array(repeating: breaker, count: entries.count))
  }

  /// Time since some fixed moment, on the list's clock.
  public var now: Duration { clock.now() }

  /// The providers, best first.
  public var providers: [Provider] { entries.map(\.provider) }

  /// Asks one provider after the other until one answers.
  ///
  /// - Parameters:
  ///   - limit: time for all attempts where the policy's is too long.
  ///   - suits: whether a provider can answer this request at all.
  ///   - body: makes one attempt within the deadlines that it is given.
  /// - Throws: the last provider's error, or `ProviderError.busy` where all of them rest.
  public func first<Answer: Sendable>(
    within limit: Duration? = nil,
    where suits: (Provider) -> Bool = { _ in true },
    _ body: (Provider, HTTPStreamRequest.Deadlines) async throws(ProviderError) -> Answer
  ) async throws(ProviderError) -> Answer {
    let end = clock.now() + min(policy.total, limit ?? policy.total)
    var last = ProviderError.busy
    for index in entries.indices where suits(entries[index].provider) {
      do throws(ProviderError) {
        return try await ask(index, until: end, body)
      } catch {
        guard error != .cancelled, error != .overBudget else { throw error }
        if error != .busy { last = error }
      }
    }
    throw last
  }

  private func ask<Answer: Sendable>(
    _ index: Int,
    until end: Duration,
    _ body: (Provider, HTTPStreamRequest.Deadlines) async throws(ProviderError) -> Answer
  ) async throws(ProviderError) -> Answer {
    var schedule = RetrySchedule(policy: policy)
    var last = ProviderError.busy
    while true {
      let now = clock.now()
      guard now < end else { throw .timedOut(.total) }
      guard breakers.withLock({ $0[index].admits(at: now) }) else { throw last }
      do throws(ProviderError) {
        let answer = try await body(entries[index].provider, deadlines(index, left: end - now))
        breakers.withLock { $0[index].succeeded() }
        return answer
      } catch {
        last = error
        let failed = clock.now()
        breakers.withLock { $0[index].failed(error, at: failed) }
        let step = schedule.failed(error, left: end - failed, jitter: jitter())
        guard case .again(let pause) = step else { throw error }
        do { try await clock.sleep(pause) } catch { throw ProviderError.cancelled }
      }
    }
  }

  private func deadlines(_ index: Int, left: Duration) -> HTTPStreamRequest.Deadlines {
    var deadlines = policy.attempt
    if let attempt = entries[index].attempt {
      deadlines.total = attempt
      deadlines.firstByte = attempt
    }
    deadlines.total = min(deadlines.total, left)
    return deadlines
  }

  /// One line a provider, for a health page: `NAME: ok`, or the last failure and whether it rests.
  public var health: [String] {
    let now = clock.now()
    return zip(entries, breakers.withLock { $0 }).map { entry, breaker in
      guard let error = breaker.lastError else { return "\(entry.name): ok" }
      if case .open(let until) = breaker.state, until > now {
        return "\(entry.name): rests for \((until - now).inMilliseconds / 1_000) s, \(error.code)"
      }
      return "\(entry.name): last failed, \(error.code)"
    }
  }
}
