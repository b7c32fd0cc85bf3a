import CSQLite

/// One connection to the database: opened at birth, closed with its last reference.
///
/// A connection belongs to one thread at a time; whoever shares one puts it under a lock.
final class Database {
  /// What a connection may do.
  enum Access {
    case readWrite
    case readOnly
  }

  /// Longest wait for another process that holds the database.
  private static let busyMilliseconds: Int32 = 2_000

  // Safety: opened in init, closed in deinit, never given to anyone but this owner's statements,
  // which keep the owner.
  private let handle: OpaquePointer

  /// Opens, and for writing creates, a database.
  ///
  /// - Throws: `cannotOpen`, `readOnly` or `corrupt`.
  init(path: String, access: Access) throws(StoreError) {
    var opened: OpaquePointer?
    let flags =
      switch access {
      case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
      case .readOnly: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
      }
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw Database.error(code, doing: "open the database")
    }
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, Database.busyMilliseconds)
  }

  deinit {
    sqlite3_close_v2(handle)
  }

  /// Runs SQL that holds no values.
  func run(_ sql: String) throws(StoreError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw Database.error(code, doing: "run a statement") }
  }

  /// Compiles one statement.
  func prepare(_ sql: String) throws(StoreError) -> Statement {
    var compiled: OpaquePointer?
    let code = sqlite3_prepare_v2(handle, sql, -1, &compiled, nil)
    guard code == SQLITE_OK, let compiled else {
      throw Database.error(code, doing: "prepare a statement")
    }
    return Statement(compiled, of: self)
  }

  /// Runs `body` between `BEGIN IMMEDIATE` and `COMMIT`, or undoes it all.
  func transaction<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    try run("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      undo("ROLLBACK")
      throw error
    }
  }

  /// Runs `body` so that its failure undoes only its own writes.
  func savepoint<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    try run("SAVEPOINT one_write")
    do {
      let result = try body()
      try run("RELEASE one_write")
      return result
    } catch {
      undo("ROLLBACK TO one_write; RELEASE one_write")
      throw error
    }
  }

  /// Copies the write-ahead log into the database, as far as readers allow and without waiting.
  ///
  /// - Parameter truncating: whether the log must be empty afterwards.
  /// - Returns: whether all was done.
  func checkpoint(truncating: Bool) -> Bool {
    // A reader in the middle of a query would hold up the writer for the whole timeout.
    sqlite3_busy_timeout(handle, 0)
    defer { sqlite3_busy_timeout(handle, Database.busyMilliseconds) }
    let mode = truncating ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
    return sqlite3_wal_checkpoint_v2(handle, nil, mode, nil, nil) == SQLITE_OK
  }

  /// Rows changed by the last statement.
  var changes: Int { Int(sqlite3_changes(handle)) }

  /// Whether a transaction is open.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// A full disk may have ended the transaction already: then there is nothing to undo, and the
  /// error that matters is the one that led here.
  private func undo(_ sql: String) {
    guard isInTransaction else { return }
    sqlite3_exec(handle, sql, nil, nil, nil)
  }

  /// The error of a result code, worded from SQLite's own constant texts only.
  static func error(_ code: Int32, doing action: String) -> StoreError {
    let reason = sqlite3_errstr(code).map { String(cString: $0) } ?? "unknown"
    let name: StoreError.Code =
      switch code & 0xFF {
      case SQLITE_FULL: .diskFull
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly
      case SQLITE_CANTOPEN: .cannotOpen
      case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_CONSTRAINT: .refused
      default: .inputOutput
      }
    return StoreError(name, "The store could not \(action): \(reason) (SQLite \(code)).")
  }
}
