/// A position on a session's clock, counted in 48 kHz ticks since the session began.
///
/// Opus counts in the same unit whatever the audio bandwidth, so a packet's timestamp is a
/// `SampleTime` without conversion. Pauses, latencies and limits are differences of sample times:
/// a network stall moves no sample and so never becomes a hesitation.
public struct SampleTime: Hashable, Comparable, Sendable {
  /// Ticks in a second.
  public static let ticksPerSecond: Int64 = 48_000
  /// The beginning of the session.
  public static let zero = SampleTime(ticks: 0)

  /// 48 kHz ticks since the session began.
  public var ticks: Int64

  /// Creates a position from a count of 48 kHz ticks.
  public init(ticks: Int64) {
    self.ticks = ticks
  }

  /// Creates a position from whole milliseconds (48 ticks each).
  public init(milliseconds: Int64) {
    ticks = milliseconds * 48
  }

  /// Creates a position from seconds, rounded to the nearest tick.
  public init(seconds: Double) {
    ticks = Int64((seconds * 48_000).rounded())
  }

  /// The position in whole milliseconds, rounded down.
  public var milliseconds: Int64 { ticks / 48 }

  /// The position in seconds.
  public var seconds: Double { Double(ticks) / 48_000 }

  /// The earlier of two positions compares as smaller.
  public static func < (left: SampleTime, right: SampleTime) -> Bool { left.ticks < right.ticks }

  /// The position that lies a duration later.
  public static func + (time: SampleTime, duration: Duration) -> SampleTime {
    SampleTime(ticks: time.ticks + duration.ticks)
  }

  /// The position that lies a duration earlier.
  public static func - (time: SampleTime, duration: Duration) -> SampleTime {
    SampleTime(ticks: time.ticks - duration.ticks)
  }

  /// The signed time from `right` to `left`.
  public static func - (left: SampleTime, right: SampleTime) -> Duration {
    Duration(ticks: left.ticks - right.ticks)
  }
}

extension SampleTime: Codable {
  /// Decodes a bare count of 48 kHz ticks.
  public init(from decoder: any Decoder) throws {
    ticks = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Encodes a bare count of 48 kHz ticks.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(ticks)
  }
}

extension Duration {
  /// A duration of a count of 48 kHz ticks.
  public init(ticks: Int64) {
    let (seconds, rest) = ticks.quotientAndRemainder(dividingBy: SampleTime.ticksPerSecond)
    // 10¹⁸ ÷ 48,000 is not whole, but a third of 62.5·10¹² is: whole milliseconds stay whole.
    self.init(secondsComponent: seconds, attosecondsComponent: rest * 62_500_000_000_000 / 3)
  }

  /// The duration in 48 kHz ticks, rounded to the nearest tick.
  public var ticks: Int64 {
    let (seconds, attoseconds) = components
    let fraction = (Double(attoseconds) * 1e-18 * 48_000).rounded()
    return seconds * SampleTime.ticksPerSecond + Int64(fraction)
  }

  /// The duration in whole milliseconds, rounded towards zero.
  public var inMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
  }

  /// The duration in seconds.
  public var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
