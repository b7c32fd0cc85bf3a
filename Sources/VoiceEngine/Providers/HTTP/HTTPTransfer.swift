import Synchronization

/// One request on its way: the network thread writes, one reader reads.
///
/// The body waits here, bounded: a reader that is slow makes the thread stop reading the socket.
final class HTTPTransfer: Sendable {
  private struct State {
    var head: HTTPStreamHead?
    var incoming = HTTPHeadReader()
    var body: [UInt8] = []
    var received = 0
    var isHeldBack = false
    var end: ProviderError??
    var change = 0
    var waiter: CheckedContinuation<Void, Never>?
    /// When the network was last heard of, on the thread's clock.
    var lastHeard: ContinuousClock.Instant?
    var hasBody = false
  }

  /// Bytes that wait for the reader before the socket is left alone.
  static let bufferLimit = 256 << 10

  let request: HTTPStreamRequest
  private let state = Mutex(State())
  /// Called when a reader has room again, or wants nothing more.
  private let wake: @Sendable (HTTPTransfer, HTTPStreamThread.Wish) -> Void

  init(
    _ request: HTTPStreamRequest,
    wake: @escaping @Sendable (HTTPTransfer, HTTPStreamThread.Wish) -> Void
  ) {
    self.request = request
    self.wake = wake
  }

  // MARK: The thread's side

  /// The request was handed to the network.
  func began(at now: ContinuousClock.Instant) { state.withLock { $0.lastHeard = now } }

  /// Takes a line of a head.
  func take(headerLine: [UInt8], at now: ContinuousClock.Instant) -> Bool {
    change { state in
      state.lastHeard = now
      guard state.incoming.take(headerLine) else { return false }
      if let head = state.incoming.finished { state.head = head }
      return true
    }
  }

  /// What becomes of a piece of the body.
  enum Reception {
    case taken
    /// The same piece is to be offered again once there is room.
    case heldBack
    case tooLarge
  }

  /// Takes a piece of the body.
  func take(_ piece: UnsafeRawBufferPointer, at now: ContinuousClock.Instant) -> Reception {
    change { state in
      guard state.received + piece.count <= request.answerLimit else { return .tooLarge }
      guard state.body.isEmpty || state.body.count + piece.count <= HTTPTransfer.bufferLimit else {
        state.isHeldBack = true
        return .heldBack
      }
      state.lastHeard = now
      state.hasBody = true
      state.received += piece.count
      state.body.append(contentsOf: piece)
      return .taken
    }
  }

  /// Nothing more comes; the first end stands.
  func finish(_ error: ProviderError?) {
    change { state in if state.end == nil { state.end = .some(error) } }
  }

  /// Which deadline has passed, if any.
  ///
  /// While the reader holds the transfer back, its silence is not the provider's.
  func overdue(at now: ContinuousClock.Instant) -> ProviderError.Stage? {
    state.withLock { state in
      guard let last = state.lastHeard, !state.isHeldBack else { return nil }
      let silence = now - last
      if !state.hasBody { return silence >= request.deadlines.firstByte ? .firstByte : nil }
      return silence >= request.deadlines.stall ? .stall : nil
    }
  }

  /// There is room again.
  func resumed(at now: ContinuousClock.Instant) {
    state.withLock { state in
      state.isHeldBack = false
      state.lastHeard = now
    }
  }

  // MARK: The reader's side

  /// Waits for the head.
  func head() async throws(ProviderError) -> HTTPStreamHead {
    while true {
      let (head, end, change) = state.withLock { ($0.head, $0.end, $0.change) }
      if let head { return head }
      // An end without an error and without a head is no answer.
      if let end { throw end ?? .malformed }
      await waitForChange(after: change)
    }
  }

  /// Waits for more of the body: what has come, or `nil` at its end.
  func next() async throws(ProviderError) -> [UInt8]? {
    while true {
      let (piece, end, wasHeldBack, change) = state.withLock { state in
        defer { state.body = [] }
        return (state.body, state.end, state.isHeldBack, state.change)
      }
      if wasHeldBack, end == nil { wake(self, .resume) }
      if !piece.isEmpty { return piece }
      if let end {
        if let error = end { throw error }
        return nil
      }
      await waitForChange(after: change)
    }
  }

  /// Nobody wants the answer any more.
  func cancel() {
    guard state.withLock({ $0.end == nil }) else { return }
    finish(.cancelled)
    wake(self, .stop)
  }

  private func waitForChange(after known: Int) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isNews = state.withLock { state in
          guard state.change == known else { return true }
          state.waiter = continuation
          return false
        }
        if isNews { continuation.resume() }
      }
    } onCancel: {
      cancel()
    }
  }

  private func change<Result>(_ body: (inout State) -> Result) -> Result {
    let (result, waiter) = state.withLock { state in
      let result = body(&state)
      state.change += 1
      defer { state.waiter = nil }
      return (result, state.waiter)
    }
    waiter?.resume()
    return result
  }
}
