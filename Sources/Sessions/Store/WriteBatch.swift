import Speech
import VoiceEngine

/// A row on its way into the database.
enum RowWrite {
  case create(SessionRecord, ConsentRecord)
  case event(SessionEvent, session: String)
  case delivery(DeliveryRecord, session: String)
  case review(ReviewEvent, session: String)
  case finish(session: String, Ended.Reason, duration: SampleTime)

  /// The session to which the row belongs.
  var session: String {
    switch self {
    case .create(let record, _): record.id
    case .event(_, let session), .delivery(_, let session), .review(_, let session),
      .finish(let session, _, _):
      session
    }
  }

  /// Whether the row must survive a power cut, not only a crash of the process.
  var isPrecious: Bool {
    switch self {
    case .create, .review, .finish: true
    case .event, .delivery: false
    }
  }
}

/// The rows that the next transaction writes, and when it must come.
///
/// A row waits for others so that a thousand interviews cost a handful of transactions a second;
/// it never waits for longer than `delay`, and not at all when somebody waits for it.
struct WriteBatch {
  struct Write {
    var row: RowWrite
    var completion: StoreCommand.Completion<Void>?
  }

  private let delay: Duration
  private(set) var writes: [Write] = []
  private var due: ContinuousClock.Instant?

  init(delay: Duration) {
    self.delay = delay
  }

  /// When the rows must be committed, or `nil` without rows.
  var deadline: ContinuousClock.Instant? { writes.isEmpty ? nil : due }

  /// Adds a row; one that is awaited makes the whole batch due.
  mutating func add(
    _ row: RowWrite,
    completion: StoreCommand.Completion<Void>? = nil,
    now: ContinuousClock.Instant
  ) {
    writes.append(Write(row: row, completion: completion))
    let latest = completion == nil ? now.advanced(by: delay) : now
    due = min(due ?? latest, latest)
  }

  /// Takes the rows, to write them.
  mutating func take() -> [Write] {
    defer {
      writes = []
      due = nil
    }
    return writes
  }

  /// Puts rows back that could not be written; they come before newer ones and wait until `due`.
  mutating func putBack(_ older: [Write], due: ContinuousClock.Instant) {
    writes.insert(contentsOf: older, at: 0)
    self.due = due
  }

  /// Forgets the rows of one session.
  mutating func removeAll(of session: String) {
    writes.removeAll { $0.row.session == session && $0.completion == nil }
  }
}
