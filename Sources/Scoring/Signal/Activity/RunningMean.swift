/// Weighted running means and variances of band levels that forget with a time constant of 4 s.
struct RunningMean: Sendable {
  private static let decay: Float = 1 - 1.0 / 800

  private(set) var mean: SIMD8<Float>
  private(set) var variance: SIMD8<Float>
  private var weight: Float

  /// Begins with what is believed before anything was heard, which weighs as much as 0.1 s.
  init(mean: SIMD8<Float>, deviation: Float) {
    self.mean = mean
    variance = SIMD8(repeating: deviation * deviation)
    weight = 20
  }

  /// Takes the next tick with a weight of 0…1.
  mutating func add(_ levels: SIMD8<Float>, weight share: Float) {
    weight *= Self.decay
    guard share > 0 else { return }
    weight += share
    let step = share / weight
    let before = levels - mean
    mean += step * before
    variance += step * (before * (levels - mean) - variance)
  }
}
