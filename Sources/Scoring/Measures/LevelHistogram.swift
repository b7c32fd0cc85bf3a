/// How often each level was heard, in bins of 0.5 dB from −96 to 12 dB: ranks in fixed memory.
struct LevelHistogram: Equatable, Sendable {
  private static let lowest = -96.0
  private static let binsPerDecibel = 2.0
  private static let binCount = 216

  /// Windows that were noted.
  private(set) var count = 0
  private var bins = [UInt32](repeating: 0, count: binCount)

  /// Notes the level of a window, in decibels.
  mutating func add(decibels: Double) {
    let bin = Int(((decibels - Self.lowest) * Self.binsPerDecibel).rounded(.down))
    bins[min(max(bin, 0), Self.binCount - 1)] += 1
    count += 1
  }

  /// The level that a share of the windows stay under, in decibels, read linearly within a bin.
  func quantile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    let wanted = share * Double(count)
    var below = 0.0
    var bin = 0
    while bin < Self.binCount - 1, below + Double(bins[bin]) < wanted || bins[bin] == 0 {
      below += Double(bins[bin])
      bin += 1
    }
    let part = (wanted - below) / Double(max(bins[bin], 1))
    return Self.lowest + (Double(bin) + part) / Self.binsPerDecibel
  }
}
