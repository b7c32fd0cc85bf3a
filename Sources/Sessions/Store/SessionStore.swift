public import Foundation
public import Speech
public import VoiceEngine

/// Keeps sessions: rows in a SQLite database, audio in files beside it, all in one directory.
///
/// One process at a time writes a directory; others read it through `SessionReader`. In it one
/// thread writes. `append` and the recorder's calls only queue for it and return at once,
/// whatever the disk does; the calls that are awaited return when what they ask for is committed.
/// Reads have a connection of their own, so they hold up no write; they block their caller for the
/// length of a query and are not for a lane's thread.
public final class SessionStore: Sendable {
  /// The directory that holds everything.
  public let directory: URL
  /// Reads what is committed.
  public let reader: SessionReader
  let thread: WriterThread
  private let board: HealthBoard
  private let wall: @Sendable () -> Double

  /// Opens the store in a directory, making what is not there.
  ///
  /// - Parameters:
  ///   - wall: seconds since 1970, for the journal's envelope.
  /// - Throws: `inUse` for a directory that another process, or another store, writes;
  ///   `cannotOpen`, `readOnly`, `diskFull`, `corrupt`, or `newerSchema` for a directory that a
  ///   later release has written.
  public convenience init(
    directory: URL,
    limits: StoreLimits = StoreLimits(),
    wall: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
  ) throws(StoreError) {
    try self.init(directory: directory, limits: limits, wall: wall, startsThread: true)
  }

  /// Opens a store that, without a thread of its own, writes when it is stepped.
  ///
  /// - Parameter disk: what audio is written to in a simulation.
  package init(
    directory: URL,
    limits: StoreLimits,
    wall: @escaping @Sendable () -> Double,
    startsThread: Bool,
    disk: SimulatedDisk? = nil
  ) throws(StoreError) {
    self.directory = directory
    self.wall = wall
    board = HealthBoard()
    thread = WriterThread(
      writer: try StoreWriter(directory: directory, limits: limits, board: board, disk: disk)
    )
    reader = try SessionReader(ofOpen: directory)
    if startsThread { thread.start() }
  }

  deinit {
    _ = thread.queue.push(.close { _ in })
  }

  /// How the store keeps up.
  public var health: StoreHealth {
    var health = board.health
    health.queuedCommands = thread.queue.count
    return health
  }

  // MARK: Writing

  /// Creates a session with the candidate's consent.
  ///
  /// Returns when both are on the disk, not only in the system's cache, so that audio which is
  /// accepted afterwards was agreed to.
  ///
  /// - Throws: `refused` for an id that exists or a consent for another purpose, `invalidID`, or
  ///   what the disk says; nothing is kept then.
  public func createSession(
    _ record: SessionRecord,
    consent: ConsentRecord
  ) async throws(StoreError) {
    try await ask { .create(record, consent, $0) }
  }

  /// The way into one session's recording and journal.
  ///
  /// - Parameter session: id of a session that was created; there is one recorder a session.
  public func recorder(for session: String) -> SessionRecorder {
    SessionRecorder(
      session: session,
      queue: thread.queue,
      board: board,
      wall: wall
    )
  }

  /// Queues one journal line; it is committed at most 250 ms later.
  ///
  /// The death of the process costs no committed line. A power cut may cost the lines since the
  /// last checkpoint, creation or end of any session, all of which wait for the disk.
  ///
  /// - Returns: `false` when the queue is full: the line is lost and counted.
  public func append(_ event: SessionEvent, session: String) -> Bool {
    let isTaken = thread.queue.push(.event(event, session: session))
    if !isTaken { board.update { $0.lostEvents += 1 } }
    return isTaken
  }

  /// Keeps measures of delivery; those of the same turn are replaced.
  ///
  /// - Throws: `refused` for a session of hiring, or one that does not exist.
  public func saveDelivery(_ record: DeliveryRecord, session: String) async throws(StoreError) {
    try await ask { .delivery(record, session: session, $0) }
  }

  /// Adds to what people and judges say of a session; what was said before stays.
  ///
  /// - Throws: `notFound` for an id that is not kept, `refused` with a sentence for its sender.
  public func add(_ review: Review, to session: String) async throws(StoreError) {
    guard let stored = try reader.session(session) else {
      throw StoreError(.notFound, "There is no session of that id.")
    }
    try ReviewRules.check(review, of: stored, after: try reviews(session).map(\.review))
    let event = ReviewEvent(wall: wall(), review: review)
    try await ask { .review(event, session: session, $0) }
  }

  /// Ends a session: closes its tracks at `end` and marks it ended.
  ///
  /// - Returns: the session's length, which is later than `end` only where a track is longer.
  /// - Throws: `notFound` unless the session runs in this process.
  @discardableResult
  public func finish(
    _ session: String,
    reason: Ended.Reason,
    at end: SampleTime
  ) async throws(StoreError) -> SampleTime {
    try await ask { .finish(session: session, reason, at: end, $0) }
  }

  /// Returns when all that was queued before is committed and all audio is in its file.
  public func flush() async throws(StoreError) {
    try await ask { .flush($0) }
  }

  /// Marks sessions interrupted that a process which died left running, trims torn recordings and
  /// gives both tracks the session's length.
  ///
  /// - Returns: their ids.
  @discardableResult
  public func markInterruptedOnStartup() async throws(StoreError) -> [String] {
    try await ask { .interrupt($0) }
  }

  /// Erases all that is kept of a session: rows, recording, caches.
  ///
  /// - Throws: `notFound`, or what the disk says; ask again then.
  public func erase(_ session: String) async throws(StoreError) {
    try await ask { .erase(session: session, $0) }
  }

  /// Erases the sessions that expire before a time, in seconds since 1970, and do not run.
  ///
  /// All are tried; each whose files cannot be removed stays, to be tried again with the next call.
  ///
  /// - Returns: their ids.
  /// - Throws: what kept the first of those that are left; the message says how many they are.
  @discardableResult
  public func eraseExpired(before wall: Double) async throws(StoreError) -> [String] {
    try await ask { .eraseExpired(before: wall, $0) }
  }

  /// Commits what was queued and ends the writer thread; every later write is refused.
  ///
  /// A session that still runs will be marked interrupted at the next start.
  public func close() async throws(StoreError) {
    try await ask { .close($0) }
  }

  private func ask<Value: Sendable>(
    _ command: (@escaping StoreCommand.Completion<Value>) -> StoreCommand
  ) async throws(StoreError) -> Value {
    let outcome = await withCheckedContinuation { continuation in
      // A closed queue answers the command itself.
      _ = thread.queue.push(command { continuation.resume(returning: $0) })
    }
    return try outcome.get()
  }
}
