/// A second-order Butterworth section at 16 kHz, transposed direct form II.
///
/// Coefficients by the bilinear transform with prewarping (R. Bristow-Johnson, "Cookbook formulae
/// for audio equalizer biquad filter coefficients", Q = 1/√2).
struct Biquad: Sendable {
  private let b0: Float
  private let b1: Float
  private let b2: Float
  private let a1: Float
  private let a2: Float
  private var s1: Float = 0
  private var s2: Float = 0

  private init(b0: Double, b1: Double, b2: Double, a0: Double, a1: Double, a2: Double) {
    self.b0 = Float(b0 / a0)
    self.b1 = Float(b1 / a0)
    self.b2 = Float(b2 / a0)
    self.a1 = Float(a1 / a0)
    self.a2 = Float(a2 / a0)
  }

  /// Passes what lies above a corner frequency.
  static func highPass(hertz: Double) -> Biquad {
    let (cos, alpha) = corner(hertz)
    return Biquad(
      b0: (1 + cos) / 2,
      b1: -(1 + cos),
      b2: (1 + cos) / 2,
      a0: 1 + alpha,
      a1: -2 * cos,
      a2: 1 - alpha
    )
  }

  /// Passes what lies below a corner frequency.
  static func lowPass(hertz: Double) -> Biquad {
    let (cos, alpha) = corner(hertz)
    return Biquad(
      b0: (1 - cos) / 2,
      b1: 1 - cos,
      b2: (1 - cos) / 2,
      a0: 1 + alpha,
      a1: -2 * cos,
      a2: 1 - alpha
    )
  }

  private static func corner(_ hertz: Double) -> (cos: Double, alpha: Double) {
    let turns = hertz / Double(AnalysisGrid.sampleRate)
    return (cosine(turns: turns), cosine(turns: turns - 0.25) / 2.0.squareRoot())
  }

  /// Filters one sample.
  mutating func process(_ input: Float) -> Float {
    let output = b0 * input + s1
    s1 = b1 * input - a1 * output + s2
    s2 = b2 * input - a2 * output
    if s1.magnitude < 1e-20 { s1 = 0 }
    if s2.magnitude < 1e-20 { s2 = 0 }
    return output
  }
}
