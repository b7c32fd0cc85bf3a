/// The sum of products of two runs of samples, 32 lanes at a time.
///
/// Without explicit lanes the compiler may not reorder a sum and leaves it serial, several times
/// slower; with them the order of summation, hence the result, is fixed.
///
/// - Parameters:
///   - left: samples as bytes.
///   - leftStart: index of the first sample.
///   - right: samples as bytes.
///   - rightStart: index of the first sample.
///   - count: how many products, a multiple of 16.
@inline(__always)
func dotProduct(
  _ left: UnsafeRawBufferPointer,
  at leftStart: Int,
  _ right: UnsafeRawBufferPointer,
  at rightStart: Int,
  count: Int
) -> Float {
  var even = SIMD16<Float>()
  var odd = SIMD16<Float>()
  var index = 0
  while index + 32 <= count {
    even += lanes(left, at: leftStart + index) * lanes(right, at: rightStart + index)
    odd += lanes(left, at: leftStart + index + 16) * lanes(right, at: rightStart + index + 16)
    index += 32
  }
  if index < count {
    even += lanes(left, at: leftStart + index) * lanes(right, at: rightStart + index)
  }
  return total(even + odd)
}

/// Eight samples from an index on.
@inline(__always)
func eight(_ bytes: UnsafeRawBufferPointer, at index: Int) -> SIMD8<Float> {
  bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Float>.stride, as: SIMD8<Float>.self)
}

/// The sum of the lanes, halves first.
@inline(__always)
func total(_ lanes: SIMD4<Float>) -> Float {
  let pair = lanes.lowHalf + lanes.highHalf
  return pair.x + pair.y
}

/// The sum of the lanes, halves first.
@inline(__always)
func total(_ lanes: SIMD8<Float>) -> Float { total(lanes.lowHalf + lanes.highHalf) }

/// The sum of the lanes, halves first.
@inline(__always)
func total(_ lanes: SIMD16<Float>) -> Float { total(lanes.lowHalf + lanes.highHalf) }

@inline(__always)
private func lanes(_ bytes: UnsafeRawBufferPointer, at index: Int) -> SIMD16<Float> {
  bytes.loadUnaligned(
    fromByteOffset: index * MemoryLayout<Float>.stride,
    as: SIMD16<Float>.self
  )
}

/// Moves samples towards the beginning, over the oldest, and leaves the last `count` as they are.
@inline(__always)
func shiftDown(_ samples: UnsafeMutableBufferPointer<Float>, by count: Int) {
  guard let base = samples.baseAddress, count < samples.count else { return }
  base.update(from: base + count, count: samples.count - count)
}
