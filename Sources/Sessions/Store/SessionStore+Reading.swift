extension SessionStore {
  /// A session, or `nil` for an id that is not kept.
  public func session(_ id: String) throws(StoreError) -> StoredSession? {
    try reader.session(id)
  }

  /// Sessions, newest first.
  ///
  /// - Parameters:
  ///   - limit: most sessions, 1…1,000.
  ///   - offset: how many newer ones to pass over.
  public func sessions(limit: Int = 100, offset: Int = 0) throws(StoreError) -> [StoredSession] {
    try reader.sessions(limit: limit, offset: offset)
  }

  /// The journal of a session from its first line, read page by page.
  public func events(_ id: String) -> EventCursor {
    reader.events(id)
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
    try reader.eventLines(id, after: sequence, limit: limit)
  }

  /// The measures of delivery that were saved, in the order of their turns.
  ///
  /// The proof of purpose makes sure that nobody asks on behalf of a hiring session.
  public func deliveries(
    _ id: String,
    purpose: CoachingPurpose
  ) throws(StoreError) -> [DeliveryRecord] {
    try reader.deliveries(id, purpose: purpose)
  }

  /// What people and judges said of a session, in that order.
  public func reviews(_ id: String) throws(StoreError) -> [ReviewEvent] {
    try reader.reviews(id)
  }

  /// Where a session's files lie.
  ///
  /// - Throws: `invalidID`.
  public func folder(_ id: String) throws(StoreError) -> SessionFolder {
    try reader.folder(id)
  }
}
