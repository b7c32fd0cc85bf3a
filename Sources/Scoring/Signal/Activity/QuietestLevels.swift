/// The lowest smoothed level of each band in the last three seconds or so.
///
/// It needs no decision about what is speech, so it leads the noise estimate out of a mistake.
/// Source: R. Martin (2001), "Noise power spectral density estimation based on optimal smoothing
/// and minimum statistics". One thing is added: what hardly moves for 0.6 s is the room of now,
/// whatever was quieter before, so that a fan or a gain that was turned up need not wait.
struct QuietestLevels: Sendable {
  private static let stretches = 10
  /// Ticks of a stretch: 0.3 s.
  private static let stretchTicks = 60
  /// A room's levels move less than this over two stretches, the mean of the bands, in decibels.
  private static let steadySpread: Float = 3

  /// The lowest and the highest level of a stretch.
  private struct Range: Sendable {
    var low = SIMD8<Float>(repeating: .infinity)
    var high = SIMD8<Float>(repeating: .infinity)

    func joined(with other: Range) -> Range {
      Range(low: smaller(low, other.low), high: larger(high, other.high))
    }

    /// How far it reaches, in decibels: the mean of the bands.
    var spread: Float {
      let reach = high - low
      return (0..<OctaveBands.count).reduce(0) { $0 + reach[$1] } / Float(OctaveBands.count)
    }
  }

  private var smooth: SIMD8<Float>
  private var newest: Range
  private var earlier = [Range](repeating: Range(), count: stretches)
  private var earlierLowest = SIMD8<Float>(repeating: .infinity)
  private var ticks = 0
  private var next = 0

  /// Begins with the levels of the first tick.
  init(_ levels: SIMD8<Float>) {
    smooth = levels
    newest = Range(low: levels, high: levels)
  }

  /// The lowest levels.
  var levels: SIMD8<Float> { smaller(newest.low, earlierLowest) }

  /// Whether 0.6 s have been heard: before, the quietest moment may be a word's.
  var isTrusted: Bool { earlier[1].low[0] < .infinity }

  /// Takes the next tick.
  mutating func add(_ levels: SIMD8<Float>) {
    smooth += (levels - smooth) * 0.0625
    newest = newest.joined(with: Range(low: smooth, high: smooth))
    ticks += 1
    guard ticks == Self.stretchTicks else { return }
    ticks = 0
    let before = earlier[(next + Self.stretches - 1) % Self.stretches]
    let both = newest.joined(with: before)
    // Before the second stretch there is no range, and its spread is infinite or not a number.
    if both.spread < Self.steadySpread {
      for index in earlier.indices { earlier[index].low = both.low }
    }
    earlier[next] = newest
    next = (next + 1) % Self.stretches
    newest = Range(low: smooth, high: smooth)
    earlierLowest = earlier.reduce(SIMD8(repeating: .infinity)) { smaller($0, $1.low) }
  }
}
