/// When the write-ahead log is copied into the database.
///
/// SQLite's own rule would do it inside whichever commit crosses a page count, with everyone
/// waiting for that commit; here it is a step of its own on the writer thread.
struct CheckpointPolicy {
  private let maximumRows: Int
  private let interval: Duration
  private var rows = 0
  private var since: ContinuousClock.Instant?
  /// Whether erased text may still stand in the log because a reader held it.
  var owesTruncation = false

  init(rows: Int, interval: Duration) {
    maximumRows = rows
    self.interval = interval
  }

  /// When the next checkpoint is due at the latest, or `nil` when nothing was written.
  var deadline: ContinuousClock.Instant? { since?.advanced(by: interval) }

  /// Counts rows that a commit wrote.
  mutating func wrote(rows count: Int, now: ContinuousClock.Instant) {
    rows += count
    since = since ?? now
  }

  /// Whether a checkpoint should come now.
  func isDue(now: ContinuousClock.Instant) -> Bool {
    guard let deadline else { return owesTruncation }
    return owesTruncation || rows >= maximumRows || deadline <= now
  }

  /// Notes that the log was copied.
  mutating func done() {
    rows = 0
    since = nil
  }
}
