/// The line that F0 follows over an answer, and where it goes at the end.
struct ContourTally: Equatable, Sendable {
  private static let finalWindows = FeatureSet.finalMovementWindows

  private var count = 0
  private var times = 0.0
  private var pitches = 0.0
  private var timeSquares = 0.0
  private var products = 0.0
  /// The last 0.3 s of voice, in semitones.
  private var last = [Double](repeating: 0, count: finalWindows)

  /// Notes the pitch of one voiced window, in semitones over any fixed tone.
  mutating func add(semitones: Double, atSeconds time: Double) {
    last[count % Self.finalWindows] = semitones
    count += 1
    times += time
    pitches += semitones
    timeSquares += time * time
    products += time * semitones
  }

  /// The sums of the line through the answer, or `nil` under 1 s of voice.
  var declination: Declination? {
    guard count >= FeatureSet.fewestDeclinationWindows else { return nil }
    let number = Double(count)
    return Declination(
      timeSquares: timeSquares - times * times / number,
      products: products - times * pitches / number
    )
  }

  /// Change along the line through the last 0.3 s of voice, in semitones.
  var finalMovementSemitones: Double? {
    let length = Self.finalWindows
    guard count >= length else { return nil }
    let middle = Double(length - 1) / 2
    var slope = 0.0
    var squares = 0.0
    for age in 0..<length {
      let place = Double(age) - middle
      slope += place * last[(count + age) % length]
      squares += place * place
    }
    return slope / squares * Double(length - 1)
  }
}

/// Sums about the means of an answer's times and pitches: their quotient is a slope, and sums of
/// several answers have a slope in common.
struct Declination: Equatable, Sendable {
  var timeSquares = 0.0
  var products = 0.0

  /// Slope in semitones a second.
  var semitonesPerSecond: Double? { timeSquares > 0 ? products / timeSquares : nil }

  /// Adds the sums of another answer.
  mutating func add(_ other: Declination) {
    timeSquares += other.timeSquares
    products += other.products
  }
}
