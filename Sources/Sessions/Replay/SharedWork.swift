import Foundation
import Synchronization

/// Carries out long work one piece at a time on one thread, in the background.
///
/// Who asks for what is under way or waits already gets its outcome: the same is never made twice
/// at once. What waits is bounded. The thread lives for as long as there is work, and has a lower
/// priority than those on which interviews run.
final class SharedWork<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  typealias Outcome = Result<Value, RecordingError>
  typealias Work = @Sendable () throws(RecordingError) -> Value

  private struct Piece {
    var work: Work
    var askers: [CheckedContinuation<Outcome, Never>]
  }

  private struct State {
    var pieces: [Key: Piece] = [:]
    /// Keys of `pieces`, the oldest first; the one under way is the first.
    var order: [Key] = []
    /// Whether a thread is at work, which looks once more before it ends.
    var hasThread = false
  }

  /// How much nicer than the process the thread is, in steps of `nice`.
  private static var niceness: Int32 { 10 }

  private let state = Mutex(State())
  private let maximumWaiting: Int

  /// - Parameter maximumWaiting: most pieces that wait behind the one under way.
  init(maximumWaiting: Int) {
    self.maximumWaiting = maximumWaiting
  }

  /// Pieces that wait or are under way.
  var count: Int { state.withLock { $0.order.count } }

  /// The outcome of some work, which is begun when all before it is done.
  ///
  /// - Parameter key: names what comes of the work.
  /// - Throws: `busy` when too much waits already, or what the work throws.
  func value(_ key: Key, _ work: @escaping Work) async throws(RecordingError) -> Value {
    try await withCheckedContinuation { asker in
      enqueue(key, work, asker)
    }.get()
  }

  private func enqueue(
    _ key: Key,
    _ work: @escaping Work,
    _ asker: CheckedContinuation<Outcome, Never>
  ) {
    let admission: Admission = state.withLock { state in
      if state.pieces[key] != nil {
        state.pieces[key]?.askers.append(asker)
        return .joined
      }
      guard state.order.count <= maximumWaiting else { return .full }
      state.pieces[key] = Piece(work: work, askers: [asker])
      state.order.append(key)
      guard !state.hasThread else { return .behind }
      state.hasThread = true
      return .first
    }
    switch admission {
    case .joined, .behind: break
    case .first: start()
    case .full:
      asker.resume(
        returning: .failure(
          RecordingError(.busy, "Too many recordings are being prepared; try again later.")
        )
      )
    }
  }

  private func start() {
    let thread = Thread { [self] in
      // On Linux this is the calling thread's alone.
      setpriority(Int32(PRIO_PROCESS.rawValue), 0, Self.niceness)
      while let (key, work) = next() { finish(key, outcome(of: work)) }
    }
    thread.name = "vivavoce-replay"
    thread.start()
  }

  private func next() -> (Key, Work)? {
    state.withLock { state in
      guard let key = state.order.first, let piece = state.pieces[key] else {
        state.hasThread = false
        return nil
      }
      return (key, piece.work)
    }
  }

  private func outcome(of work: Work) -> Outcome {
    do throws(RecordingError) {
      return .success(try work())
    } catch {
      return .failure(error)
    }
  }

  private func finish(_ key: Key, _ outcome: Outcome) {
    let askers = state.withLock { state in
      state.order.removeFirst()
      return state.pieces.removeValue(forKey: key)?.askers ?? []
    }
    for asker in askers { asker.resume(returning: outcome) }
  }
}

/// How an asker was taken in.
private enum Admission {
  case joined, first, behind, full
}
