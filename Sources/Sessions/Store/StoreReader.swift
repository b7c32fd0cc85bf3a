import Foundation
import Scoring
import Speech
import Synchronization
import VoiceEngine

/// Reads through a connection of its own; in WAL mode a reader never makes the writer wait.
final class StoreReader: Sendable {
  private let database: Mutex<Database>

  init(directory: URL) throws(StoreError) {
    let path = directory.appendingPathComponent(StoreWriter.databaseName).path
    database = Mutex(try Database(path: path, access: .readOnly))
  }

  /// - Throws: `newerSchema` or `olderSchema` for a database of another release.
  func checkVersion() throws(StoreError) {
    try read { (database) throws(StoreError) in try Migrations.all.check(database) }
  }

  func session(_ id: String) throws(StoreError) -> StoredSession? {
    try read { (database) throws(StoreError) in
      try database.prepare("\(Self.selectSession) WHERE id = ?1").first(
        .text(id),
        body: Self.session(from:)
      )
    }
  }

  func sessions(limit: Int, offset: Int) throws(StoreError) -> [StoredSession] {
    try read { (database) throws(StoreError) in
      var sessions: [StoredSession] = []
      try database.prepare(
        "\(Self.selectSession) ORDER BY created_at DESC, key DESC LIMIT ?1 OFFSET ?2"
      ).rows(.integer(Int64(limit)), .integer(Int64(offset))) { (row) throws(StoreError) in
        sessions.append(try Self.session(from: row))
      }
      return sessions
    }
  }

  func events(
    _ id: String,
    after sequence: Int64?,
    limit: Int
  ) throws(StoreError) -> [SessionEvent] {
    try read { (database) throws(StoreError) in
      let decoder = JSONDecoder()
      var events: [SessionEvent] = []
      try Self.lines(of: id, after: sequence, limit: limit, in: database) {
        (row) throws(StoreError) in
        events.append(
          SessionEvent(
            sequence: row.integer(0),
            at: SampleTime(ticks: row.integer(1)),
            wall: row.real(2),
            event: try Self.event(from: row.text(3), with: decoder)
          )
        )
      }
      return events
    }
  }

  func eventLines(
    _ id: String,
    after sequence: Int64?,
    limit: Int
  ) throws(StoreError) -> EventLines {
    try read { (database) throws(StoreError) in
      var lines = EventLines(text: Data(), lastSequence: nil)
      try Self.lines(of: id, after: sequence, limit: limit, in: database) { row in
        let sequence = row.integer(0)
        // The keys of `SessionEvent`'s own JSON.
        let envelope =
          "{\"sequence\":\(sequence),\"at\":\(row.integer(1)),\"wall\":\(row.real(2)),\"event\":"
        lines.text.append(contentsOf: envelope.utf8)
        lines.text.append(contentsOf: row.blob(3))
        lines.text.append(contentsOf: "}\n".utf8)
        lines.lastSequence = sequence
      }
      return lines
    }
  }

  func deliveries(
    _ id: String,
    purpose: CoachingPurpose
  ) throws(StoreError) -> [DeliveryRecord] {
    try read { (database) throws(StoreError) in
      let decoder = JSONDecoder()
      var deliveries: [DeliveryRecord] = []
      try database.prepare(
        """
        SELECT turn, question_id, feature_set, measures FROM deliveries
        WHERE session_key = (SELECT key FROM sessions WHERE id = ?1 AND purpose = ?2)
        ORDER BY turn
        """
      ).rows(.text(id), .text(purpose.purpose.rawValue)) { (row) throws(StoreError) in
        deliveries.append(
          DeliveryRecord(
            purpose: purpose,
            turn: row.optionalInteger(0).map { Int($0) },
            questionID: row.optionalText(1),
            featureSet: row.text(2),
            measures: try Self.decode(DeliveryMeasures.self, from: row.text(3), with: decoder)
          )
        )
      }
      return deliveries
    }
  }

  func checkRevision(
    _ scenario: String,
    revision: Int,
    hash: [UInt8]
  ) throws(StoreError) {
    try read { (database) throws(StoreError) in
      try RevisionGuard(database: database).check(scenario, revision: revision, hash: hash)
    }
  }

  func reviews(_ id: String) throws(StoreError) -> [ReviewEvent] {
    try read { (database) throws(StoreError) in
      let decoder = JSONDecoder()
      var reviews: [ReviewEvent] = []
      try database.prepare(
        """
        SELECT wall, json FROM reviews
        WHERE session_key = (SELECT key FROM sessions WHERE id = ?1) ORDER BY sequence
        """
      ).rows(.text(id)) { (row) throws(StoreError) in
        reviews.append(
          ReviewEvent(
            wall: row.real(0),
            review: try Self.decode(Review.self, from: row.text(1), with: decoder)
          )
        )
      }
      return reviews
    }
  }

  private static func lines(
    of id: String,
    after sequence: Int64?,
    limit: Int,
    in database: Database,
    body: (Statement.Row) throws(StoreError) -> Void
  ) throws(StoreError) {
    try database.prepare(
      """
      SELECT sequence, at, wall, json FROM events
      WHERE session_key = (SELECT key FROM sessions WHERE id = ?1) AND sequence > ?2
      ORDER BY sequence LIMIT ?3
      """
    ).rows(.text(id), .integer(sequence ?? .min), .integer(Int64(max(limit, 1))), body: body)
  }

  private func read<T: Sendable>(
    _ body: @Sendable (Database) throws(StoreError) -> T
  ) throws(StoreError) -> T {
    try database.withLock { (database) throws(StoreError) in try body(database) }
  }
}

extension StoreReader {
  private static let selectSession = """
    SELECT id, scenario, scenario_title, scenario_revision, language, sessions.purpose, status,
      end_reason, created_at, expires_at, duration_ticks, candidate_name, recognized, plan,
      access_token_hash, resume_token_hash, notice_version, consents.purpose, recording, wall,
      rubric, family, scenario_hash, delivery_measures
    FROM sessions JOIN consents ON session_key = key
    """

  private static func session(from row: Statement.Row) throws(StoreError) -> StoredSession {
    StoredSession(
      record: SessionRecord(
        id: row.text(0),
        scenario: row.text(1),
        scenarioTitle: row.text(2),
        scenarioRevision: Int(row.integer(3)),
        language: row.text(4),
        purpose: try name(Purpose.self, row.text(5)),
        createdAt: row.real(8),
        expiresAt: row.optionalReal(9),
        candidateName: row.optionalText(11),
        isRecognized: row.integer(12) != 0,
        plan: try decode(InterviewPlan.self, from: row.text(13), with: JSONDecoder()),
        rubric: try row.optionalText(20).map { (text) throws(StoreError) in
          try decode(Rubric.self, from: text, with: JSONDecoder())
        },
        family: row.optionalText(21),
        deliveryMeasures: row.text(23).split(separator: " ").map(String.init),
        scenarioHash: row.optionalBlob(22),
        accessTokenHash: row.blob(14),
        resumeTokenHash: row.optionalBlob(15)
      ),
      consent: ConsentRecord(
        noticeVersion: row.text(16),
        purpose: try name(Purpose.self, row.text(17)),
        recording: row.integer(18) != 0,
        wall: row.real(19)
      ),
      status: try name(SessionStatus.self, row.text(6)),
      endReason: try row.optionalText(7).map { (text) throws(StoreError) in
        try name(Ended.Reason.self, text)
      },
      duration: Duration(ticks: row.integer(10))
    )
  }

  private static func name<Name: RawRepresentable<String>>(
    _ type: Name.Type,
    _ text: String
  ) throws(StoreError) -> Name {
    guard let name = Name(rawValue: text) else { throw unreadable }
    return name
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type,
    from text: String,
    with decoder: JSONDecoder
  ) throws(StoreError) -> Value {
    do {
      return try decoder.decode(type, from: Data(text.utf8))
    } catch {
      throw unreadable
    }
  }

  private static func event(
    from text: String,
    with decoder: JSONDecoder
  ) throws(StoreError) -> EngineEvent {
    do {
      return try JournalEvent.decode(Data(text.utf8), with: decoder)
    } catch {
      throw unreadable
    }
  }

  private static var unreadable: StoreError {
    StoreError(.unreadable, "A stored row cannot be understood by this release.")
  }
}
