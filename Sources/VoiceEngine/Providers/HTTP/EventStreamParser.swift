/// An event of a `text/event-stream`.
public struct ServerSentEvent: Equatable, Sendable {
  /// The name, `message` where the stream gives none.
  public var name: String
  /// The data; several lines are joined with a line feed.
  public var data: String

  /// Creates an event.
  public init(name: String = "message", data: String) {
    self.name = name
    self.data = data
  }
}

/// Reads server-sent events, however their bytes are cut.
///
/// As the HTML standard defines the format (§9.2.6): lines end with CR, LF or both; comments, `id`
/// and `retry` are skipped; an event without data and one without its empty line are none.
public struct EventStreamParser: Sendable {
  /// Longest event, in bytes.
  public static let limit = 1 << 20

  private var line: [UInt8] = []
  private var name = ""
  private var data: [UInt8] = []
  private var hasData = false
  private var lastWasReturn = false
  private var isAtStart = true

  /// Creates a parser at the beginning of a stream.
  public init() {}

  /// Takes the next bytes.
  ///
  /// - Returns: the events that they complete.
  /// - Throws: `ProviderError.tooLarge` for an event without end.
  public mutating func take(_ bytes: [UInt8]) throws(ProviderError) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    for byte in bytes {
      let followsReturn = lastWasReturn
      lastWasReturn = byte == 0x0d
      switch byte {
      case 0x0a where followsReturn: continue
      case 0x0a, 0x0d: endLine(&events)
      default:
        line.append(byte)
        guard line.count + data.count <= EventStreamParser.limit else { throw .tooLarge }
      }
    }
    return events
  }

  private mutating func endLine(_ events: inout [ServerSentEvent]) {
    defer { line.removeAll(keepingCapacity: true) }
    if isAtStart {
      isAtStart = false
      if line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
    }
    guard !line.isEmpty else { return endEvent(&events) }
    let colon = line.firstIndex(of: 0x3a) ?? line.endIndex
    var value = line[colon...].dropFirst()
    if value.first == 0x20 { value = value.dropFirst() }
    switch String(decoding: line[..<colon], as: UTF8.self) {
    case "event": name = String(decoding: value, as: UTF8.self)
    case "data":
      if hasData { data.append(0x0a) }
      data += value
      hasData = true
    default: break
    }
  }

  private mutating func endEvent(_ events: inout [ServerSentEvent]) {
    if hasData {
      events.append(
        ServerSentEvent(
          name: name.isEmpty ? "message" : name,
          data: String(decoding: data, as: UTF8.self)
        )
      )
    }
    name = ""
    data = []
    hasData = false
  }
}
