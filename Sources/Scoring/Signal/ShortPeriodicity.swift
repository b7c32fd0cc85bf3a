/// What the 10 ms around a window's centre say: the autocorrelation's 48 ms are too long to find
/// where voicing begins and ends.
enum ShortPeriodicity {
  /// Samples of the low band that are looked at: 10 ms.
  static let samples = 40

  /// Mean square of the 10 ms around an index of the low band.
  static func meanSquare(_ lowBand: [Float], around centre: Int) -> Float {
    var sum: Float = 0
    for index in (centre - samples / 2)..<(centre + samples / 2) {
      sum += lowBand[index] * lowBand[index]
    }
    return sum / Float(samples)
  }

  /// Likeness of two stretches of 10 ms, one period apart and placed evenly about an index of the
  /// low band: 2 xy / (xx + yy) without their means, 1 where they are the same.
  ///
  /// Unlike the correlation it falls where the level changes, as it does where voicing begins.
  static func periodicity(_ lowBand: [Float], around centre: Int, lag: Int) -> Float {
    let first = centre - (lag + samples + 1) / 2
    var (sumX, sumY, xx, yy, xy): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
    for index in first..<(first + samples) {
      let (x, y) = (lowBand[index], lowBand[index + lag])
      sumX += x
      sumY += y
      xx += x * x
      yy += y * y
      xy += x * y
    }
    let count = Float(samples)
    xx -= sumX * sumX / count
    yy -= sumY * sumY / count
    xy -= sumX * sumY / count
    return xx + yy > 1e-12 ? min(2 * xy / (xx + yy), 1) : 0
  }
}
