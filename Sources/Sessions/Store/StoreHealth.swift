import Synchronization

/// Whether the store keeps up, for `/readyz` and `/metrics`.
///
/// The counts only grow. They name no session.
public struct StoreHealth: Equatable, Sendable {
  /// What the last transaction failed of, until one succeeds.
  public var databaseError: StoreError?
  /// What writing audio failed of, until it has succeeded for two seconds.
  public var recordingError: RecordingError?
  /// Events refused because the queue was full, or given up because the disk took none for long.
  public var lostEvents: Int64 = 0
  /// Packets refused because the queue was full, or that could not be kept.
  public var lostPackets: Int64 = 0
  /// Recording pages given up because the disk took none for long.
  public var lostPages: Int64 = 0
  /// Packets and events that wait for the writer thread.
  public var queuedCommands = 0
  /// Rows that wait for their commit.
  public var pendingRows = 0
  /// Transactions committed.
  public var commits: Int64 = 0
  /// Sessions that are being recorded.
  public var openRecordings = 0

  /// Whether what comes in is being kept.
  public var isWritable: Bool { databaseError == nil && recordingError == nil }

  /// Creates the health of a store that has done nothing yet.
  public init() {}
}

/// The one place where the health is kept.
final class HealthBoard: Sendable {
  private let state = Mutex(StoreHealth())

  var health: StoreHealth { state.withLock { $0 } }

  func update(_ change: (inout StoreHealth) -> Void) {
    state.withLock { change(&$0) }
  }
}
