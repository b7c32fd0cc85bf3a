/// Syllables in successive windows of 10 s of answer, for the change of pace.
///
/// The clock is the answer's own: it begins with the first onset and has no silences with gaps. The
/// last window, which is not whole, counts for nothing.
struct PaceTally: Equatable, Sendable {
  private var windowEnd = FeatureSet.paceWindowTicks
  private var syllables = 0
  private var windows = 0
  private var sum = 0
  private var squares = 0

  /// Moves the clock to a number of ticks since the first onset.
  mutating func advance(to ticks: Int) {
    while ticks >= windowEnd {
      windows += 1
      sum += syllables
      squares += syllables * syllables
      syllables = 0
      windowEnd += FeatureSet.paceWindowTicks
    }
  }

  /// Counts a syllable at the clock's time.
  mutating func addSyllable() { syllables += 1 }

  /// Adds the whole windows of another answer.
  mutating func add(_ other: PaceTally) {
    windows += other.windows
    sum += other.sum
    squares += other.squares
  }

  /// Standard deviation (n − 1) of the windows' rates, in syllables a second.
  var deviationSyllablesPerSecond: Double? {
    guard windows >= FeatureSet.fewestPaceWindows else { return nil }
    let spread = Double(windows * squares - sum * sum)
    let variance = spread / Double(windows * (windows - 1))
    return variance.squareRoot() / FeatureSet.paceWindowSeconds
  }
}
