/// The band in which syllables stand out, 400–2500 Hz, as the difference of two Gaussian
/// low-passes: one that falls by 3 dB at 2.5 kHz, less the low band of pitch.
///
/// It falls by 12 dB an octave below 400 Hz and above 2.5 kHz. Its power is read from 40 samples in
/// a block, which is what a band of 2 kHz has to say.
enum SyllableBand {
  /// Seven taps between zeros: a Gaussian with a standard deviation of 0.848 samples.
  private static let taps = SIMD8<Float>(
    lowHalf: SIMD4(0, 0.000_901, 0.029_150, 0.234_720),
    highHalf: SIMD4(0.470_458, 0.234_720, 0.029_150, 0.000_901)
  )

  /// Mean square of the band in the block before the newest.
  ///
  /// - Parameters:
  ///   - history: two blocks and 16 samples after the high-pass, the newest block at the end.
  ///   - fine: the low band at 4 kHz up to the newest block.
  static func meanSquare(_ history: UnsafeRawBufferPointer, _ fine: [Float]) -> Float {
    let count = LowBand.blockFine
    return fine.withUnsafeBytes { fine in
      var squares = SIMD4<Float>()
      for index in stride(from: 0, to: count, by: 4) {
        // Sample 16 begins the block before the newest; tap 4 is the middle one.
        let at = 4 * (16 + 4 * index - 4)
        let low = fine.loadUnaligned(
          fromByteOffset: 4 * (LowBand.finePrevious + index),
          as: SIMD4<Float>.self
        )
        let wide = SIMD4(
          total(taps * history.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)),
          total(taps * history.loadUnaligned(fromByteOffset: at + 16, as: SIMD8<Float>.self)),
          total(taps * history.loadUnaligned(fromByteOffset: at + 32, as: SIMD8<Float>.self)),
          total(taps * history.loadUnaligned(fromByteOffset: at + 48, as: SIMD8<Float>.self))
        )
        let band = wide - low
        squares += band * band
      }
      return total(squares) / Float(count)
    }
  }
}
