import CSQLite

/// A compiled statement, finalized with its last reference.
final class Statement {
  // Safety: compiled for this owner, finalized in deinit.
  private let handle: OpaquePointer
  /// Keeps the connection open for as long as one of its statements lives.
  private let database: Database

  init(_ handle: OpaquePointer, of database: Database) {
    self.handle = handle
    self.database = database
  }

  deinit {
    sqlite3_finalize(handle)
  }

  /// Runs a statement that gives no rows, and makes it ready for the next run.
  func run(_ values: Value...) throws(StoreError) {
    defer { reset() }
    try bind(values)
    while try step() {}
  }

  /// Calls `body` once a row.
  func rows(_ values: Value..., body: (Row) throws(StoreError) -> Void) throws(StoreError) {
    defer { reset() }
    try bind(values)
    while try step() { try body(Row(handle)) }
  }

  /// What `body` makes of the first row, or `nil` where there is none.
  func first<T>(_ values: Value..., body: (Row) throws(StoreError) -> T) throws(StoreError) -> T? {
    defer { reset() }
    try bind(values)
    guard try step() else { return nil }
    return try body(Row(handle))
  }

  private func reset() {
    sqlite3_reset(handle)
    // Bound values may be a name or a transcript: they are not kept for the next run.
    sqlite3_clear_bindings(handle)
  }

  private func step() throws(StoreError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw Database.error(code, doing: "carry out a statement")
    }
  }

  private func bind(_ values: [Value]) throws(StoreError) {
    for (offset, value) in values.enumerated() {
      let code = value.bind(to: handle, at: Int32(offset + 1))
      guard code == SQLITE_OK else { throw Database.error(code, doing: "bind a value") }
    }
  }
}

extension Statement {
  /// A value on its way into a statement.
  enum Value {
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
    case null

    static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
    static func real(_ number: Double?) -> Value { number.map { .real($0) } ?? .null }
    static func blob(_ bytes: [UInt8]?) -> Value { bytes.map { .blob($0) } ?? .null }

    fileprivate func bind(to handle: OpaquePointer, at index: Int32) -> Int32 {
      switch self {
      case .integer(let value): sqlite3_bind_int64(handle, index, value)
      case .real(let value): sqlite3_bind_double(handle, index, value)
      case .null: sqlite3_bind_null(handle, index)
      case .text(let text):
        // SQLite's own copy: the pointer ends with the call.
        vv_sqlite3_bind_text(handle, index, text, Int32(clamping: text.utf8.count))
      case .blob(let bytes):
        bytes.withUnsafeBytes { buffer in
          buffer.isEmpty
            ? sqlite3_bind_zeroblob(handle, index, 0)
            : vv_sqlite3_bind_blob(
              handle,
              index,
              buffer.baseAddress,
              Int32(clamping: buffer.count)
            )
        }
      }
    }
  }

  /// The row on which a statement stands; it must not outlive the closure that was given it.
  struct Row {
    // Safety: lent by the statement for the length of a closure.
    private let handle: OpaquePointer

    fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

    private func isNull(_ column: Int) -> Bool {
      sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

    func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

    func optionalReal(_ column: Int) -> Double? { isNull(column) ? nil : real(column) }

    func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

    func text(_ column: Int) -> String {
      // Bytes and count rather than a C string: a text may hold a NUL.
      String(decoding: blob(column), as: UTF8.self)
    }

    func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    func blob(_ column: Int) -> [UInt8] {
      let count = Int(sqlite3_column_bytes(handle, Int32(column)))
      guard count > 0, let bytes = sqlite3_column_blob(handle, Int32(column)) else { return [] }
      return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }

    func optionalBlob(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }
  }
}
