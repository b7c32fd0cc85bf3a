/// What is usual for somebody, from earlier sessions of the same kind.
///
/// A new value is called a change only outside the 95 % prediction interval of the earlier ones,
/// mean ± t·s·√(1 + 1/n) with Student's t of n − 1 degrees of freedom: what a person's own sessions
/// differ by anyway is no progress.
public struct OwnRange: Codable, Equatable, Sendable {
  /// How a new value lies to the range.
  public enum Change: String, Codable, Sendable {
    /// Fewer than four sessions with this one.
    case notEnough = "not_enough"
    /// Within what the sessions differ by.
    case usual
    /// Above it.
    case higher
    /// Below it.
    case lower
  }

  /// Sessions before anything is called a change, the new one included.
  public static let leastSessions = 4

  /// How many earlier sessions have the measure.
  public var sessions: Int
  /// Median of the last three of them.
  public var recentMedian: Double?
  /// Lowest of them.
  public var minimum: Double?
  /// Highest of them.
  public var maximum: Double?
  /// How the new value lies to them.
  public var change: Change

  private enum CodingKeys: String, CodingKey {
    case sessions
    case recentMedian = "recent_median"
    case minimum, maximum, change
  }

  /// Compares a value with earlier ones, oldest first.
  public init(_ value: Double, earlier: [Double]) {
    sessions = earlier.count
    recentMedian = OwnRange.median(Array(earlier.suffix(3)))
    minimum = earlier.min()
    maximum = earlier.max()
    guard earlier.count + 1 >= OwnRange.leastSessions else {
      change = .notEnough
      return
    }
    let count = Double(earlier.count)
    let mean = earlier.reduce(0, +) / count
    let variance = earlier.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let reach = OwnRange.studentT(earlier.count - 1) * (variance * (1 + 1 / count)).squareRoot()
    // Equal values differ by rounding only.
    let tolerance = max(reach, abs(mean) * 1e-9)
    change = value > mean + tolerance ? .higher : value < mean - tolerance ? .lower : .usual
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The 97.5 % quantile of Student's t; beyond the table the next smaller entry, which is wider.
  private static func studentT(_ degrees: Int) -> Double {
    let table: [(Int, Double)] = [
      (60, 2.000), (30, 2.042), (20, 2.086), (15, 2.131), (10, 2.228), (9, 2.262), (8, 2.306),
      (7, 2.365), (6, 2.447), (5, 2.571), (4, 2.776), (3, 3.182), (2, 4.303),
    ]
    return table.first { degrees >= $0.0 }?.1 ?? 12.706
  }
}
