/// Collects the times that a fluency estimate needs, tick by tick of 5 ms, in fixed memory.
///
/// What lies before the first and after the last tick of speech counts for nothing; a silence in
/// which sound is missing belongs to neither time nor pauses.
struct FluencyTally: Equatable, Sendable {
  /// A silence from this many ticks on is a brief pause: 0.10 s.
  static let briefPauseTicks = 20

  private(set) var answerTicks = 0
  private(set) var pauseTicks = 0
  private(set) var syllableCount = 0
  private var silentTicks = 0
  private var hasGap = false

  /// Takes the next tick.
  mutating func advance(isSpeech: Bool, isGap: Bool) {
    guard isSpeech else {
      silentTicks += 1
      hasGap = hasGap || isGap
      return
    }
    if answerTicks > 0, !hasGap {
      answerTicks += silentTicks
      if silentTicks >= Self.briefPauseTicks { pauseTicks += silentTicks }
    }
    silentTicks = 0
    hasGap = false
    answerTicks += 1
  }

  /// Counts a syllable nucleus.
  mutating func addSyllable() { syllableCount += 1 }

  /// Adds the counts of another answer.
  mutating func add(_ other: FluencyTally) {
    answerTicks += other.answerTicks
    pauseTicks += other.pauseTicks
    syllableCount += other.syllableCount
  }

  /// The measures so far, with the syllables heard or those of a transcript; `nil` under 0.5 s.
  func measures(syllables: Int? = nil) -> FluencyMeasures? {
    let seconds = Double(answerTicks) * AnalysisGrid.tickSeconds
    guard seconds >= 0.5 else { return nil }
    return FluencyMeasures(
      speechRateSyllablesPerSecond: Double(syllables ?? syllableCount) / seconds,
      briefPauseShare: Double(pauseTicks) / Double(answerTicks),
      answerLengthSeconds: seconds
    )
  }
}
