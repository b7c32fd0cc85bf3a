/// Splits sound into the three bands in which a syllable's vowel stands out from its consonants.
///
/// Each band is a first-order Butterworth band-pass (bilinear transform with prewarped corners);
/// all run in the lanes of one vector, so three cost what one would.
struct SyllableBands: Sendable {
  /// Corners of the bands in hertz: first formants, second formants, what a telephone leaves above.
  static let corners = [(300.0, 1_000.0), (1_000.0, 2_500.0), (2_500.0, 3_500.0)]

  private let gain: SIMD4<Float>
  private let a1: SIMD4<Float>
  private let a2: SIMD4<Float>
  private var x1: Float = 0
  private var x2: Float = 0
  private var y1 = SIMD4<Float>()
  private var y2 = SIMD4<Float>()

  init() {
    var gain = SIMD4<Float>()
    var a1 = SIMD4<Float>()
    var a2 = SIMD4<Float>()
    for (lane, (low, high)) in Self.corners.enumerated() {
      let (lowest, highest) = (Self.tangent(low), Self.tangent(high))
      let width = highest - lowest
      let middle = lowest * highest
      gain[lane] = Float(width / (1 + width + middle))
      a1[lane] = Float(2 * (middle - 1) / (1 + width + middle))
      a2[lane] = Float((1 - width + middle) / (1 + width + middle))
    }
    self.gain = gain
    self.a1 = a1
    self.a2 = a2
  }

  /// tan(π f / sample rate).
  private static func tangent(_ hertz: Double) -> Double {
    let turns = hertz / Double(2 * AnalysisGrid.sampleRate)
    return cosine(turns: turns - 0.25) / cosine(turns: turns)
  }

  /// Filters samples from an index to the end.
  ///
  /// - Returns: the mean square of each band in lanes 0…2; lane 3 is 0.
  mutating func process(_ samples: UnsafeBufferPointer<Float>, from start: Int) -> SIMD4<Float> {
    var powers = SIMD4<Float>()
    for index in start..<samples.count {
      let sample = samples[index]
      // Only the product with `y1` waits for the sample before: everything else is ready.
      let y = (gain * (sample - x2) - a2 * y2) - a1 * y1
      x2 = x1
      x1 = sample
      y2 = y1
      y1 = y
      powers += y * y
    }
    // No denormals in long silence: between blocks a band decays by less than 1e-21.
    if y1.max() < 1e-15, y1.min() > -1e-15 { y1 = SIMD4() }
    if y2.max() < 1e-15, y2.min() > -1e-15 { y2 = SIMD4() }
    return powers / Float(samples.count - start)
  }
}

/// Four mean squares in decibels relative to full scale, each at least −120.
///
/// The logarithm is read off the exponent and a polynomial of the significand: absolute error below
/// 5e-4 dB, the same bit pattern on every platform.
func decibels(meanSquares: SIMD4<Float>) -> SIMD4<Float> {
  let held = meanSquares.replacing(with: 1e-12, where: meanSquares .< 1e-12)
  // Safety: every bit pattern of 32 bits is a float and an integer, here and below.
  let bits = SIMD4<Int32>(truncatingIfNeeded: unsafeBitCast(held, to: SIMD4<UInt32>.self))
  let exponent = SIMD4<Float>((bits &>> 23) &- 127)
  // Safety: as above.
  let fraction = unsafeBitCast((bits & 0x7F_FFFF) | 0x3F80_0000, to: SIMD4<Float>.self) - 1
  var log2: SIMD4<Float> = SIMD4(repeating: -0.080_010_877)
  log2 = log2 * fraction + 0.315_467_609
  log2 = log2 * fraction - 0.672_934_193
  log2 = log2 * fraction + 1.437_302_172
  log2 = log2 * fraction + 0.000_100_189
  return 3.010_299_957 * (exponent + log2)
}
