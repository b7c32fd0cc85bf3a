/// The lowest smoothed level of each band in the last five seconds or so.
///
/// It needs no decision about what is speech, so it leads the noise estimate out of a mistake.
/// Source: R. Martin (2001), "Noise power spectral density estimation based on optimal smoothing
/// and minimum statistics".
struct QuietestLevels: Sendable {
  private static let stretches = 8
  /// Ticks of a stretch: 0.6 s.
  private static let stretchTicks = 120

  private var smooth: SIMD8<Float>
  private var lowest: SIMD8<Float>
  private var earlier = [SIMD8<Float>](repeating: SIMD8(repeating: .infinity), count: stretches)
  private var earlierLowest = SIMD8<Float>(repeating: .infinity)
  private var ticks = 0
  private var next = 0

  /// Begins with the levels of the first tick.
  init(_ levels: SIMD8<Float>) {
    smooth = levels
    lowest = levels
  }

  /// The lowest levels.
  var levels: SIMD8<Float> { smaller(lowest, earlierLowest) }

  /// Whether 0.6 s have been heard: before, the quietest moment may be a word's.
  private(set) var isTrusted = false

  /// Takes the next tick.
  mutating func add(_ levels: SIMD8<Float>) {
    smooth += (levels - smooth) * 0.0625
    lowest = smaller(lowest, smooth)
    ticks += 1
    guard ticks == Self.stretchTicks else { return }
    ticks = 0
    isTrusted = true
    earlier[next] = lowest
    next = (next + 1) % Self.stretches
    lowest = smooth
    earlierLowest = earlier.reduce(SIMD8(repeating: .infinity), smaller)
  }
}
