/// Running noise floor and speech level from a forgetting histogram of block levels.
///
/// Both are ranks, never a peak: a click of a few blocks moves neither. The speech level is what
/// the loudest 0.15 s of the last ten seconds or so exceeded, the noise floor what the quietest
/// 0.3 s stayed under. Bins are a quarter of an octave of power (0.75 dB) wide, so that a gain of a
/// power of two moves every rank by whole bins.
struct LevelTracker: Sendable {
  /// Levels below this count as this much, in decibels.
  static let lowest = -96.0

  private static let binDecibels = 0.752_574_989_159_953
  private static let binCount = 144
  /// Blocks that must exceed the speech level.
  private static let loudBlocks = 15.0
  /// Blocks that must stay under the noise floor.
  private static let quietBlocks = 30.0
  /// Growth of a new block's weight against the last one's: the memory's time constant is 8 s.
  private static let growth = 1 + 1.0 / 800

  private var weights: [Float]
  private var weight = 1.0

  init() {
    weights = [Float](repeating: 0, count: Self.binCount)
  }

  /// Notes the level of one block of 10 ms.
  mutating func add(level: Double) {
    let position = (level - Self.lowest) / Self.binDecibels
    let bin = min(max(Int(position), 0), Self.binCount - 1)
    weight *= Self.growth
    if weight > 1e6 {
      let scale = Float(1 / weight)
      for index in 0..<Self.binCount { weights[index] *= scale }
      weight = 1
    }
    weights[bin] += Float(weight)
  }

  /// The level in decibels that the loudest 0.15 s exceeded.
  var speechLevel: Double {
    let wanted = Self.loudBlocks * weight
    var above = 0.0
    for bin in stride(from: Self.binCount - 1, through: 0, by: -1) where weights[bin] > 0 {
      let here = Double(weights[bin])
      if above + here >= wanted {
        return Self.lowest + (Double(bin + 1) - (wanted - above) / here) * Self.binDecibels
      }
      above += here
    }
    return Self.lowest
  }

  /// The level in decibels that the quietest 0.3 s stayed under.
  var noiseFloor: Double {
    let wanted = Self.quietBlocks * weight
    var below = 0.0
    for bin in 0..<Self.binCount where weights[bin] > 0 {
      let here = Double(weights[bin])
      if below + here >= wanted {
        return Self.lowest + (Double(bin) + (wanted - below) / here) * Self.binDecibels
      }
      below += here
    }
    return Self.lowest
  }
}
