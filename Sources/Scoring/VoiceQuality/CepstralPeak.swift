/// Smoothed cepstral peak prominence: how far the peak of the voice's period stands out of the
/// cepstrum.
///
/// Source: J. Hillenbrand and R. A. Houde (1996), in the form and with the settings of Praat's
/// manual: a Gaussian window of 100 ms every 2 ms, 0–5 kHz, pre-emphasis from 50 Hz; the trend
/// taken off before smoothing by bells as wide as 20 ms and 0.5 ms; the peak between 1/330 and
/// 1/60 s over a robust line through 1–50 ms.
struct CepstralPeak {
  private static let windowSamples = 1_600
  private static let hopSamples = 32
  /// Of 8,192 points at 16 kHz every fifth lies where one of 1,024 at 10 kHz does: the spacing
  /// decides how much of higher quefrencies folds in, and with it the height of the trend.
  private static let exponent = 13
  private static let lineSpacing = 5
  /// Spectral lines from 0 to 5 kHz.
  private static let lines = 513
  /// Quefrencies are 0.1 ms apart; the trend is taken from 1 to 50 ms.
  private static let trend = 10...500
  private static let peaks = 30...167
  /// Weights of successive windows, and of neighbouring quefrencies.
  private static let windowWeights = bell(width: 10)
  private static let quefrencyWeights = bell(width: 5)

  private let taper: [Float]
  private let transform = FourierTransform(exponent: exponent)
  /// `[quefrency][line]`: the cosines that turn a spectrum into a cepstrum.
  private let cosines: [[Float]]
  private let logQuefrencies: [Double]

  private init() {
    taper = Self.gaussian()
    let steps = 2 * (Self.lines - 1)
    let table = (0..<steps).map { Float(cosine(turns: Double($0) / Double(steps))) }
    cosines = (0...Self.trend.upperBound).map { quefrency in
      (0..<Self.lines).map { line in
        let isEnd = line == 0 || line == Self.lines - 1
        return table[quefrency * line % steps] * (isEnd ? 1 : 2)
      }
    }
    logQuefrencies = Self.trend.map { naturalLogarithm(Double($0)) }
  }

  /// Mean prominence over a sound at 16 kHz, in decibels, or `nil` for one under 0.2 s.
  static func prominence(of sound: [Float]) -> Double? {
    guard sound.count >= 2 * windowSamples, sound.contains(where: { $0 != 0 }) else { return nil }
    let peak = CepstralPeak()
    let emphasised = preEmphasised(sound)
    var recent: [[Double]] = []
    var sum = 0.0
    var count = 0
    for start in stride(from: 0, through: sound.count - windowSamples, by: hopSamples) {
      recent.append(peak.flatCepstrum(of: emphasised[start..<(start + windowSamples)]))
      guard recent.count == windowWeights.count else { continue }
      sum += peak.prominence(smoothed(recent))
      count += 1
      recent.removeFirst()
    }
    return count > 0 ? sum / Double(count) : nil
  }

  private static func preEmphasised(_ sound: [Float]) -> [Float] {
    // exp(−2π · 50 Hz / 16 kHz)
    let factor = Float(binaryExponential(-2 * .pi * 50 / 16_000 * 1.442_695_040_888_963_4))
    return zip(sound, [0] + sound).map { $0 - factor * $1 }
  }

  private static func gaussian() -> [Float] {
    let edge = binaryExponential(-12 * 1.442_695_040_888_963_4)
    return (0..<windowSamples).map { index in
      let place = (Double(index) + 0.5) / Double(windowSamples) - 0.5
      let bell = binaryExponential(-48 * place * place * 1.442_695_040_888_963_4)
      return Float((bell - edge) / (1 - edge))
    }
  }

  /// Power cepstrum in decibels less its trend, as power again.
  private func flatCepstrum(of samples: ArraySlice<Float>) -> [Double] {
    let mean = samples.reduce(0, +) / Float(samples.count)
    var real = zip(samples, taper).map { ($0 - mean) * $1 }
    real += [Float](repeating: 0, count: transform.count - real.count)
    var imaginary = [Float](repeating: 0, count: transform.count)
    transform.transform(&real, &imaginary)
    let spectrum = (0..<Self.lines).map { line in
      let (x, y) = (real[line * Self.lineSpacing], imaginary[line * Self.lineSpacing])
      let power = Double(x * x + y * y)
      return Float(naturalLogarithm(max(power, 1e-30)))
    }
    let levels = Self.trend.map { quefrency -> Double in
      let value = Double(Self.sum(cosines[quefrency], spectrum))
      return decibels(meanSquare: max(value * value, 1e-12))
    }
    let line = trendLine(levels)
    return zip(levels, logQuefrencies).map { level, x in
      binaryExponential((level - line.intercept - line.slope * x) / 3.010_299_956_639_812)
    }
  }

  private static func sum(_ left: [Float], _ right: [Float]) -> Float {
    left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        // The last line stands alone: 512 is a multiple of 16.
        let last = (lines - 1) * MemoryLayout<Float>.stride
        let edge = left.load(fromByteOffset: last, as: Float.self)
        return dotProduct(left, at: 0, right, at: 0, count: lines - 1)
          + edge * right.load(fromByteOffset: last, as: Float.self)
      }
    }
  }

  /// The weights of a bell that is as high as a mean over `width` values and has the same area.
  private static func bell(width: Double) -> [Double] {
    let reach = Int((2 * width).rounded(.up))
    let weights = (-reach...reach).map { offset in
      let place = Double(offset) / width
      return binaryExponential(-.pi * place * place * 1.442_695_040_888_963_4)
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// Weighted means over the windows, then over neighbouring quefrencies.
  private static func smoothed(_ cepstra: [[Double]]) -> [Double] {
    var means = [Double](repeating: 0, count: cepstra[0].count)
    for (weight, cepstrum) in zip(windowWeights, cepstra) {
      for index in means.indices { means[index] += weight * cepstrum[index] }
    }
    let reach = quefrencyWeights.count / 2
    return means.indices.map { index in
      var sum = 0.0
      var weights = 0.0
      for offset in -reach...reach where means.indices.contains(index + offset) {
        sum += quefrencyWeights[offset + reach] * means[index + offset]
        weights += quefrencyWeights[offset + reach]
      }
      return sum / weights
    }
  }

  private func prominence(_ cepstrum: [Double]) -> Double {
    let levels = cepstrum.map { decibels(meanSquare: max($0, 1e-12)) }
    let first = Self.trend.lowerBound
    var best = Self.peaks.lowerBound - first
    for index in (Self.peaks.lowerBound - first)...(Self.peaks.upperBound - first)
    where levels[index] > levels[best] { best = index }
    let top = Parabola(levels[best - 1], levels[best], levels[best + 1])
    let line = trendLine(levels)
    return top.height - line.intercept - line.slope * logQuefrencies[best]
  }

  /// The line through values over the logarithm of the quefrency: median of the slopes between
  /// each value and that half the range further, median of what remains (Theil, incomplete).
  private func trendLine(_ values: [Double]) -> (slope: Double, intercept: Double) {
    let half = values.count / 2
    let slopes = (0..<half).map { index in
      (values[index + half] - values[index])
        / (logQuefrencies[index + half] - logQuefrencies[index])
    }
    let slope = Self.median(slopes)
    return (slope, Self.median(zip(values, logQuefrencies).map { $0 - slope * $1 }))
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}

private func naturalLogarithm(_ x: Double) -> Double {
  binaryLogarithm(x) * 0.693_147_180_559_945_3
}
