/// The discrete Fourier transform of a power-of-two number of points, in place, by halving
/// (Cooley and Tukey 1965).
struct FourierTransform {
  /// Points, a power of two.
  let count: Int
  private let cosines: [Float]
  private let sines: [Float]
  private let swaps: [(Int, Int)]

  /// Prepares transforms of `2^exponent` points.
  init(exponent: Int) {
    let count = 1 << exponent
    self.count = count
    cosines = (0..<(count / 2)).map { Float(cosine(turns: Double($0) / Double(count))) }
    sines = (0..<(count / 2)).map { Float(-cosine(turns: Double($0) / Double(count) - 0.25)) }
    swaps = (0..<count).compactMap { index in
      let mirrored = (0..<exponent).reduce(0) { $0 | (index >> $1 & 1) << (exponent - 1 - $1) }
      return index < mirrored ? (index, mirrored) : nil
    }
  }

  /// Transforms real and imaginary parts, `[count]` each, with exp(−2πi).
  func transform(_ real: inout [Float], _ imaginary: inout [Float]) {
    for (first, second) in swaps {
      real.swapAt(first, second)
      imaginary.swapAt(first, second)
    }
    var half = 1
    while half < count {
      let step = count / (2 * half)
      for start in stride(from: 0, to: count, by: 2 * half) {
        for offset in 0..<half {
          let (even, odd) = (start + offset, start + offset + half)
          let (c, s) = (cosines[offset * step], sines[offset * step])
          let x = real[odd] * c - imaginary[odd] * s
          let y = real[odd] * s + imaginary[odd] * c
          real[odd] = real[even] - x
          imaginary[odd] = imaginary[even] - y
          real[even] += x
          imaginary[even] += y
        }
      }
      half *= 2
    }
  }
}
