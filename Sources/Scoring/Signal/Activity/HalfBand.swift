/// Splits a band into its lower and its upper half, each at half the rate.
///
/// The odd samples around an even one predict it from six points; half of it plus half of the
/// prediction is the lower band, the difference the upper one. Four input samples late.
struct HalfBand: Sendable {
  /// Weights of the six odd samples by pairs, a half in all.
  private static let outer: Float = 3.0 / 512
  private static let middle: Float = -25.0 / 512
  private static let inner: Float = 150.0 / 512

  /// The last even and odd samples of the block before.
  private var evens = SIMD2<Float>()
  private var odds = SIMD8<Float>()

  /// Splits `2 n` samples into twice `n`.
  ///
  /// - Parameters:
  ///   - input: as many samples as `lower` takes, times two.
  ///   - lower: filled completely.
  ///   - upper: filled from its beginning.
  @inline(__always)
  mutating func split(_ input: [Float], lower: inout [Float], upper: inout [Float]) {
    let count = lower.count
    let (outer, middle, inner) = (Self.outer, Self.middle, Self.inner)
    var (e0, e1) = (evens[0], evens[1])
    var (o0, o1, o2, o3, o4) = (odds[0], odds[1], odds[2], odds[3], odds[4])
    for index in 0..<count {
      let even = input[2 * index]
      let odd = input[2 * index + 1]
      let predicted = outer * (o0 + odd) + middle * (o1 + o4) + inner * (o2 + o3)
      lower[index] = 0.5 * e0 + predicted
      upper[index] = 0.5 * e0 - predicted
      (e0, e1) = (e1, even)
      (o0, o1, o2, o3, o4) = (o1, o2, o3, o4, odd)
    }
    evens = SIMD2(e0, e1)
    odds = SIMD8(o0, o1, o2, o3, o4, 0, 0, 0)
  }
}
