/// Why something could not be kept or read, without a word of what it was.
///
/// `message` is a sentence for an operator: it never holds a bound value, a name, a transcript or
/// a token.
public struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A stable name; more may come, so switch with a default.
  public struct Code: Equatable, Hashable, Sendable, CustomStringConvertible {
    /// The name in snake case.
    public let description: String

    /// The data directory or the database in it cannot be opened.
    public static let cannotOpen = Code(description: "cannot_open")
    /// The data directory or the database may not be written.
    public static let readOnly = Code(description: "read_only")
    /// The disk, or the quota, is full.
    public static let diskFull = Code(description: "disk_full")
    /// The database was written by a newer release.
    public static let newerSchema = Code(description: "newer_schema")
    /// The database was written by an older release, and is only being read.
    public static let olderSchema = Code(description: "older_schema")
    /// Another process writes the data directory.
    public static let inUse = Code(description: "in_use")
    /// The database is damaged.
    public static let corrupt = Code(description: "corrupt")
    /// Another connection held the database for too long.
    public static let busy = Code(description: "busy")
    /// A row was refused: it exists already, or it belongs to nothing.
    public static let refused = Code(description: "refused")
    /// A scenario was changed under a revision that has results.
    public static let revisionChanged = Code(description: "revision_changed")
    /// A session id that is not made of letters, digits, `-` and `_`, or is too long.
    public static let invalidID = Code(description: "invalid_id")
    /// No such session.
    public static let notFound = Code(description: "not_found")
    /// The store was closed.
    public static let closed = Code(description: "closed")
    /// Reading or writing failed.
    public static let inputOutput = Code(description: "input_output")
    /// Something stored cannot be understood.
    public static let unreadable = Code(description: "unreadable")
  }

  /// What went wrong.
  public var code: Code
  /// A sentence for an operator.
  public var message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The code and the sentence.
  public var description: String { "\(code): \(message)" }
}
