import TestKit
import Testing
import VoiceEngine

@Suite final class CircuitBreakerTests {
  private let failure = ProviderError.disconnected
  private var breaker = CircuitBreaker(failureLimit: 3, rest: .seconds(20))

  private func admits(at now: Duration) -> Bool { breaker.admits(at: now) }

  @Test func `it opens after so many failures in a row, and not before`() {
    for second in 0..<2 {
      breaker.failed(failure, at: .seconds(second))
      #expect(admits(at: .seconds(second)))
    }
    breaker.failed(failure, at: .seconds(5))
    #expect(!admits(at: .seconds(5)) && !admits(at: .milliseconds(24_999)))
  }

  @Test func `a success between failures starts the count again`() {
    for _ in 0..<10 {
      breaker.failed(failure, at: .zero)
      breaker.failed(failure, at: .zero)
      breaker.succeeded()
    }
    #expect(breaker.state == .closed && breaker.lastError == nil)
  }

  @Test func `after the rest one request tries and the others wait for it`() {
    for _ in 0..<3 { breaker.failed(failure, at: .zero) }
    #expect(admits(at: .seconds(20)))
    #expect(!admits(at: .seconds(20)) && !admits(at: .seconds(39)))
    breaker.succeeded()
    #expect(admits(at: .seconds(39)) && admits(at: .seconds(39)))
  }

  @Test func `a trial that fails opens it again at once`() {
    for _ in 0..<3 { breaker.failed(failure, at: .zero) }
    #expect(admits(at: .seconds(20)))
    breaker.failed(failure, at: .seconds(21))
    #expect(!admits(at: .seconds(40)))
    #expect(admits(at: .seconds(41)))
  }

  @Test func `a trial that nobody reports on does not keep it closed to all for ever`() {
    for _ in 0..<3 { breaker.failed(failure, at: .zero) }
    #expect(admits(at: .seconds(20)))
    #expect(!admits(at: .seconds(39)))
    #expect(admits(at: .seconds(40)))
  }

  @Test func `a trial that is cancelled leaves the next one to try`() {
    for _ in 0..<3 { breaker.failed(failure, at: .zero) }
    #expect(admits(at: .seconds(20)))
    breaker.failed(.cancelled, at: .seconds(21))
    #expect(admits(at: .seconds(21)))
  }

  @Test func `a wrong key or certificate opens it at once`() {
    breaker.failed(.unauthorized(status: 401), at: .zero)
    #expect(!admits(at: .seconds(19)))
    breaker = CircuitBreaker(failureLimit: 3, rest: .seconds(20))
    breaker.failed(.untrusted, at: .zero)
    #expect(!admits(at: .seconds(19)))
  }

  @Test func `it stays open as long as the provider asks for`() {
    breaker.failed(.rateLimited(retryAfter: .seconds(90)), at: .zero)
    #expect(!admits(at: .seconds(89)))
    #expect(admits(at: .seconds(90)))
  }

  @Test func `what is cancelled says nothing of the provider`() {
    for _ in 0..<10 { breaker.failed(.cancelled, at: .zero) }
    #expect(breaker.state == .closed && breaker.lastError == nil)
  }

  @Test func `whatever happens, it lets somebody through within a rest`() {
    var random = SeededGenerator(seed: 3)
    let errors: [ProviderError] = [
      .disconnected, .cancelled, .unauthorized(status: 401), .malformed, .timedOut(.stall),
      .rateLimited(retryAfter: .seconds(5)),
    ]
    for _ in 0..<500 {
      var breaker = CircuitBreaker(failureLimit: 2, rest: .seconds(20))
      var now = Duration.zero
      for _ in 0..<40 {
        now += .milliseconds(Int.random(in: 0...8_000, using: &random))
        guard breaker.admits(at: now) else { continue }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: breaker.succeeded()
        case 1: break
        default: breaker.failed(errors.randomElement(using: &random) ?? .busy, at: now)
        }
      }
      let isAdmitted = breaker.admits(at: now + .seconds(20))
      #expect(isAdmitted)
    }
  }
}
