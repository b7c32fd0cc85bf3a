/// Messages that wait to be written to one WebSocket, bounded in number and bytes.
struct Outbox {
  /// One message, with the room before its bytes that `lws_write` needs.
  struct Message {
    /// `headroom` bytes of nothing, then the payload.
    var padded: [UInt8]
    /// Whether the payload is text.
    var isText: Bool
  }

  /// What `append` did.
  enum Outcome: Equatable {
    /// The message waits; `needsWake` tells that nobody asked for the socket to be writable yet.
    case queued(needsWake: Bool)
    /// The message and all others were dropped: the client does not read.
    case overflowed
    /// The connection is closing or closed.
    case refused
  }

  private let maximumMessages: Int
  private let maximumBytes: Int
  private var messages: [Message] = []
  private var first = 0
  private(set) var bytes = 0
  private(set) var isOpen = true
  private var isWakePending = false
  /// The close that follows the last message.
  private(set) var close: (code: UInt16, reason: String)?

  /// Creates an outbox with limits.
  init(maximumMessages: Int, maximumBytes: Int) {
    self.maximumMessages = maximumMessages
    self.maximumBytes = maximumBytes
  }

  /// How many messages wait.
  var count: Int { messages.count - first }

  /// Adds a message.
  mutating func append(_ message: Message) -> Outcome {
    guard isOpen, close == nil else { return .refused }
    guard count < maximumMessages, bytes + message.padded.count <= maximumBytes else {
      shut()
      return .overflowed
    }
    messages.append(message)
    bytes += message.padded.count
    return .queued(needsWake: takeWake())
  }

  /// Has the connection closed after what is queued; the first call wins.
  mutating func close(code: UInt16, reason: String) -> Outcome {
    guard isOpen, close == nil else { return .refused }
    close = (code, reason)
    return .queued(needsWake: takeWake())
  }

  /// Takes the oldest message.
  mutating func next() -> Message? {
    isWakePending = false
    guard first < messages.count else { return nil }
    let message = messages[first]
    messages[first].padded = []
    first += 1
    bytes -= message.padded.count
    if first == messages.count || first > 256 {
      messages.removeFirst(first)
      first = 0
    }
    return message
  }

  /// Drops everything and refuses more.
  mutating func shut() {
    messages = []
    first = 0
    bytes = 0
    isOpen = false
  }

  private mutating func takeWake() -> Bool {
    defer { isWakePending = true }
    return !isWakePending
  }
}
