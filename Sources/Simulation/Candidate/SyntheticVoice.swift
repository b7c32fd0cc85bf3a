import Foundation

/// Signals with known truth: a buzz with harmonics for voice, silence, noise.
public enum SyntheticVoice {
  /// A periodic tone with falling harmonics, 16 kHz, with 10 ms ramps at both ends.
  ///
  /// - Parameters:
  ///   - hertz: fundamental frequency.
  ///   - seconds: length.
  ///   - amplitude: peak of the sum, 0…1.
  public static func vowel(hertz: Double, seconds: Double, amplitude: Float = 0.3) -> [Float] {
    let count = Int(seconds * 16_000)
    let ramp = Float(160)
    var phase = 0.0
    return (0..<count).map { index in
      phase += hertz / 16_000
      if phase >= 1 { phase -= 1 }
      var value: Float = 0
      for harmonic in 1...8 {
        value += harmonicValue(phase: phase, harmonic: harmonic)
      }
      let edge = min(1, Float(min(index, count - 1 - index)) / ramp)
      return value * amplitude * edge / 1.6
    }
  }

  /// A vowel whose level rises and falls five times a second, as syllables do.
  public static func syllables(seconds: Double, amplitude: Float) -> [Float] {
    vowel(hertz: 150, seconds: seconds, amplitude: amplitude).enumerated().map { index, sample in
      let phase = Float(index % 3_200) / 3_200
      return sample * (0.15 + 0.85 * (1 - abs(2 * phase - 1)))
    }
  }

  /// Digital silence.
  public static func silence(seconds: Double) -> [Float] {
    [Float](repeating: 0, count: Int(seconds * 16_000))
  }

  /// Uniform white noise from a fixed seed.
  public static func noise(seconds: Double, amplitude: Float, seed: UInt64 = 1) -> [Float] {
    var state = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (0..<Int(seconds * 16_000)).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Float(state >> 40) / Float(1 << 23) - 1) * amplitude
    }
  }

  private static func harmonicValue(phase: Double, harmonic: Int) -> Float {
    Float(sin(2 * .pi * phase * Double(harmonic)) / Double(harmonic))
  }
}
