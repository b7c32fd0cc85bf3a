import Foundation
import Scoring
import Speech
import VoiceEngine

/// Writes rows through the one connection that may.
final class RowWriter {
  private let database: Database
  private let createSession: Statement
  private let createConsent: Statement
  private let insertEvent: Statement
  private let insertNextEvent: Statement
  private let selectPurpose: Statement
  private let insertDelivery: Statement
  private let insertReview: Statement
  private let finishSession: Statement
  private let revisions: RevisionGuard
  private let encoder: JSONEncoder

  init(database: Database) throws(StoreError) {
    self.database = database
    createSession = try database.prepare(
      """
      INSERT INTO sessions (id, scenario, scenario_title, scenario_revision, language, purpose,
        status, created_at, expires_at, candidate_name, recognized, plan, access_token_hash,
        resume_token_hash, rubric, family, scenario_hash, delivery_measures)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'running', ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
        ?17)
      """
    )
    createConsent = try database.prepare(
      """
      INSERT INTO consents (session_key, notice_version, purpose, recording, wall)
      VALUES ((SELECT key FROM sessions WHERE id = ?1), ?2, ?3, ?4, ?5)
      """
    )
    insertEvent = try database.prepare(
      """
      INSERT INTO events (session_key, sequence, at, wall, json)
      VALUES ((SELECT key FROM sessions WHERE id = ?1), ?2, ?3, ?4, ?5)
      """
    )
    insertNextEvent = try database.prepare(
      """
      INSERT INTO events (session_key, sequence, at, wall, json)
      SELECT key, (SELECT ifnull(max(sequence) + 1, 0) FROM events WHERE session_key = key),
        ?2, ?3, ?4
      FROM sessions WHERE id = ?1
      """
    )
    selectPurpose = try database.prepare("SELECT purpose FROM sessions WHERE id = ?1")
    insertDelivery = try database.prepare(
      """
      INSERT OR REPLACE INTO deliveries (session_key, turn, question_id, feature_set, measures)
      VALUES ((SELECT key FROM sessions WHERE id = ?1), ?2, ?3, ?4, ?5)
      """
    )
    insertReview = try database.prepare(
      """
      INSERT INTO reviews (session_key, sequence, wall, json)
      SELECT key, (SELECT ifnull(max(sequence) + 1, 0) FROM reviews WHERE session_key = key), ?2, ?3
      FROM sessions WHERE id = ?1
      """
    )
    finishSession = try database.prepare(
      """
      UPDATE sessions SET status = 'ended', end_reason = ?2, duration_ticks = ?3
      WHERE id = ?1 AND status = 'running'
      """
    )
    revisions = try RevisionGuard(database: database)
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// Writes rows in one transaction.
  ///
  /// - Returns: for each row whether it was written; a row that was refused undoes no other.
  /// - Throws: where nothing was written: a full disk, a lost file.
  func commit(_ rows: [RowWrite]) throws(StoreError) -> [Result<Void, StoreError>] {
    // A consent must be on the disk before the first audio, not in the system's cache: with FULL
    // a commit returns when the log, with all commits before it, is synchronized.
    let isPrecious = rows.contains(where: \.isPrecious)
    try database.run("PRAGMA synchronous = \(isPrecious ? "FULL" : "NORMAL")")
    return try database.transaction { () throws(StoreError) in
      var outcomes: [Result<Void, StoreError>] = []
      outcomes.reserveCapacity(rows.count)
      for row in rows {
        do throws(StoreError) {
          try write(row)
          outcomes.append(.success(()))
        } catch
          where error.code == .refused || error.code == .unreadable
          || error.code == .notFound || error.code == .revisionChanged
        {
          outcomes.append(.failure(error))
        }
      }
      return outcomes
    }
  }

  private func write(_ row: RowWrite) throws(StoreError) {
    switch row {
    case .create(let record, let consent): try create(record, consent)
    case .event(let event, let session): try write(event, of: session)
    case .delivery(let delivery, let session):
      try insertDelivery.run(
        .text(session),
        delivery.turn.map { .integer(Int64($0)) } ?? .null,
        .text(delivery.questionID),
        .text(delivery.featureSet),
        .text(try json(delivery.measures))
      )
    case .review(let event, let session):
      try insertReview.run(.text(session), .real(event.wall), .text(try json(event.review)))
      guard database.changes == 1 else {
        throw StoreError(.notFound, "There is no session of that id.")
      }
    case .finish(let session, let reason, let duration):
      try finishSession.run(
        .text(session),
        .text(reason.rawValue),
        .integer(duration.ticks)
      )
      guard database.changes == 1 else {
        throw StoreError(.notFound, "There is no running session of that id.")
      }
    }
  }

  /// A line of hiring gets the next number of those that are kept: a hole in the numbers would
  /// still tell how often a voice began and stopped.
  private func write(_ line: SessionEvent, of session: String) throws(StoreError) {
    let name = try selectPurpose.first(.text(session)) { $0.text(0) }
    guard let purpose = name.flatMap(Purpose.init(rawValue:)) else {
      throw StoreError(.refused, "The event belongs to no session.")
    }
    guard let kept = JournalEvent.kept(line.event, purpose: purpose) else { return }
    let json = try json(kept)
    guard purpose.mayReportDelivery else {
      return try insertNextEvent.run(
        .text(session),
        .integer(line.at.ticks),
        .real(line.wall),
        .text(json)
      )
    }
    try insertEvent.run(
      .text(session),
      .integer(line.sequence),
      .integer(line.at.ticks),
      .real(line.wall),
      .text(json)
    )
  }

  private func create(_ record: SessionRecord, _ consent: ConsentRecord) throws(StoreError) {
    guard consent.purpose == record.purpose else {
      throw StoreError(.refused, "The consent was given for another purpose.")
    }
    try revisions.admit(record)
    let plan = try json(record.plan)
    let rubric = try record.rubric.map { (rubric) throws(StoreError) in try json(rubric) }
    try database.savepoint { () throws(StoreError) in
      try createSession.run(
        .text(record.id),
        .text(record.scenario),
        .text(record.scenarioTitle),
        .integer(Int64(record.scenarioRevision)),
        .text(record.language),
        .text(record.purpose.rawValue),
        .real(record.createdAt),
        .real(record.expiresAt),
        .text(record.candidateName),
        .integer(record.isRecognized ? 1 : 0),
        .text(plan),
        .blob(record.accessTokenHash),
        .blob(record.resumeTokenHash),
        .text(rubric),
        .text(record.family),
        .blob(record.scenarioHash),
        .text(record.deliveryMeasures.joined(separator: " "))
      )
      try createConsent.run(
        .text(record.id),
        .text(consent.noticeVersion),
        .text(consent.purpose.rawValue),
        .integer(consent.recording ? 1 : 0),
        .real(consent.wall)
      )
    }
  }

  private func json(_ value: some Encodable) throws(StoreError) -> String {
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw StoreError(.unreadable, "A value that cannot be written as JSON was left out.")
    }
  }
}
