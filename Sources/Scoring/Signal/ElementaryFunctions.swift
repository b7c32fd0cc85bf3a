// The three transcendental functions that the analyser needs, written out so that a result is the
// same bit pattern on every platform and this module imports nothing but the vocabulary.

/// The logarithm to base 2, from the exponent and an area-tangent series of the significand.
///
/// Absolute error below 1e-14 for normal arguments; −∞ for 0, NaN for negative arguments.
func binaryLogarithm(_ x: Double) -> Double {
  guard x > 0 else { return x == 0 ? -.infinity : .nan }
  guard x.isFinite else { return x }
  var exponent = Double(x.exponent)
  var significand = x.significand
  if significand > 1.414_213_562_373_095_1 {
    significand *= 0.5
    exponent += 1
  }
  // log2(m) = 2 / ln 2 · artanh(t), |t| ≤ 0.1716: ten terms leave 0.1716^21 / 21.
  let t = (significand - 1) / (significand + 1)
  let square = t * t
  var sum = 0.0
  var odd = 19.0
  while odd >= 1 {
    sum = sum * square + 1 / odd
    odd -= 2
  }
  return exponent + 2.885_390_081_777_926_8 * t * sum
}

/// The logarithm to base 2 in single precision, for what is needed many times in a block.
///
/// Absolute error below 2e-7 between ½ and 2, relative error beyond; −126 for 0, for negative and
/// for the smallest arguments.
func singleBinaryLogarithm(_ x: Float) -> Float {
  let (exponent, fraction) = parts(x)
  return Float(exponent) + fraction
}

/// Exponent and logarithm of the significand, the latter between −½ and ½.
@inline(__always)
private func parts(_ x: Float) -> (exponent: Int, fraction: Float) {
  // Taking off the pattern of √½ moves the exponent's step there.
  let offset: UInt32 = 0x3F35_04F3
  let pattern = max(x, .leastNormalMagnitude).bitPattern
  let steps = Int32(bitPattern: pattern &- offset) >> 23
  let significand = Float(bitPattern: pattern &- UInt32(bitPattern: steps << 23))
  // log2(m) = 2 / ln 2 · artanh(t), |t| ≤ 0.1716: four terms leave 0.1716^9 / 9.
  let t = (significand - 1) / (significand + 1)
  let square = t * t
  let series = 2.885_390_1 + square * (0.961_796_7 + square * (0.577_078 + square * 0.412_198_6))
  return (Int(steps), t * series)
}

/// Two to the power of `x`, from a Taylor series of the fraction.
///
/// Relative error below 1e-14; the argument is held within −1022…1023.
func binaryExponential(_ x: Double) -> Double {
  let held = min(max(x, -1_022), 1_023)
  let whole = held.rounded()
  let y = (held - whole) * 0.693_147_180_559_945_3
  var sum = 1.0
  var order = 14.0
  while order >= 1 {
    sum = 1 + sum * y / order
    order -= 1
  }
  return Double(sign: .plus, exponent: Int(whole), significand: sum)
}

/// The cosine of an angle in turns (1 turn = 2π), by Taylor series after reduction to half a turn.
///
/// Absolute error below 1e-13 for arguments up to a thousand turns.
func cosine(turns: Double) -> Double {
  let angle = (turns - turns.rounded()) * 6.283_185_307_179_586
  let square = angle * angle
  var sum = 1.0
  var order = 30.0
  while order >= 2 {
    sum = 1 - sum * square / (order * (order - 1))
    order -= 2
  }
  return sum
}

/// A mean square in decibels relative to full scale (a mean square of 1 is 0 dB).
///
/// Absolute error below 1e-6; 1e-12 and less is −120 dB. A gain by a power of two adds the same
/// to every level.
func levelDecibels(meanSquare: Float) -> Double {
  let (exponent, fraction) = parts(max(meanSquare, 1e-12))
  return 3.010_299_956_639_812 * (Double(exponent) + Double(fraction))
}

/// A mean square in decibels relative to full scale (a mean square of 1 is 0 dB).
func decibels(meanSquare: Double) -> Double {
  3.010_299_956_639_812 * binaryLogarithm(max(meanSquare, 1e-12))
}
