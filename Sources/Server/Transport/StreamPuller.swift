import Synchronization

/// Pulls the pieces of a body stream one ahead of the client.
final class StreamPuller: Sendable {
  /// What there is to write.
  enum Piece: Sendable {
    /// Nothing yet.
    case pending
    /// The next bytes, never empty.
    case piece([UInt8])
    /// Nothing more comes.
    case end
    /// The stream failed.
    case failed
  }

  private struct State {
    var piece = Piece.pending
    var task: Task<Void, Never>?
  }

  private let stream: HTTPBodyStream
  private let onReady: @Sendable () -> Void
  private let state = Mutex(State())

  /// Starts to pull.
  init(_ stream: HTTPBodyStream, onReady: @escaping @Sendable () -> Void) {
    self.stream = stream
    self.onReady = onReady
    pull()
  }

  /// Takes what there is and pulls the next piece meanwhile.
  func take() -> Piece {
    let piece = state.withLock { state in
      defer { if case .piece = state.piece { state.piece = .pending } }
      return state.piece
    }
    if case .piece = piece { pull() }
    return piece
  }

  /// Stops pulling.
  func cancel() { state.withLock { $0.task?.cancel() } }

  private func pull() {
    let task = Task {
      var next: Piece
      do {
        var bytes = try await stream.next()
        while bytes?.isEmpty == true { bytes = try await stream.next() }
        next = bytes.map { .piece($0) } ?? .end
      } catch {
        next = .failed
      }
      state.withLock { $0.piece = next }
      onReady()
    }
    state.withLock { $0.task = task }
  }
}
