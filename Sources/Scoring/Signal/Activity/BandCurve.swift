/// A piecewise linear curve for each band, all on the same knots, constant beyond the ends.
struct BandCurve: Sendable {
  private let first: Float
  private let last: Float
  /// A knot, and how much the slope grows there.
  private let bends: [(knot: Float, slope: SIMD8<Float>)]

  /// Creates the curves that gain so much from each knot to the next, a row for each band.
  init(knots: [Float], gains: [[Float]]) {
    var bends: [(knot: Float, slope: SIMD8<Float>)] = []
    var slope = SIMD8<Float>()
    for index in 0..<(knots.count - 1) {
      var next = SIMD8<Float>()
      for band in gains.indices {
        next[band] = gains[band][index] / (knots[index + 1] - knots[index])
      }
      bends.append((knots[index], next - slope))
      slope = next
    }
    self.bends = bends
    first = knots[0]
    last = knots[knots.count - 1]
  }

  /// The curves' values, each at its own place.
  @inline(__always)
  func callAsFunction(_ places: SIMD8<Float>) -> SIMD8<Float> {
    let inside = smaller(
      larger(places, SIMD8(repeating: first)),
      SIMD8(repeating: last)
    )
    var value = SIMD8<Float>()
    for bend in bends {
      value += bend.slope * larger(inside - bend.knot, SIMD8())
    }
    return value
  }
}
