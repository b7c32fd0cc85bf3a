/// The normalised autocorrelation of the low band, for lags of 60–500 Hz at 4 kHz.
///
/// Definition: P. Boersma (1993), "Accurate short-term analysis of the fundamental frequency and
/// the harmonics-to-noise ratio of a sampled sound": the autocorrelation of the window without its
/// mean under a Hann taper, divided by the taper's own autocorrelation; 1 for a perfect period.
/// The sums are taken at 2 kHz: the band ends below 1 kHz, so its autocorrelation does, too, and
/// the odd lags at 4 kHz lie halfway between samples of it.
struct Autocorrelation: Sendable {
  /// Samples at 2 kHz in a window: 36 ms.
  static let windowSamples = 72
  /// Shortest lag at 4 kHz that is computed: one beyond 500 Hz, for interpolation.
  static let firstLag = 7
  /// Longest lag at 4 kHz that is computed: one beyond 60 Hz, for interpolation.
  static let lastLag = 68
  /// Lags in a second.
  static let lagRate: Float = 4_000

  private let taper: [Float]
  /// 1 ÷ the taper's normalised autocorrelation, by lag − `firstLag`.
  private let correction: [Float]
  /// The tapered window, followed by zeros.
  private var tapered: [Float]
  /// Sums of products at 2 kHz, by lag.
  private var products: [Float]
  /// Autocorrelation of the last window, by lag − `firstLag`.
  private(set) var values: [Float]

  /// Lags at 2 kHz: up to 34, and four more for the midpoints.
  private static let productLags = 40

  init() {
    let count = Self.windowSamples
    // Sample 36 is the window's centre; sample 0 has no weight.
    taper = (0..<count).map { Float(0.5 - 0.5 * cosine(turns: Double($0) / Double(count))) }
    correction = (Self.firstLag...Self.lastLag).map { lag in
      Float(1 / Self.taperCorrelation(turns: Double(lag) / Double(2 * count)))
    }
    tapered = [Float](repeating: 0, count: count + Self.productLags)
    products = [Float](repeating: 0, count: Self.productLags)
    values = [Float](repeating: 0, count: Self.lastLag - Self.firstLag + 1)
  }

  /// Normalised autocorrelation of a Hann taper at a lag in units of its length (Boersma 1993,
  /// equation 8).
  private static func taperCorrelation(turns: Double) -> Double {
    let cosines = (1 - turns) * (2.0 / 3 + cosine(turns: turns) / 3)
    return cosines + cosine(turns: turns - 0.25) / 6.283_185_307_179_586
  }

  /// Fills `values` from the window around a sample of the low band at 2 kHz; with zeros where the
  /// window is silent.
  mutating func compute(_ lowBand: [Float], around centre: Int) {
    let count = Self.windowSamples
    let start = centre - count / 2
    lowBand.withUnsafeBytes { lowBand in
      taper.withUnsafeBytes { taper in
        tapered.withUnsafeMutableBytes { tapered in
          var sum = SIMD8<Float>()
          for index in stride(from: 0, to: count, by: 8) {
            sum += eight(lowBand, at: start + index)
          }
          let mean = SIMD8(repeating: total(sum) / Float(count))
          for index in stride(from: 0, to: count, by: 8) {
            let weighted = (eight(lowBand, at: start + index) - mean) * eight(taper, at: index)
            tapered.storeBytes(of: weighted, toByteOffset: 4 * index, as: SIMD8<Float>.self)
          }
        }
      }
    }
    sumProducts()
    normalize()
  }

  /// All lags at once, sample by sample: no sum has to be added up across lanes.
  private mutating func sumProducts() {
    tapered.withUnsafeBytes { tapered in
      let samples = tapered.assumingMemoryBound(to: Float.self)
      var (a, b, c) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
      var (d, e) = (SIMD8<Float>(), SIMD8<Float>())
      for index in 0..<Self.windowSamples {
        let sample = SIMD8(repeating: samples[index])
        a += sample * eight(tapered, at: index)
        b += sample * eight(tapered, at: index + 8)
        c += sample * eight(tapered, at: index + 16)
        d += sample * eight(tapered, at: index + 24)
        e += sample * eight(tapered, at: index + 32)
      }
      products.withUnsafeMutableBytes { products in
        // One by one: a list of them would be an allocation at each block.
        products.storeBytes(of: a, toByteOffset: 0, as: SIMD8<Float>.self)
        products.storeBytes(of: b, toByteOffset: 32, as: SIMD8<Float>.self)
        products.storeBytes(of: c, toByteOffset: 64, as: SIMD8<Float>.self)
        products.storeBytes(of: d, toByteOffset: 96, as: SIMD8<Float>.self)
        products.storeBytes(of: e, toByteOffset: 128, as: SIMD8<Float>.self)
      }
    }
  }

  /// Interleaves lags and midpoints and divides them by the energy and the taper.
  private mutating func normalize() {
    let energy = products[0]
    guard energy > 1e-13 else {
      for index in values.indices { values[index] = 0 }
      return
    }
    let scale = 1 / energy
    values.withUnsafeMutableBufferPointer { values in
      correction.withUnsafeBufferPointer { correction in
        products.withUnsafeBytes { products in
          // Lags 7…37, 23…53 and 39…69 at 4 kHz lie after the lags 3, 11, 19 and 26 at 2 kHz.
          for first in [3, 11, 19, 26] {
            let odd = scale * Midpoints.eight(products, after: first)
            let even = scale * eight(products, at: first + 1)
            for lane in 0..<8 {
              let index = 2 * (first + lane) + 1 - Self.firstLag
              values[index] = odd[lane] * correction[index]
              values[index + 1] = even[lane] * correction[index + 1]
            }
          }
        }
      }
    }
  }
}
