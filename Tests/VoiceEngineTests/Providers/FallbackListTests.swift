import Synchronization
import TestKit
import Testing
import VoiceEngine

@Suite struct FallbackListTests {
  /// A provider that gives these outcomes one after the other, and takes its time.
  private final class Scripted: Sendable {
    let name: String
    private let outcomes: Mutex<[ProviderError?]>
    private let takes: Duration
    private let calls = Mutex(0)

    init(_ name: String, _ outcomes: [ProviderError?], takes: Duration = .milliseconds(100)) {
      self.name = name
      self.outcomes = Mutex(outcomes)
      self.takes = takes
    }

    var callCount: Int { calls.withLock { $0 } }

    func answer(
      _ deadlines: HTTPStreamRequest.Deadlines,
      _ clock: VirtualClock
    ) throws(ProviderError) -> String {
      calls.withLock { $0 += 1 }
      clock.advance(by: min(takes, deadlines.total))
      if takes > deadlines.total { throw .timedOut(.total) }
      let outcome = outcomes.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
      if let outcome { throw outcome }
      return name
    }
  }

  private let clock = VirtualClock()

  private func list(
    _ providers: [Scripted],
    _ policy: ProviderPolicy = ProviderPolicy()
  ) -> FallbackList<Scripted> {
    FallbackList(
      providers.map { .init(name: $0.name, provider: $0) },
      policy: policy,
      clock: clock.provider,
      jitter: { 1 }
    )
  }

  private func ask(
    _ list: FallbackList<Scripted>,
    within limit: Duration? = nil
  ) async throws(ProviderError) -> String {
    try await list.first(within: limit) { provider, deadlines async throws(ProviderError) in
      try provider.answer(deadlines, clock)
    }
  }

  @Test func `the first that answers is the only one that is asked`() async throws {
    let (first, second) = (Scripted("a", [nil]), Scripted("b", [nil]))
    #expect(try await ask(list([first, second])) == "a")
    #expect(first.callCount == 1 && second.callCount == 0 && clock.sleeps.isEmpty)
  }

  @Test func `a passing failure is tried again after a pause`() async throws {
    let first = Scripted("a", [.unavailable(status: 503, retryAfter: nil), nil])
    #expect(try await ask(list([first, Scripted("b", [nil])])) == "a")
    #expect(clock.sleeps == [.milliseconds(200)])
  }

  @Test func `pauses double, and attempts are counted`() async throws {
    let first = Scripted("a", [.disconnected])
    var policy = ProviderPolicy(attempts: 4)
    policy.failureLimit = 10
    #expect(try await ask(list([first, Scripted("b", [nil])], policy)) == "b")
    #expect(first.callCount == 4)
    #expect(clock.sleeps == [.milliseconds(200), .milliseconds(400), .milliseconds(800)])
  }

  @Test(arguments: [
    ProviderError.unauthorized(status: 401), .rejected(status: 400), .malformed, .untrusted,
    .declined, .tooLarge, .invalidRequest,
  ])
  func `a lasting failure is not tried again: the next provider is`(
    error: ProviderError
  ) async throws {
    let first = Scripted("a", [error])
    #expect(try await ask(list([first, Scripted("b", [nil])])) == "b")
    #expect(first.callCount == 1 && clock.sleeps.isEmpty)
  }

  @Test func `a short wait that the provider asks for is waited`() async throws {
    let first = Scripted("a", [.rateLimited(retryAfter: .milliseconds(1_500)), nil])
    #expect(try await ask(list([first, Scripted("b", [nil])])) == "a")
    #expect(clock.sleeps == [.milliseconds(1_500)])
  }

  @Test func `a long wait is obeyed by everybody and not waited for`() async throws {
    let first = Scripted("a", [.rateLimited(retryAfter: .seconds(60)), nil])
    let list = list([first, Scripted("b", [nil])])
    #expect(try await ask(list) == "b")
    clock.advance(by: .seconds(59))
    #expect(try await ask(list) == "b")
    #expect(first.callCount == 1 && clock.sleeps.isEmpty)
    clock.advance(by: .seconds(1))
    #expect(try await ask(list) == "a")
  }

  @Test func `one that keeps failing rests, and is tried again`() async throws {
    let first = Scripted("a", [.disconnected, .disconnected, .disconnected, nil])
    let list = list([first, Scripted("b", [nil])])
    for _ in 0..<5 { #expect(try await ask(list) == "b") }
    #expect(first.callCount == 3)
    #expect(list.health[0].hasPrefix("a: rests for") && list.health[1] == "b: ok")
    clock.advance(by: .seconds(20))
    #expect(try await ask(list) == "a")
    #expect(list.health == ["a: ok", "b: ok"])
  }

  @Test func `all attempts at all providers share one deadline`() async throws {
    let slow = Duration.seconds(60)
    let providers = ["a", "b", "c", "d"].map { Scripted($0, [nil], takes: slow) }
    await #expect(throws: ProviderError.timedOut(.total)) { try await ask(list(providers)) }
    #expect(clock.now <= .seconds(10))
    let start = clock.now
    let others = ["e", "f"].map { Scripted($0, [nil], takes: slow) }
    await #expect(throws: ProviderError.timedOut(.total)) {
      try await ask(list(others), within: .seconds(2))
    }
    #expect(clock.now - start <= .seconds(2))
  }

  @Test func `a slow first provider leaves time for the second`() async throws {
    let providers = [Scripted("a", [nil], takes: .seconds(60)), Scripted("b", [nil])]
    var policy = ProviderPolicy(total: .seconds(10), attempts: 1)
    policy.attempt.total = .seconds(6)
    #expect(try await ask(list(providers, policy)) == "b")
  }

  @Test func `where all fail the last failure is told`() async throws {
    let list = list([Scripted("a", [.malformed]), Scripted("b", [.rejected(status: 404)])])
    await #expect(throws: ProviderError.rejected(status: 404)) { try await ask(list) }
  }

  @Test func `where all rest the answer is immediate`() async throws {
    let list = list([Scripted("a", [.untrusted])])
    await #expect(throws: ProviderError.untrusted) { try await ask(list) }
    let before = clock.now
    await #expect(throws: ProviderError.busy) { try await ask(list) }
    #expect(clock.now == before)
  }

  @Test func `who is cancelled does not go on with the next provider`() async throws {
    let second = Scripted("b", [nil])
    let list = list([Scripted("a", [.cancelled]), second])
    await #expect(throws: ProviderError.cancelled) { try await ask(list) }
    #expect(second.callCount == 0)
  }

  @Test func `whatever fails, the deadline holds and nobody is asked more than allowed`() async {
    var random = SeededGenerator(seed: 9)
    let errors: [ProviderError?] = [
      nil, .disconnected, .malformed, .unavailable(status: 500, retryAfter: nil),
      .rateLimited(retryAfter: .milliseconds(700)), .timedOut(.stall), .unreachable,
    ]
    for _ in 0..<300 {
      let providers = (0..<Int.random(in: 1...4, using: &random)).map { number in
        Scripted(
          "p\(number)",
          (0..<6).map { _ in errors.randomElement(using: &random) ?? nil },
          takes: .milliseconds(Int.random(in: 1...9_000, using: &random))
        )
      }
      let list = list(providers)
      for _ in 0..<4 {
        let start = clock.now
        let before = providers.map(\.callCount)
        _ = try? await ask(list)
        #expect(clock.now - start <= .seconds(10))
        for (provider, count) in zip(providers, before) {
          #expect(provider.callCount - count <= 2)
        }
      }
    }
  }
}
