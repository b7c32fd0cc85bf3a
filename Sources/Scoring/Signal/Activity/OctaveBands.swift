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

  private var stages = (HalfBand(), HalfBand(), HalfBand(), HalfBand())
  private var first = [Float](repeating: 0, count: 80)
  private var second = [Float](repeating: 0, count: 40)
  private var third = [Float](repeating: 0, count: 20)
  private var fourth = [Float](repeating: 0, count: 10)
  private var upper = [Float](repeating: 0, count: 80)
  private var lastInput: Float = 0
  private var lastOutput: Float = 0

  /// Takes a block of 160 samples; gives the mean squares of its two ticks.
  mutating func process(_ block: [Float]) -> (Powers, Powers) {
    var powers = (Powers(), Powers())
    stages.0.split(block, lower: &first, upper: &upper)
    note(upper, count: 80, band: 4, in: &powers)
    stages.1.split(first, lower: &second, upper: &upper)
    note(upper, count: 40, band: 3, in: &powers)
    stages.2.split(second, lower: &third, upper: &upper)
    note(upper, count: 20, band: 2, in: &powers)
    stages.3.split(third, lower: &fourth, upper: &upper)
    note(upper, count: 10, band: 1, in: &powers)
    for index in fourth.indices {
      // First order, 50 Hz at 1 kHz.
      let input = fourth[index]
      var output = input - lastInput + 0.726 * lastOutput
      if output.magnitude < 1e-15 { output = 0 }  // no denormals in long silence
      fourth[index] = output
      (lastInput, lastOutput) = (input, output)
    }
    note(fourth, count: 10, band: 0, in: &powers)
    note(block, count: 160, band: Self.whole, in: &powers)
    return powers
  }

  private func note(
    _ samples: [Float],
    count: Int,
    band: Int,
    in powers: inout (Powers, Powers)
  ) {
    let half = count / 2
    powers.0[band] = Self.meanSquare(samples, from: 0, count: half)
    powers.1[band] = Self.meanSquare(samples, from: half, count: half)
  }

  private static func meanSquare(_ samples: [Float], from start: Int, count: Int) -> Float {
    var lanes = SIMD4<Float>()
    var index = 0
    while index + 4 <= count {
      let four = SIMD4(
        samples[start + index],
        samples[start + index + 1],
        samples[start + index + 2],
        samples[start + index + 3]
      )
      lanes += four * four
      index += 4
    }
    var sum = lanes.sum()
    while index < count {
      sum += samples[start + index] * samples[start + index]
      index += 1
    }
    return sum / Float(count)
  }
}
