/// What the 10 ms around a window's centre say: the autocorrelation's 48 ms are too long to find
/// where voicing begins and ends.
enum ShortPeriodicity {
  /// Samples of the low band that are looked at: 10 ms.
  static let samples = 40

  /// Mean square of the 10 ms around an index of the low band at 4 kHz.
  static func meanSquare(_ lowBand: [Float], around centre: Int) -> Float {
    lowBand.withUnsafeBytes { lowBand in
      var squares = SIMD8<Float>()
      for index in stride(from: centre - samples / 2, to: centre + samples / 2, by: 8) {
        let values = eight(lowBand, at: index)
        squares += values * values
      }
      return total(squares) / Float(samples)
    }
  }

  /// Likeness of two stretches of 10 ms, one period apart and placed evenly about an index of the
  /// low band at 4 kHz: 2 xy / (xx + yy) without their means, 1 where they are the same.
  ///
  /// Unlike the correlation it falls where the level changes, as it does where voicing begins.
  static func periodicity(_ lowBand: [Float], around centre: Int, lag: Int) -> Float {
    let first = centre - (lag + samples + 1) / 2
    return lowBand.withUnsafeBytes { lowBand in
      var (sumX, sumY) = (SIMD8<Float>(), SIMD8<Float>())
      var (squares, products) = (SIMD8<Float>(), SIMD8<Float>())
      for index in stride(from: first, to: first + samples, by: 8) {
        let x = eight(lowBand, at: index)
        let y = eight(lowBand, at: index + lag)
        sumX += x
        sumY += y
        squares += x * x + y * y
        products += x * y
      }
      let (meanX, meanY) = (total(sumX) / Float(samples), total(sumY) / Float(samples))
      let energy = total(squares) - Float(samples) * (meanX * meanX + meanY * meanY)
      let common = total(products) - Float(samples) * meanX * meanY
      return energy > 1e-12 ? min(2 * common / energy, 1) : 0
    }
  }
}
