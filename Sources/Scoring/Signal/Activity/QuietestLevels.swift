/// The lowest smoothed level of each band in the last five seconds or so.
///
/// It needs no decision about what is speech, so it leads the noise estimate out of a mistake.
/// Source: R. Martin (2001), "Noise power spectral density estimation based on optimal smoothing
/// and minimum statistics". One thing is added: what hardly moves in any band for about a second
/// is the room of now, so that a fan or a gain that was turned up need not wait five. A held vowel
/// is shorter or moves.
struct QuietestLevels: Sendable {
  private static let stretches = 16
  /// Ticks of a stretch: 0.3 s.
  private static let stretchTicks = 60
  /// Stretches before the newest over which a room is steady, too.
  private static let steadyStretches = 2
  /// How far a steady room's smoothed levels move at most, in decibels.
  private static let steadySpread: Float = 4

  /// The lowest and the highest levels of a stretch; infinite where nothing was heard.
  private struct Range: Sendable {
    var low = SIMD8<Float>(repeating: .infinity)
    var high = SIMD8<Float>(repeating: .infinity)

    func joined(with other: Range) -> Range {
      Range(low: smaller(low, other.low), high: larger(high, other.high))
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
    let recent = (1...Self.steadyStretches).reduce(newest) { range, back in
      range.joined(with: earlier[(next + Self.stretches - back) % Self.stretches])
    }
    earlier[next] = newest
    if (recent.high - recent.low).max() < Self.steadySpread {
      for index in earlier.indices { earlier[index].low = larger(earlier[index].low, recent.low) }
    }
    next = (next + 1) % Self.stretches
    newest = Range(low: smooth, high: smooth)
    earlierLowest = earlier.reduce(SIMD8(repeating: .infinity)) { smaller($0, $1.low) }
  }
}
