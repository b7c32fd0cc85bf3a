/// Splits sound into five bands, 0–500, 500–1000, 1000–2000, 2000–4000 and 4000–8000 Hz, and gives
/// the power of each in every tick.
///
/// A tree of half-band filters, each of which halves the band of the one before. The filter is the
/// interpolator of G. Deslauriers and S. Dubuc (1989) over six points: its upper half has a sixfold
/// zero at 0 Hz, so that the vowels' low tones do not leak into the weak bands of consonants.
/// What is below 50 Hz is taken out of the lowest band.
struct OctaveBands: Sendable {
  /// Powers of the bands from the lowest to the highest, then that of the sound as it came.
  typealias Powers = SIMD8<Float>
  /// The lane of the sound as it came.
  static let whole = 5
  /// How many bands there are.
  static let count = 5
  /// The two lowest bands come 3.75 ms later than the highest: as good as one tick.
  static let lateBands = 2

  private var first = HalfBand(count: 80)
  private var second = HalfBand(count: 40)
  private var third = HalfBand(count: 20)
  private var fourth = HalfBand(count: 10)
  private var lowest = [Float](repeating: 0, count: 10)
  private var lastInput: Float = 0

  /// Takes a block of 160 samples; gives the mean squares of its two ticks.
  mutating func process(_ block: [Float]) -> (Powers, Powers) {
    first.split(block)
    second.split(first.lower)
    third.split(second.lower)
    fourth.split(third.lower)
    takeOutRumble()
    return (powers(block, half: 0), powers(block, half: 1))
  }

  /// First order, 50 Hz at 1 kHz.
  private mutating func takeOutRumble() {
    lowest.withUnsafeMutableBufferPointer { lowest in
      var output = lowest[lowest.count - 1]
      for (index, input) in fourth.lower.enumerated() {
        output = input - lastInput + 0.726 * output
        if output.magnitude < 1e-15 { output = 0 }  // no denormals in long silence
        lastInput = input
        lowest[index] = output
      }
    }
  }

  private func powers(_ block: [Float], half: Int) -> Powers {
    Powers(
      Self.meanSquare(lowest, half: half),
      Self.meanSquare(fourth.upper, half: half),
      Self.meanSquare(third.upper, half: half),
      Self.meanSquare(second.upper, half: half),
      Self.meanSquare(first.upper, half: half),
      Self.meanSquare(block, half: half),
      0,
      0
    )
  }

  /// Mean square of one half of the samples.
  private static func meanSquare(_ samples: [Float], half: Int) -> Float {
    let count = samples.count / 2
    let stride = MemoryLayout<Float>.stride
    return samples.withUnsafeBytes { bytes in
      var lanes = SIMD8<Float>()
      var index = count * half
      let end = index + count
      while index + 8 <= end {
        let eight = bytes.loadUnaligned(fromByteOffset: index * stride, as: SIMD8<Float>.self)
        lanes += eight * eight
        index += 8
      }
      var sum = (lanes.lowHalf + lanes.highHalf).sum()
      while index < end {
        let one = bytes.loadUnaligned(fromByteOffset: index * stride, as: Float.self)
        sum += one * one
        index += 1
      }
      return sum / Float(count)
    }
  }
}
