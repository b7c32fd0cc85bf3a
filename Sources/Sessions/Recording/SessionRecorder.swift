public import Speech
import Synchronization
public import VoiceEngine

/// The way into one session's recording and journal, from its lane.
///
/// Every call but `finish` queues and returns at once, whatever the disk does; what a full queue
/// refuses is counted in the store's health.
public final class SessionRecorder: Sendable {
  /// The session's id.
  public let session: String
  private let queue: StoreQueue
  private let board: HealthBoard
  private let wall: @Sendable () -> Double
  private let nextSequence = Mutex<Int64>(0)

  init(
    session: String,
    queue: StoreQueue,
    board: HealthBoard,
    wall: @escaping @Sendable () -> Double
  ) {
    self.session = session
    self.queue = queue
    self.board = board
    self.wall = wall
  }

  /// Keeps a candidate packet as it came.
  ///
  /// - Returns: `false` when the queue is full.
  @discardableResult
  public func candidate(_ packet: CandidatePacket) -> Bool {
    counting(queue.push(.candidate(packet, session: session)))
  }

  /// Keeps an interviewer packet, unless it is cut before its moment has come.
  ///
  /// - Returns: `false` when the queue is full.
  @discardableResult
  public func interviewer(_ packet: InterviewerPacket) -> Bool {
    counting(queue.push(.interviewer(packet, session: session)))
  }

  /// Adds an event to the journal, with the next number and the time of day.
  ///
  /// - Returns: the line, or `nil` for an event that is not kept and for a full queue; neither
  ///   takes a number.
  @discardableResult
  public func event(_ event: EngineEvent, at time: SampleTime) -> SessionEvent? {
    guard event.isKept else { return nil }
    let line: SessionEvent? = nextSequence.withLock { next in
      let line = SessionEvent(sequence: next, at: time, wall: wall(), event: event)
      // Queued under the lock: lines come to the writer in the order of their numbers.
      guard queue.push(.event(line, session: session)) else { return nil }
      next += 1
      return line
    }
    if line == nil { board.update { $0.lostEvents += 1 } }
    return line
  }

  /// Keeps measures of delivery.
  ///
  /// - Returns: `false` when the queue is full.
  @discardableResult
  public func delivery(_ record: DeliveryRecord) -> Bool {
    let isTaken = queue.push(.delivery(record, session: session, nil))
    if !isTaken { board.update { $0.lostEvents += 1 } }
    return isTaken
  }

  /// Ends the session: closes both tracks at `end` and marks it ended.
  ///
  /// - Returns: the session's length.
  /// - Throws: `notFound` when it was ended before, or what the disk says.
  @discardableResult
  public func finish(
    reason: Ended.Reason,
    at end: SampleTime
  ) async throws(StoreError) -> SampleTime {
    let outcome = await withCheckedContinuation { continuation in
      _ = queue.push(
        .finish(session: session, reason, at: end) { continuation.resume(returning: $0) }
      )
    }
    return try outcome.get()
  }

  private func counting(_ isTaken: Bool) -> Bool {
    if !isTaken { board.update { $0.lostPackets += 1 } }
    return isTaken
  }
}
