/// How often each pitch was heard, in bins of 0.1 semitone from 60 to 500 Hz: the statistics of F0
/// in fixed memory.
struct F0Histogram: Equatable, Sendable {
  private static let lowestHertz = 60.0
  private static let binsPerSemitone = 10.0
  private static let binCount = 368

  /// Voiced windows.
  private(set) var count = 0
  private var bins = [UInt32](repeating: 0, count: binCount)

  /// Notes the pitch of one voiced window.
  mutating func add(hertz: Float) {
    let semitones = 12 * binaryLogarithm(Double(hertz) / Self.lowestHertz)
    let bin = Int((semitones * Self.binsPerSemitone).rounded(.down))
    bins[min(max(bin, 0), Self.binCount - 1)] += 1
    count += 1
  }

  /// The pitch that a share of the windows stay under, in semitones over 60 Hz, read linearly
  /// within a bin; `nil` without windows.
  func quantile(_ share: Double) -> Double? {
    guard count > 0 else { return nil }
    let wanted = share * Double(count)
    var below = 0.0
    for bin in bins.indices where bins[bin] > 0 {
      let here = Double(bins[bin])
      if below + here >= wanted {
        return (Double(bin) + (wanted - below) / here) / Self.binsPerSemitone
      }
      below += here
    }
    return Double(Self.binCount) / Self.binsPerSemitone
  }

  /// Median in hertz.
  var medianHertz: Double? {
    quantile(0.5).map { Self.lowestHertz * binaryExponential($0 / 12) }
  }

  /// From the 5th to the 95th percentile, in semitones.
  var rangeSemitones: Double? {
    guard let low = quantile(0.05), let high = quantile(0.95) else { return nil }
    return high - low
  }

  /// Standard deviation in semitones, with every window at the middle of its bin.
  var deviationSemitones: Double? {
    guard count > 0 else { return nil }
    var sum = 0.0
    var squares = 0.0
    for bin in bins.indices where bins[bin] > 0 {
      let value = (Double(bin) + 0.5) / Self.binsPerSemitone
      sum += value * Double(bins[bin])
      squares += value * value * Double(bins[bin])
    }
    let mean = sum / Double(count)
    return max(0, squares / Double(count) - mean * mean).squareRoot()
  }
}
