/// How much neighbouring intervals between syllable nuclei differ, within runs of speech.
///
/// The normalised pairwise variability index of E. Grabe and E. L. Low (2002), "Durational
/// variability in speech and the rhythm class hypothesis", over intervals between nuclei in place
/// of vocalic intervals.
struct RhythmTally: Equatable, Sendable {
  private var lastRun = 0
  private var lastBlock = 0
  private var lastInterval = 0
  private var sum = 0.0
  private var pairs = 0

  /// Takes the next nucleus.
  ///
  /// - Parameters:
  ///   - block: where it lies.
  ///   - run: number of the run of speech that it belongs to; no interval reaches over a pause.
  mutating func addNucleus(atBlock block: Int, run: Int) {
    let interval = run == lastRun ? block - lastBlock : 0
    if interval > 0, lastInterval > 0 {
      let difference = Double((interval - lastInterval).magnitude)
      sum += 2 * difference / Double(interval + lastInterval)
      pairs += 1
    }
    lastInterval = interval
    lastBlock = block
    lastRun = run
  }

  /// Adds the pairs of another answer.
  mutating func add(_ other: RhythmTally) {
    sum += other.sum
    pairs += other.pairs
  }

  /// The index, 0…200.
  var variabilityIndex: Double? {
    pairs >= FeatureSet.fewestRhythmPairs ? 100 * sum / Double(pairs) : nil
  }
}
