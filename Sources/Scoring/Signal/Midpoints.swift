/// Values halfway between samples of a signal that has next to nothing above 0.7 of its band: a
/// sinc under a Hann taper, eight samples long.
enum Midpoints {
  /// Samples that are needed on either side of a midpoint.
  static let reach = 4

  // sinc(k + ½) · cos²(π (k + ½) / 8) for k = 0…3, each divided by twice their sum.
  private static let first: Float = 0.610_533
  private static let second: Float = -0.146_262
  private static let third: Float = 0.039_180
  private static let fourth: Float = -0.003_451

  /// Eight midpoints, the first of them between the samples `index` and `index + 1`.
  ///
  /// - Parameters:
  ///   - samples: as bytes.
  ///   - index: at least 3; 11 more samples follow it.
  @inline(__always)
  static func eight(_ samples: UnsafeRawBufferPointer, after index: Int) -> SIMD8<Float> {
    func at(_ offset: Int) -> SIMD8<Float> {
      samples.loadUnaligned(fromByteOffset: 4 * (index + offset), as: SIMD8<Float>.self)
    }
    return (first * (at(0) + at(1)) + second * (at(-1) + at(2)))
      + (third * (at(-2) + at(3)) + fourth * (at(-3) + at(4)))
  }
}
