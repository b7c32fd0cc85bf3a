/// Takes out offset and hum: a first-order high-pass, y = x − x₁ + 0.98 y₁, corner at 50 Hz.
///
/// Four outputs at a time: each is the sum of its own differences and of the last output of the
/// four before, so that only one sum a four has to wait for another.
struct HighPass: Sendable {
  /// What the sums of one tick say.
  struct Tick {
    /// Sum of the outputs.
    var sum: Float
    /// Sum of their squares.
    var squares: Float
  }

  private var lastInput: Float = 0
  private var lastOutput: Float = 0

  private static let pole: Float = 0.98
  private static let pole2 = pole * pole
  private static let pole3 = pole2 * pole
  private static let pole4 = pole2 * pole2

  /// Filters one tick.
  ///
  /// - Parameters:
  ///   - input: at least 80 samples from `start` on.
  ///   - output: room for 80 samples from `target` on.
  mutating func process(
    _ input: UnsafeBufferPointer<Float>,
    from start: Int,
    into output: UnsafeMutableBufferPointer<Float>,
    at target: Int
  ) -> Tick {
    let own = SIMD4<Float>(1, Self.pole, Self.pole2, Self.pole3)
    let second = SIMD4<Float>(0, 1, Self.pole, Self.pole2)
    let third = SIMD4<Float>(0, 0, 1, Self.pole)
    let fourth = SIMD4<Float>(0, 0, 0, 1)
    let powers = SIMD4<Float>(Self.pole, Self.pole2, Self.pole3, Self.pole4)
    let samples = UnsafeRawBufferPointer(input)
    let room = UnsafeMutableRawBufferPointer(output)
    var (before, carry) = (lastInput, lastOutput)
    var sum = SIMD4<Float>()
    var squares = SIMD4<Float>()
    for index in stride(from: 0, to: AnalysisGrid.tickSamples, by: 4) {
      let here = samples.loadUnaligned(
        fromByteOffset: 4 * (start + index),
        as: SIMD4<Float>.self
      )
      let steps = here - SIMD4(before, here.x, here.y, here.z)
      before = here.w
      let fresh =
        (steps.x * own + steps.y * second) + (steps.z * third + steps.w * fourth)
      let outputs = fresh + carry * powers
      carry = outputs.w
      room.storeBytes(of: outputs, toByteOffset: 4 * (target + index), as: SIMD4<Float>.self)
      sum += outputs
      squares += outputs * outputs
    }
    lastInput = before
    lastOutput = carry.magnitude < 1e-15 ? 0 : carry  // no denormals in long silence
    return Tick(sum: total(sum), squares: total(squares))
  }
}
