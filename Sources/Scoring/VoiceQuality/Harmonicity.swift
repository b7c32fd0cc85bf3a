/// The harmonics-to-noise ratio, from how well each window agrees with the sound one period later.
///
/// Source: P. Boersma (1993), "Accurate short-term analysis of the fundamental frequency and the
/// harmonics-to-noise ratio of a sampled sound", in its form by cross-correlation.
enum Harmonicity {
  /// Samples of a window, and the greatest lag: one period of 75 Hz.
  private static let windowSamples = 213
  private static let greatestLag = windowSamples + 2
  private static let silenceThreshold: Float = 0.1

  /// Mean over the windows that are not silent, in decibels, or `nil` without any.
  static func mean(of sound: [Float]) -> Double? {
    let average = sound.reduce(0, +) / Float(max(sound.count, 1))
    let peak = sound.reduce(0) { max($0, ($1 - average).magnitude) }
    let span = windowSamples + greatestLag
    guard peak > 0, sound.count > span else { return nil }
    var sum = 0.0
    var count = 0
    for start in stride(from: 0, through: sound.count - span, by: AnalysisGrid.blockSamples) {
      let window = centred(sound[start..<(start + span)])
      let middle = window[(span / 2 - windowSamples / 2)..<(span / 2 + windowSamples / 2)]
      let local = middle.reduce(0) { max($0, $1.magnitude) }
      let unvoiced = max(0, 2 - local / peak / silenceThreshold)
      guard let r = strongestPeak(of: window), r > Double(unvoiced), r > 0 else { continue }
      sum += decibels(meanSquare: r / max(1 - r, 1e-12))
      count += 1
    }
    return count > 0 ? sum / Double(count) : nil
  }

  private static func centred(_ samples: ArraySlice<Float>) -> [Float] {
    let mean = samples.reduce(0, +) / Float(samples.count)
    return samples.map { $0 - mean }
  }

  /// Height of the highest peak of the normalised cross-correlation, at most 1.
  private static func strongestPeak(of window: [Float]) -> Double? {
    window.withUnsafeBufferPointer { window in
      func product(_ lag: Int) -> Double {
        var sums = SIMD8<Float>()
        for index in stride(from: 0, to: windowSamples - 7, by: 8) {
          var (x, y) = (SIMD8<Float>(), SIMD8<Float>())
          for lane in 0..<8 {
            x[lane] = window[index + lane]
            y[lane] = window[index + lane + lag]
          }
          sums += x * y
        }
        var sum = sums.sum()
        for index in (windowSamples / 8 * 8)..<windowSamples {
          sum += window[index] * window[index + lag]
        }
        return Double(sum)
      }
      let own = product(0)
      guard own > 0 else { return nil }
      var energy = own
      var r = [1.0]
      for lag in 1...greatestLag {
        let (gone, new) = (window[lag - 1], window[lag + windowSamples - 1])
        energy += Double(new * new) - Double(gone * gone)
        r.append(energy > 0 ? product(lag) / (own * energy).squareRoot() : 0)
      }
      var best: Double?
      for lag in 1..<greatestLag where r[lag] > r[lag - 1] && r[lag] >= r[lag + 1] {
        let height = Parabola(r[lag - 1], r[lag], r[lag + 1]).height
        // Above 1 only by interpolation: then as much under it.
        best = max(best ?? 0, height > 1 ? 1 / height : height)
      }
      return best
    }
  }
}
