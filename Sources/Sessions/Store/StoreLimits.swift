/// How much the store lets wait, and for how long.
public struct StoreLimits: Equatable, Sendable {
  /// Most packets and events, of all sessions, that wait for the writer thread.
  public var queuedCommands = 65_536
  /// Most bytes of packets and events that wait for the writer thread.
  public var queuedBytes = 32 << 20
  /// Most rows that wait for a database that does not take them.
  public var pendingRows = 65_536
  /// Longest time from an event's arrival at the writer to its commit; with the writer's wake-ups
  /// an event is committed at most 250 ms after it was appended.
  public var batchDelay: Duration = .milliseconds(150)
  /// Longest sleep of the writer while something is under way.
  public var wakeInterval: Duration = .milliseconds(50)
  /// Pause before a failed commit is tried again.
  public var retryDelay: Duration = .seconds(1)
  /// Rows after which the write-ahead log is copied into the database.
  public var checkpointRows = 4_096
  /// Time after which the write-ahead log is copied into the database, if anything was written.
  public var checkpointInterval: Duration = .seconds(60)

  /// Creates the default limits.
  public init() {}
}
