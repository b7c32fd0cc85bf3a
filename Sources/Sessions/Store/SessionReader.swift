public import Foundation

/// Reads what a data directory keeps, also while a server writes it.
///
/// It never writes a row, a file of a session or the schema, and makes no database. Reads block
/// their caller for the length of a query and are not for a lane's thread.
public struct SessionReader: Sendable {
  /// The directory that holds everything.
  public let directory: URL
  let rows: StoreReader

  /// Opens a directory that a store has written.
  ///
  /// - Throws: `cannotOpen` where there is no store, `corrupt`, and `newerSchema` or `olderSchema`
  ///   where another release has written it.
  public init(directory: URL) throws(StoreError) {
    let path = directory.appendingPathComponent(StoreWriter.databaseName).path
    guard access(path, F_OK) == 0 else {
      throw StoreError(.cannotOpen, "The directory holds no sessions: check its path.")
    }
    self.directory = directory
    rows = try StoreReader(directory: directory)
    try rows.checkVersion()
  }

  /// Reads beside the writer that has opened the directory.
  init(ofOpen directory: URL) throws(StoreError) {
    self.directory = directory
    rows = try StoreReader(directory: directory)
  }

  /// A session, or `nil` for an id that is not kept.
  public func session(_ id: String) throws(StoreError) -> StoredSession? {
    try rows.session(id)
  }

  /// Sessions, newest first.
  ///
  /// - Parameters:
  ///   - limit: most sessions, 1…1,000.
  ///   - offset: how many newer ones to pass over.
  public func sessions(limit: Int = 100, offset: Int = 0) throws(StoreError) -> [StoredSession] {
    try rows.sessions(limit: min(max(limit, 1), 1_000), offset: max(offset, 0))
  }

  /// The journal of a session from its first line, read page by page.
  public func events(_ id: String) -> EventCursor {
    EventCursor(session: id, reader: rows)
  }

  /// A piece of the journal as JSON Lines, for sending it without understanding it.
  ///
  /// - Parameters:
  ///   - sequence: the last line that is already known, or `nil` to begin at the first.
  ///   - limit: most lines.
  public func eventLines(
    _ id: String,
    after sequence: Int64? = nil,
    limit: Int = 500
  ) throws(StoreError) -> EventLines {
    try rows.eventLines(id, after: sequence, limit: limit)
  }

  /// The measures of delivery that were saved, in the order of their turns.
  ///
  /// The proof of purpose makes sure that nobody asks on behalf of a hiring session.
  public func deliveries(
    _ id: String,
    purpose: CoachingPurpose
  ) throws(StoreError) -> [DeliveryRecord] {
    try rows.deliveries(id, purpose: purpose)
  }

  /// What people and judges said of a session, in that order.
  public func reviews(_ id: String) throws(StoreError) -> [ReviewEvent] {
    try rows.reviews(id)
  }

  /// Where a session's files lie.
  ///
  /// - Throws: `invalidID`.
  public func folder(_ id: String) throws(StoreError) -> SessionFolder {
    try SessionFolder(of: id, in: directory)
  }
}
