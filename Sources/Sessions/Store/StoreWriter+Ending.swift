import Foundation
import Speech

extension StoreWriter {
  /// Marks what a process that died left running, and repairs its recordings.
  ///
  /// - Returns: the ids.
  func interruptRunning(now: ContinuousClock.Instant) -> Result<[String], StoreError> {
    commit(now: now)
    do throws(StoreError) {
      var left: [(id: String, lastEvent: SampleTime, isRecorded: Bool)] = []
      try database.prepare(
        """
        SELECT id, (SELECT max(at) FROM events WHERE session_key = key),
          (SELECT recording FROM consents WHERE session_key = key)
        FROM sessions WHERE status = 'running'
        """
      ).rows { row in
        left.append((row.text(0), SampleTime(ticks: row.integer(1)), row.integer(2) != 0))
      }
      let mark = try database.prepare(
        "UPDATE sessions SET status = 'interrupted', duration_ticks = ?2 WHERE id = ?1"
      )
      var marked: [String] = []
      for session in left where !isRecording(session.id) {
        let folder = try SessionFolder(of: session.id, in: directory)
        var duration = session.lastEvent
        if session.isRecorded {
          // Audio that cannot be repaired must not keep the session from being marked.
          do throws(RecordingError) {
            duration = try RecordingRecovery.repair(folder, atLeast: session.lastEvent)
          } catch {
            board.update { $0.recordingError = error }
          }
        }
        try mark.run(.text(session.id), .integer(duration.ticks))
        marked.append(session.id)
      }
      return .success(marked)
    } catch {
      return .failure(error)
    }
  }

  /// Erases one session: files first, so that a crash in between leaves a row by which the erasure
  /// can be asked for again.
  func erase(_ session: String, now: ContinuousClock.Instant) -> Result<Void, StoreError> {
    commit(now: now)
    do throws(StoreError) {
      try remove(session)
      return .success(checkpoint(truncating: true))
    } catch {
      return .failure(error)
    }
  }

  /// Erases the sessions whose time is over; those that still run stay.
  ///
  /// Each is tried: one whose files cannot be removed keeps no other from being erased.
  ///
  /// - Returns: the ids, or, where some are left, how many and why the first of them.
  func eraseExpired(
    before wall: Double,
    now: ContinuousClock.Instant
  ) -> Result<[String], StoreError> {
    commit(now: now)
    do throws(StoreError) {
      var expired: [String] = []
      try database.prepare(
        "SELECT id FROM sessions WHERE expires_at < ?1 AND status <> 'running'"
      ).rows(.real(wall)) { row in expired.append(row.text(0)) }
      var erased: [String] = []
      var failures: [StoreError] = []
      for session in expired {
        do throws(StoreError) {
          try remove(session)
          erased.append(session)
        } catch {
          failures.append(error)
        }
      }
      if !erased.isEmpty { checkpoint(truncating: true) }
      guard let first = failures.first else { return .success(erased) }
      return .failure(
        StoreError(
          first.code,
          """
          \(failures.count) of \(expired.count) expired sessions could not be erased, the others \
          were; the first failure: \(first.message)
          """
        )
      )
    } catch {
      return .failure(error)
    }
  }

  private func remove(_ session: String) throws(StoreError) {
    abandon(session)
    try SessionFolder(of: session, in: directory).remove()
    try database.prepare("DELETE FROM sessions WHERE id = ?1").run(.text(session))
    guard database.changes == 1 else {
      throw StoreError(.notFound, "There is no session of that id.")
    }
  }
}
