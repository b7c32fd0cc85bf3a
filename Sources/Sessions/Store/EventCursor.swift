public import Foundation

/// Goes through a session's journal without holding more than a page of it.
///
/// Pages are read by sequence number, so lines that are written meanwhile are found as well.
public struct EventCursor: Sendable {
  /// Lines read at a time.
  public static let pageSize = 256

  private let session: String
  private let reader: StoreReader
  private var page: ArraySlice<SessionEvent> = []
  private var last: Int64?

  init(session: String, reader: StoreReader) {
    self.session = session
    self.reader = reader
  }

  /// The next line, or `nil` after the last.
  public mutating func next() throws(StoreError) -> SessionEvent? {
    if page.isEmpty {
      page = try reader.events(session, after: last, limit: EventCursor.pageSize)[...]
    }
    guard let event = page.popFirst() else { return nil }
    last = event.sequence
    return event
  }

  /// Calls `body` with each line that is left.
  public consuming func forEach(
    _ body: (SessionEvent) throws(StoreError) -> Void
  ) throws(StoreError) {
    while let event = try next() { try body(event) }
  }
}

/// Some lines of a journal.
public struct EventLines: Equatable, Sendable {
  /// JSON Lines, each ended by a line feed.
  public var text: Data
  /// Number of the last line, or `nil` where there was none.
  public var lastSequence: Int64?

  /// Creates the lines.
  public init(text: Data, lastSequence: Int64?) {
    self.text = text
    self.lastSequence = lastSequence
  }
}
