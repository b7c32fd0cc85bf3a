import Dispatch
import Glibc
import Synchronization

/// Turns SIGTERM and SIGINT into a sequence that counts them.
// Safety: immutable; the sources are only cancelled, once, when nobody holds them any more.
final class StopSignals: @unchecked Sendable {
  private let sources: [any DispatchSourceSignal]
  private let continuation: AsyncStream<Int>.Continuation
  /// 1 with the first signal, 2 with the second, and so on.
  let counts: AsyncStream<Int>

  /// Takes over the signals from the process's default, which would kill it.
  init() {
    let (stream, continuation) = AsyncStream<Int>.makeStream()
    counts = stream
    self.continuation = continuation
    let count = SignalCount()
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield(count.next()) }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}

private final class SignalCount: Sendable {
  private let value = Atomic<Int>(0)
  func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
