import Foundation
import Speech

/// A second-order Butterworth filter for 16 kHz samples.
///
/// Bilinear transform with the corner prewarped; transposed direct form II.
struct Biquad: Equatable, Sendable {
  private let b0: Float
  private let b1: Float
  private let b2: Float
  private let a1: Float
  private let a2: Float
  private var first: Float = 0
  private var second: Float = 0

  /// Passes what lies above a corner of −3 dB.
  static func highPass(hertz: Double) -> Biquad { Biquad(hertz, isHighPass: true) }

  /// Passes what lies below a corner of −3 dB.
  static func lowPass(hertz: Double) -> Biquad { Biquad(hertz, isHighPass: false) }

  private init(_ hertz: Double, isHighPass: Bool) {
    let corner = tan(.pi * hertz / Double(PCMChunk.sampleRate))
    let scale = 1 / (1 + 2.0.squareRoot() * corner + corner * corner)
    let gain = isHighPass ? scale : corner * corner * scale
    b0 = Float(gain)
    b1 = Float(isHighPass ? -2 * gain : 2 * gain)
    b2 = Float(gain)
    a1 = Float(2 * (corner * corner - 1) * scale)
    a2 = Float((1 - 2.0.squareRoot() * corner + corner * corner) * scale)
  }

  /// Ends what is too quiet to matter: arithmetic on numbers near zero is slow.
  mutating func settle() {
    if abs(first) < 1e-20 { first = 0 }
    if abs(second) < 1e-20 { second = 0 }
  }

  /// Takes the next sample.
  mutating func process(_ sample: Float) -> Float {
    let result = b0 * sample + first
    first = b1 * sample - a1 * result + second
    second = b2 * sample - a2 * result
    return result
  }
}
