internal import CLws
import Synchronization

/// A WebSocket to a provider, opened by `WebSocketStreamClient`.
///
/// All calls return at once, from any thread. It lives until it ends or is closed: whoever opened
/// it must close it when it is not needed any more.
public final class WebSocketStream: Sendable {
  /// One message, with the room before its bytes that `lws_write` needs.
  struct Message {
    /// `LWS_PRE` bytes of nothing, then the payload.
    var padded: [UInt8]
    var isText: Bool
  }

  private struct State {
    var queue: [Message] = []
    var queuedBytes = 0
    var isOverfull = false
    var isClosing = false
    /// Whether there will be no event any more.
    var isSilent = false
  }

  let request: WebSocketStreamRequest
  private let onEvent: @Sendable (WebSocketStreamEvent) -> Void
  private let wish: @Sendable (WebSocketStream) -> Void
  private let state = Mutex(State())

  init(
    _ request: WebSocketStreamRequest,
    onEvent: @escaping @Sendable (WebSocketStreamEvent) -> Void,
    wish: @escaping @Sendable (WebSocketStream) -> Void
  ) {
    self.request = request
    self.onEvent = onEvent
    self.wish = wish
  }

  /// Sends a text message, once the stream is open.
  public func send(text: String) { send(text.utf8, isText: true) }

  /// Sends a binary message, once the stream is open.
  public func send(binary bytes: [UInt8]) { send(bytes, isText: false) }

  /// Closes the stream after what waits to be sent; no event comes any more.
  public func close() {
    state.withLock { state in
      state.isClosing = true
      state.isSilent = true
    }
    wish(self)
  }

  private func send(_ payload: some Collection<UInt8>, isText: Bool) {
    let message = Message(
      padded: Array(repeating: 0, count: Int(vv_lws_pre)) + payload,
      isText: isText
    )
    let isNews = state.withLock { state in
      guard !state.isClosing, !state.isSilent, !state.isOverfull else { return false }
      guard state.queuedBytes + payload.count <= request.queueLimit else {
        state.isOverfull = true
        return true
      }
      state.queue.append(message)
      state.queuedBytes += payload.count
      return true
    }
    if isNews { wish(self) }
  }

  // MARK: The thread's side

  /// What is to be written next.
  enum Writing {
    case message(Message)
    case close
    case nothing
  }

  /// Takes what is to be written next, and says whether more waits behind it.
  func next() -> (writing: Writing, isMore: Bool) {
    state.withLock { state in
      guard !state.queue.isEmpty else { return (state.isClosing ? .close : .nothing, false) }
      let message = state.queue.removeFirst()
      state.queuedBytes -= message.padded.count - Int(vv_lws_pre)
      return (.message(message), !state.queue.isEmpty || state.isClosing)
    }
  }

  /// Whether the stream was closed on this side.
  var isClosing: Bool { state.withLock { $0.isClosing } }

  /// Whether more was to be sent than may wait.
  var isOverfull: Bool { state.withLock { $0.isOverfull } }

  /// Tells of an event, if anybody still wants to hear of it.
  func tell(_ event: WebSocketStreamEvent) {
    let isHeard = state.withLock { state in
      guard !state.isSilent else { return false }
      switch event {
      case .opened, .text, .tick: break
      case .closed, .failed:
        state.isSilent = true
        state.queue = []
        state.queuedBytes = 0
      }
      return true
    }
    if isHeard { onEvent(event) }
  }
}
