import Foundation
import Speech
import VoiceEngine

/// Everything that the store writes, step by step.
///
/// The writer thread calls `run` and nothing else touches it. It reads no clock, so tests drive it
/// through simulated time.
final class StoreWriter {
  let directory: URL
  let limits: StoreLimits
  let board: HealthBoard
  let database: Database
  private let disk: SimulatedDisk?
  private var lock: DirectoryLock?
  private let rows: RowWriter
  private var batch: WriteBatch
  private var checkpoints: CheckpointPolicy
  private var recordings: [String: SessionRecording] = [:]
  private var unclosed: [String: UnclosedRecording] = [:]
  private var recordingFailedAt: ContinuousClock.Instant?
  /// Whether a `close` was carried out.
  private(set) var isClosed = false

  /// Locks the directory and opens the database, bringing it to the newest version.
  init(
    directory: URL,
    limits: StoreLimits,
    board: HealthBoard,
    disk: SimulatedDisk? = nil
  ) throws(StoreError) {
    self.directory = directory
    self.disk = disk
    self.limits = limits
    self.board = board
    try SessionFolder.makeDirectory(directory)
    lock = try DirectoryLock(directory)
    database = try StoreWriter.openDatabase(in: directory)
    rows = try RowWriter(database: database)
    batch = WriteBatch(delay: limits.batchDelay)
    checkpoints = CheckpointPolicy(
      rows: limits.checkpointRows,
      interval: limits.checkpointInterval
    )
  }

  /// Carries out commands in order, then whatever is due.
  ///
  /// - Returns: when it wants to be called again, or `nil` when nothing is under way.
  func run(_ commands: [StoreCommand], now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    for command in commands { carryOut(command, now: now) }
    if let deadline = batch.deadline, deadline <= now { commit(now: now) }
    for recording in recordings.values {
      keep(now: now) { () throws(RecordingError) in try recording.flushIfDue(now: now) }
    }
    retryUnclosed(now: now)
    if checkpoints.isDue(now: now) { checkpoint(truncating: checkpoints.owesTruncation) }
    if let failedAt = recordingFailedAt, now - failedAt >= .seconds(2) {
      recordingFailedAt = nil
      board.update { $0.recordingError = nil }
    }
    board.update { health in
      health.pendingRows = batch.writes.count
      health.openRecordings = recordings.count + unclosed.count
    }
    let isBusy =
      !batch.writes.isEmpty || !recordings.isEmpty || recordingFailedAt != nil
      || checkpoints.owesTruncation || !unclosed.isEmpty
    return isBusy ? now.advanced(by: limits.wakeInterval) : checkpoints.deadline
  }

  private func carryOut(_ command: StoreCommand, now: ContinuousClock.Instant) {
    switch command {
    case .create(let record, let consent, let completion):
      create(record, consent, now: now, completion)
    case .candidate(let packet, let session):
      keepPacket(of: session, now: now) { (recording) throws(RecordingError) in
        try recording.candidate(packet)
      }
    case .interviewer(let packet, let session):
      keepPacket(of: session, now: now) { (recording) throws(RecordingError) in
        try recording.interviewer(packet)
      }
    case .event(let event, let session):
      recordings[session]?.observe(event.event, at: event.at)
      add(.event(event, session: session), now: now)
    case .delivery(let record, let session, let completion):
      add(.delivery(record, session: session), completion: completion, now: now)
    case .review(let event, let session, let completion):
      add(.review(event, session: session), completion: completion, now: now)
    case .finish(let session, let reason, let end, let completion):
      finish(session, reason, at: end, now: now, completion)
    case .flush(let completion):
      let failure = flush(now: now)
      completion(failure.map(Result.failure) ?? outcomeOfCommit)
    case .interrupt(let completion):
      completion(interruptRunning(now: now))
    case .erase(let session, let completion):
      completion(erase(session, now: now))
    case .eraseExpired(let wall, let completion):
      completion(eraseExpired(before: wall, now: now))
    case .close(let completion):
      for session in unclosed.keys { unclosed[session]?.retryAt = now }
      retryUnclosed(now: now)
      _ = flush(now: now)
      recordings = [:]
      unclosed = [:]
      checkpoint(truncating: true)
      isClosed = true
      lock = nil
      completion(outcomeOfCommit)
    }
  }

  // MARK: One session

  private func create(
    _ record: SessionRecord,
    _ consent: ConsentRecord,
    now: ContinuousClock.Instant,
    _ completion: @escaping StoreCommand.Completion<Void>
  ) {
    do throws(StoreError) {
      try SessionFolder(of: record.id, in: directory).make()
      add(.create(record, consent), completion: completion, now: now)
    } catch {
      completion(.failure(error))
    }
  }

  private func finish(
    _ session: String,
    _ reason: Ended.Reason,
    at end: SampleTime,
    now: ContinuousClock.Instant,
    _ completion: @escaping StoreCommand.Completion<SampleTime>
  ) {
    guard let recording = recordings.removeValue(forKey: session) else {
      completion(.failure(StoreError(.notFound, "There is no running session of that id.")))
      return
    }
    close(
      UnclosedRecording(
        recording: recording,
        reason: reason,
        end: end,
        retryAt: now
      ),
      of: session,
      now: now,
      completion
    )
  }

  /// Closes both tracks and then marks the session ended.
  ///
  /// A session whose tracks are not whole stays `running`, for that is what the next start repairs;
  /// until then its end is tried again although its asker has been told.
  private func close(
    _ unclosed: UnclosedRecording,
    of session: String,
    now: ContinuousClock.Instant,
    _ completion: @escaping StoreCommand.Completion<SampleTime>
  ) {
    do throws(RecordingError) {
      let length = try unclosed.recording.close(at: unclosed.end)
      board.update { $0.lostPages += Int64(unclosed.recording.lostPages) }
      add(
        .finish(session: session, unclosed.reason, duration: length),
        completion: { outcome in completion(outcome.map { length }) },
        now: now
      )
    } catch {
      note(error, now: now)
      var later = unclosed
      // As soon as ever: what waits is lost with the process, and a refusal costs next to nothing.
      later.retryAt = now.advanced(by: limits.retryDelay)
      self.unclosed[session] = later
      completion(.failure(StoreWriter.unwritten(error)))
    }
  }

  /// Tries to close again what could not be closed.
  private func retryUnclosed(now: ContinuousClock.Instant) {
    for (session, waiting) in unclosed where waiting.retryAt <= now {
      unclosed[session] = nil
      close(waiting, of: session, now: now) { _ in }
    }
  }

  /// Stops recording a session and forgets its rows that wait.
  func abandon(_ session: String) {
    recordings[session] = nil
    unclosed[session] = nil
    batch.removeAll(of: session)
  }

  /// Whether a session is being recorded, or its recording waits for the disk.
  func isRecording(_ session: String) -> Bool {
    recordings[session] != nil || unclosed[session] != nil
  }

  // MARK: Rows

  private func add(
    _ row: RowWrite,
    completion: StoreCommand.Completion<Void>? = nil,
    now: ContinuousClock.Instant
  ) {
    guard completion != nil || batch.writes.count < limits.pendingRows else {
      board.update { $0.lostEvents += 1 }
      return
    }
    batch.add(row, completion: completion, now: now)
  }

  /// Writes all rows that wait in one transaction.
  func commit(now: ContinuousClock.Instant) {
    let writes = batch.take()
    guard !writes.isEmpty else { return }
    do throws(StoreError) {
      let outcomes = try rows.commit(writes.map(\.row))
      checkpoints.wrote(rows: writes.count, now: now)
      board.update { health in
        health.databaseError = nil
        health.commits += 1
      }
      for (write, outcome) in zip(writes, outcomes) { settle(write, outcome) }
    } catch {
      board.update { $0.databaseError = error }
      putBack(writes, error, now: now)
    }
  }

  private func settle(_ write: WriteBatch.Write, _ outcome: Result<Void, StoreError>) {
    if case .create(let record, let consent) = write.row {
      let folder = try? SessionFolder(of: record.id, in: directory)
      switch outcome {
      case .success:
        recordings[record.id] = folder.map {
          SessionRecording(folder: $0, recordsAudio: consent.recording, disk: disk)
        }
      case .failure: folder?.removeIfEmpty()
      }
    }
    if case .failure = outcome, write.completion == nil {
      board.update { $0.lostEvents += 1 }
    }
    write.completion?(outcome)
  }

  /// Keeps what nobody waits for until the disk takes it again, and tells the others.
  private func putBack(
    _ writes: [WriteBatch.Write],
    _ error: StoreError,
    now: ContinuousClock.Instant
  ) {
    var kept: [WriteBatch.Write] = []
    for var write in writes {
      if case .create(let record, _) = write.row {
        (try? SessionFolder(of: record.id, in: directory))?.removeIfEmpty()
      } else if write.completion == nil || write.row.isPrecious {
        // The end of a session is tried again although its asker has been told.
        kept.append(WriteBatch.Write(row: write.row, completion: nil))
      }
      write.completion?(.failure(error))
      write.completion = nil
    }
    batch.putBack(kept, due: now.advanced(by: limits.retryDelay))
  }

  /// Writes all that has come.
  ///
  /// - Returns: what kept audio from its file.
  private func flush(now: ContinuousClock.Instant) -> StoreError? {
    var failure = unclosed.isEmpty ? nil : StoreWriter.unwritten(board.health.recordingError)
    for recording in recordings.values {
      do throws(RecordingError) {
        try recording.flush()
      } catch {
        note(error, now: now)
        if !error.isOfPacket { failure = failure ?? StoreWriter.unwritten(error) }
      }
    }
    commit(now: now)
    return failure
  }

  private static func unwritten(_ error: RecordingError?) -> StoreError {
    StoreError(
      error?.code == .diskFull ? .diskFull : .inputOutput,
      "A recording could not be written; it will be tried again."
    )
  }

  private var outcomeOfCommit: Result<Void, StoreError> {
    guard let error = board.health.databaseError else { return .success(()) }
    return .failure(error)
  }

  /// Copies the log into the database; truncating it leaves no erased text behind.
  func checkpoint(truncating: Bool) {
    checkpoints.done()
    let isDone = database.checkpoint(truncating: truncating)
    if truncating { checkpoints.owesTruncation = !isDone }
  }

  // MARK: Audio

  private func keepPacket(
    of session: String,
    now: ContinuousClock.Instant,
    _ body: (SessionRecording) throws(RecordingError) -> Void
  ) {
    guard let recording = recordings[session] else {
      board.update { $0.lostPackets += 1 }
      return
    }
    keep(now: now) { () throws(RecordingError) in try body(recording) }
  }

  /// Does something with a recording; its failure is the health's matter, not the session's.
  private func keep(
    now: ContinuousClock.Instant,
    _ body: () throws(RecordingError) -> Void
  ) {
    do throws(RecordingError) {
      try body()
    } catch {
      note(error, now: now)
    }
  }

  private func note(_ error: RecordingError, now: ContinuousClock.Instant) {
    guard !error.isOfPacket else { return board.update { $0.lostPackets += 1 } }
    recordingFailedAt = now
    board.update { $0.recordingError = error }
  }
}

/// A recording whose end the disk did not take.
private struct UnclosedRecording {
  var recording: SessionRecording
  var reason: Ended.Reason
  var end: SampleTime
  var retryAt: ContinuousClock.Instant
}
