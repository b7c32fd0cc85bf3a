public import Speech

/// Places a candidate's packets on the session's clock.
///
/// The header's timestamp decides, not the time of arrival: a TCP stall delays packets without
/// moving them. Three things are not believed: a timestamp that jumps, a client that sends faster
/// than time passes, and a media clock that fell behind for good (a suspended tab); then the clock
/// is set anew and the hole is marked as a gap.
///
/// No two crystals agree. `drift` tells how far this one has run away from ours, so that the
/// session's clock can follow it and both parties stay on one timeline.
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

  /// A forward difference above this is no gap but a jump, unless the client says that it is a gap.
  public static let largestGap = Duration.seconds(10)
  /// How far ahead of real time a packet may end.
  public static let largestLead = Duration.seconds(2)
  /// How far the media clock may lie behind real time, over two windows of lag.
  public static let largestLag = Duration.seconds(1)
  /// Fewest packets over which the lag is observed.
  public static let lagWindow = 100

  /// End of the last placed packet, or `nil` before the first.
  public private(set) var end: SampleTime?
  /// How far the client's clock has drifted behind real time; negative when it runs fast.
  public private(set) var drift = Duration.zero
  private var expectedTimestamp: UInt32 = 0
  private var lastSequence: UInt32 = 0
  private var mustResynchronize = false
  private var lag = LagObserver()

  /// Creates a clock before the first packet.
  public init() {}

  /// Places the next packet.
  ///
  /// - Parameters:
  ///   - timestamp: from the header.
  ///   - sequence: from the header.
  ///   - ticks: length of the packet.
  ///   - gapBefore: whether the client says that it lost or muted audio.
  ///   - elapsed: the session's clock: real time since it began, less `drift`.
  public mutating func place(
    timestamp: UInt32,
    sequence: UInt32,
    ticks: Int64,
    gapBefore: Bool,
    elapsed: Duration
  ) -> Placement {
    let packet = Packet(timestamp: timestamp, sequence: sequence, ticks: ticks)
    // What arrives now was said just before.
    let now = MediaClock.onGrid(SampleTime(ticks: max(0, elapsed.ticks - ticks)))
    guard let previousEnd = end, !mustResynchronize else {
      let gap = end.map { max(.zero, now - $0) } ?? .zero
      return restart(packet, at: max(end ?? now, now), gap: gap, elapsed)
    }
    // Residues below a packet are kept: they add up to the packets that are missing.
    let difference = Int64(Int32(bitPattern: timestamp &- expectedTimestamp))
    if difference < 0, !gapBefore, sequence == lastSequence { return .duplicate }
    if isJump(difference, gapBefore: gapBefore, from: previousEnd, ticks, elapsed) {
      let start = max(previousEnd, now)
      return jumped(restart(packet, at: start, gap: start - previousEnd, elapsed))
    }
    let gapTicks = max(0, difference / OpusEncoder.packetTicks * OpusEncoder.packetTicks)
    var start = SampleTime(ticks: previousEnd.ticks + gapTicks)
    var isSetAnew = false
    switch lag.observe(elapsed.ticks - start.ticks - ticks, at: elapsed) {
    case .nothing: break
    case .drifted(let by): drift = drift + Duration(ticks: by)
    case .lost(let ticks):
      start = MediaClock.onGrid(SampleTime(ticks: start.ticks + ticks))
      isSetAnew = true
    }
    guard isCredible(start, ticks, elapsed) else {
      // What is dropped leaves no gap: there was no time for it.
      expectedTimestamp = timestamp &+ UInt32(truncatingIfNeeded: ticks)
      lastSequence = sequence
      return .tooFast
    }
    end = SampleTime(ticks: start.ticks + ticks)
    expectedTimestamp = expectedTimestamp &+ UInt32(truncatingIfNeeded: gapTicks + ticks)
    if isSetAnew { expectedTimestamp = timestamp &+ UInt32(truncatingIfNeeded: ticks) }
    lastSequence = sequence
    return .placed(start, gap: start - previousEnd)
  }

  /// Says that the client's clock may stand anywhere at its next packet, as after a break: the
  /// packet is placed by its arrival.
  public mutating func resynchronize() { mustResynchronize = true }

  /// The position on the 20 ms grid at or before another.
  static func onGrid(_ time: SampleTime) -> SampleTime {
    SampleTime(ticks: time.ticks / OpusEncoder.packetTicks * OpusEncoder.packetTicks)
  }

  private struct Packet {
    var timestamp: UInt32
    var sequence: UInt32
    var ticks: Int64
  }

  private func isJump(
    _ difference: Int64,
    gapBefore: Bool,
    from previousEnd: SampleTime,
    _ ticks: Int64,
    _ elapsed: Duration
  ) -> Bool {
    if difference <= -OpusEncoder.packetTicks { return true }
    guard difference > MediaClock.largestGap.ticks else { return false }
    // A long silence of the microphone is a gap as long as real time has passed for it.
    let start = SampleTime(ticks: previousEnd.ticks + difference)
    return !gapBefore || !isCredible(start, ticks, elapsed)
  }

  private func isCredible(_ start: SampleTime, _ ticks: Int64, _ elapsed: Duration) -> Bool {
    start.ticks + ticks <= (elapsed + MediaClock.largestLead).ticks
  }

  private mutating func restart(
    _ packet: Packet,
    at start: SampleTime,
    gap: Duration,
    _ elapsed: Duration
  ) -> Placement {
    guard isCredible(start, packet.ticks, elapsed) else { return .tooFast }
    mustResynchronize = false
    lag.restart()
    end = SampleTime(ticks: start.ticks + packet.ticks)
    expectedTimestamp = packet.timestamp &+ UInt32(truncatingIfNeeded: packet.ticks)
    lastSequence = packet.sequence
    return .placed(start, gap: gap)
  }

  private func jumped(_ placement: Placement) -> Placement {
    if case .placed(let start, let gap) = placement { return .jumped(start, gap: gap) }
    return placement
  }
}
