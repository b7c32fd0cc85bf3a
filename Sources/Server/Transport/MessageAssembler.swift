/// Joins the pieces in which a WebSocket message arrives, within the limits.
struct MessageAssembler {
  /// A whole message.
  enum Message: Equatable {
    /// A text message, valid UTF-8.
    case text(String)
    /// A binary message.
    case binary([UInt8])
  }

  /// What a piece led to.
  enum Outcome: Equatable {
    /// More pieces are to come.
    case incomplete
    /// The message is whole.
    case message(Message)
    /// The message is over the limit.
    case tooBig
    /// The text is not UTF-8.
    case notUTF8
  }

  private let textLimit: Int
  private let binaryLimit: Int
  private var pending: [UInt8] = []

  /// Creates an assembler with the limits of a whole message in bytes.
  init(textLimit: Int, binaryLimit: Int) {
    self.textLimit = textLimit
    self.binaryLimit = binaryLimit
  }

  /// Takes the next piece.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer,
    isBinary: Bool,
    isFirst: Bool,
    isFinal: Bool
  ) -> Outcome {
    if isFirst { pending.removeAll(keepingCapacity: true) }
    guard pending.count + bytes.count <= (isBinary ? binaryLimit : textLimit) else {
      pending = []
      return .tooBig
    }
    pending.append(contentsOf: bytes)
    guard isFinal else { return .incomplete }
    defer { pending = [] }
    if isBinary { return .message(.binary(pending)) }
    guard let text = String(validating: pending, as: UTF8.self) else { return .notUTF8 }
    return .message(.text(text))
  }
}
