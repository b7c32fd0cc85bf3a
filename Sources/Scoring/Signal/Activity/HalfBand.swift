/// Splits a band into its lower and its upper half, each at half the rate.
///
/// The odd samples around an even one predict it from six points; half of it plus half of the
/// prediction is the lower band, the difference the upper one. Four input samples late.
struct HalfBand: Sendable {
  /// Weights of the six odd samples by pairs, a half in all.
  private static let outer: Float = 3.0 / 512
  private static let middle: Float = -25.0 / 512
  private static let inner: Float = 150.0 / 512

  private static let evenDelay = 2
  private static let oddDelay = 5

  private let count: Int
  /// The even samples after the last two of the block before.
  private var evens: [Float]
  /// The odd samples after the last five of the block before.
  private var odds: [Float]
  /// The lower band of the last block.
  private(set) var lower: [Float]
  /// The upper band of the last block.
  private(set) var upper: [Float]

  /// Creates a filter for blocks of twice `count` samples.
  init(count: Int) {
    self.count = count
    evens = Array(repeating: 0, count: count + Self.evenDelay)
    odds = Array(repeating: 0, count: count + Self.oddDelay)
    lower = Array(repeating: 0, count: count)
    upper = Array(repeating: 0, count: count)
  }

  /// Splits the next block.
  mutating func split(_ input: [Float]) {
    precondition(input.count == 2 * count)
    let (outer, middle, inner) = (Self.outer, Self.middle, Self.inner)
    input.withUnsafeBufferPointer { input in
      evens.withUnsafeMutableBufferPointer { evens in
        odds.withUnsafeMutableBufferPointer { odds in
          for index in 0..<Self.evenDelay { evens[index] = evens[count + index] }
          for index in 0..<Self.oddDelay { odds[index] = odds[count + index] }
          // Both loops are free of order, so the compiler takes several samples at a time.
          for index in 0..<count {
            evens[index + Self.evenDelay] = input[2 * index]
            odds[index + Self.oddDelay] = input[2 * index + 1]
          }
          lower.withUnsafeMutableBufferPointer { lower in
            upper.withUnsafeMutableBufferPointer { upper in
              for index in 0..<count {
                let far = odds[index] + odds[index + 5]
                let near = odds[index + 1] + odds[index + 4]
                let beside = odds[index + 2] + odds[index + 3]
                let predicted = outer * far + middle * near + inner * beside
                lower[index] = 0.5 * evens[index] + predicted
                upper[index] = 0.5 * evens[index] - predicted
              }
            }
          }
        }
      }
    }
  }
}
