public import Speech

/// Places a candidate's packets on the session's clock.
///
/// The header's timestamp decides, not the time of arrival: a TCP stall delays packets without
/// moving them. Three things are not believed: a timestamp that jumps, a client that sends faster
/// than time passes, and a media clock that fell behind for good (a suspended tab); then the clock
/// is set anew and the hole is marked as a gap.
public struct MediaClock: Equatable, Sendable {
  /// What became of a packet.
  public enum Placement: Equatable, Sendable {
    /// It begins here; the gap is what is missing before it.
    case placed(SampleTime, gap: Duration)
    /// The client's clock jumped and was set anew; it begins here.
    case jumped(SampleTime, gap: Duration)
    /// It repeats what was there already.
    case duplicate
    /// It lies further ahead of real time than a client can be.
    case tooFast
  }

  /// A forward difference above this is no gap but a jump.
  public static let largestGap = Duration.seconds(10)
  /// How far ahead of real time a packet may end.
  public static let largestLead = Duration.seconds(2)
  /// How far the media clock may lie behind real time over `lagWindow` packets.
  public static let largestLag = Duration.seconds(1)
  /// Packets over which the lag is observed: a burst after a stall catches up within it.
  public static let lagWindow = 100

  /// End of the last placed packet, or `nil` before the first.
  public private(set) var end: SampleTime?
  private var expectedTimestamp: UInt32 = 0
  private var lastSequence: UInt32 = 0
  private var smallestLagTicks = Int64.max
  private var packetsInWindow = 0

  /// Creates a clock before the first packet.
  public init() {}

  /// Places the next packet.
  ///
  /// - Parameters:
  ///   - timestamp: from the header.
  ///   - sequence: from the header.
  ///   - ticks: length of the packet.
  ///   - gapBefore: whether the client says that it lost or muted audio.
  ///   - elapsed: real time since the session began.
  public mutating func place(
    timestamp: UInt32,
    sequence: UInt32,
    ticks: Int64,
    gapBefore: Bool,
    elapsed: Duration
  ) -> Placement {
    let now = MediaClock.onGrid(SampleTime.zero + elapsed)
    guard let previousEnd = end else {
      return accept(now, gap: .zero, timestamp, sequence, ticks, elapsed)
    }
    let difference = Int64(Int32(bitPattern: timestamp &- expectedTimestamp))
    let advanced = sequence != lastSequence
    if difference < 0, !gapBefore, !advanced { return .duplicate }
    if difference < 0 || difference > MediaClock.largestGap.ticks {
      let start = max(previousEnd, now)
      let gap = start - previousEnd
      return jumped(accept(start, gap: gap, timestamp, sequence, ticks, elapsed))
    }
    let gapTicks = difference / OpusEncoder.packetTicks * OpusEncoder.packetTicks
    var start = SampleTime(ticks: previousEnd.ticks + gapTicks)
    let shift = lagToRepair(elapsed: elapsed, packetEnd: start.ticks + ticks)
    start = SampleTime(ticks: start.ticks + shift)
    return accept(start, gap: start - previousEnd, timestamp, sequence, ticks, elapsed)
  }

  /// The position on the 20 ms grid at or before another.
  static func onGrid(_ time: SampleTime) -> SampleTime {
    SampleTime(ticks: time.ticks / OpusEncoder.packetTicks * OpusEncoder.packetTicks)
  }

  private mutating func accept(
    _ start: SampleTime,
    gap: Duration,
    _ timestamp: UInt32,
    _ sequence: UInt32,
    _ ticks: Int64,
    _ elapsed: Duration
  ) -> Placement {
    let packetEnd = SampleTime(ticks: start.ticks + ticks)
    guard packetEnd - .zero <= elapsed + MediaClock.largestLead else { return .tooFast }
    end = packetEnd
    expectedTimestamp = timestamp &+ UInt32(truncatingIfNeeded: ticks)
    lastSequence = sequence
    return .placed(start, gap: gap)
  }

  private func jumped(_ placement: Placement) -> Placement {
    if case .placed(let start, let gap) = placement { return .jumped(start, gap: gap) }
    return placement
  }

  /// Ticks by which the clock must move forward because it stayed behind over a whole window.
  private mutating func lagToRepair(elapsed: Duration, packetEnd: Int64) -> Int64 {
    smallestLagTicks = min(smallestLagTicks, elapsed.ticks - packetEnd)
    packetsInWindow += 1
    guard packetsInWindow >= MediaClock.lagWindow else { return 0 }
    let lag = smallestLagTicks
    smallestLagTicks = .max
    packetsInWindow = 0
    guard lag > MediaClock.largestLag.ticks else { return 0 }
    return lag / OpusEncoder.packetTicks * OpusEncoder.packetTicks
  }
}
