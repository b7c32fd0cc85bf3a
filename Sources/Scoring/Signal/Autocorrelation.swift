/// The normalised autocorrelation of the low band, for lags of 60–500 Hz at 4 kHz.
///
/// Definition: P. Boersma (1993), "Accurate short-term analysis of the fundamental frequency and
/// the harmonics-to-noise ratio of a sampled sound": the autocorrelation of the window without its
/// mean under a Hann taper, divided by the taper's own autocorrelation; 1 for a perfect period.
struct Autocorrelation: Sendable {
  /// Samples at 4 kHz in a window: 36 ms.
  static let windowSamples = 144
  /// Shortest lag that is computed: one beyond 500 Hz, for interpolation.
  static let firstLag = 7
  /// Longest lag that is computed: one beyond 60 Hz, for interpolation.
  static let lastLag = 68
  /// Samples in a second of the low band.
  static let sampleRate = 4_000.0

  private let taper: [Float]
  /// 1 ÷ the taper's normalised autocorrelation, by lag − `firstLag`.
  private let correction: [Float]
  /// The tapered window, followed by zeros.
  private var tapered: [Float]
  /// Autocorrelation of the last window, by lag − `firstLag`.
  private(set) var values: [Float]

  private static let paddedSamples = windowSamples + lastLag + 16

  init() {
    let count = Self.windowSamples
    let hann = (0..<count).map {
      0.5 - 0.5 * cosine(turns: (Double($0) + 0.5) / Double(count))
    }
    let energy = hann.reduce(0) { $0 + $1 * $1 }
    correction = (Self.firstLag...Self.lastLag).map { lag in
      var sum = 0.0
      for index in 0..<(count - lag) { sum += hann[index] * hann[index + lag] }
      return Float(energy / sum)
    }
    taper = hann.map(Float.init)
    tapered = [Float](repeating: 0, count: Self.paddedSamples)
    values = [Float](repeating: 0, count: Self.lastLag - Self.firstLag + 1)
  }

  /// Fills `values` from the window that begins at an index of the low band; with zeros where the
  /// window is silent.
  mutating func compute(_ lowBand: [Float], from start: Int) {
    let count = Self.windowSamples
    var mean: Float = 0
    for index in 0..<count { mean += lowBand[start + index] }
    mean /= Float(count)
    for index in 0..<count { tapered[index] = (lowBand[start + index] - mean) * taper[index] }
    tapered.withUnsafeBytes { window in
      let energy = dotProduct(window, at: 0, window, at: 0, count: count)
      guard energy > 1e-12 else {
        for index in values.indices { values[index] = 0 }
        return
      }
      for lag in Self.firstLag...Self.lastLag {
        // Products beyond the window are with zeros: leave out whole runs of sixteen of them.
        let products = (count - lag + 15) & ~15
        let sum = dotProduct(window, at: 0, window, at: lag, count: products)
        values[lag - Self.firstLag] = sum / energy * correction[lag - Self.firstLag]
      }
    }
  }
}
