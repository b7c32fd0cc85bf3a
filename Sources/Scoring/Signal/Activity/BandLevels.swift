/// Levels in decibels, lane by lane, to a ten-thousandth of a decibel; a power below 1e-13 counts
/// as that.
///
/// The logarithm of the significand is an area-tangent series of four terms.
func bandLevels(_ powers: SIMD8<Float>) -> SIMD8<Float> {
  let held = larger(powers, SIMD8(repeating: 1e-13))
  // Significands from 0.707 on, so that the series is short.
  let least = SIMD8<UInt32>(repeating: 0x3F35_04F3)
  let one = SIMD8<UInt32>(repeating: 0x3F80_0000)
  // Safety: every bit pattern of 32 bits is a float and an integer, here and below.
  let bits = unsafeBitCast(held, to: SIMD8<UInt32>.self)
  let shifted = bits &+ (one &- least)
  // An integer under the exponent of 2^23 is that integer plus 2^23 as a float.
  let counted = (shifted &>> SIMD8(repeating: 23)) | SIMD8(repeating: 0x4B00_0000)
  // Safety: as above.
  let exponents = unsafeBitCast(counted, to: SIMD8<Float>.self) - Float(8_388_608 + 127)
  let rest = (shifted & SIMD8(repeating: 0x007F_FFFF)) &+ least
  // Safety: as above.
  let significands = unsafeBitCast(rest, to: SIMD8<Float>.self)
  let t = (significands - 1) / (significands + 1)
  let square = t * t
  var series = square * Float(1.0 / 7) + Float(0.2)
  series = series * square + Float(1.0 / 3)
  series = series * square + Float(1)
  return (exponents + t * series * Float(2.885_390_1)) * Float(3.010_3)
}

/// The larger of each pair of lanes; the second where the first is not a number.
@inline(__always)
func larger(_ left: SIMD8<Float>, _ right: SIMD8<Float>) -> SIMD8<Float> {
  right.replacing(with: left, where: left .> right)
}

/// The smaller of each pair of lanes; the second where the first is not a number.
@inline(__always)
func smaller(_ left: SIMD8<Float>, _ right: SIMD8<Float>) -> SIMD8<Float> {
  right.replacing(with: left, where: left .< right)
}
