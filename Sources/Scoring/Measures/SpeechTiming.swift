/// Counts of one answer, or sums of several: ticks of speech, pauses, syllables.
///
/// Fed tick by tick; what lies before the first and after the last tick of speech counts for
/// nothing. A silence that contains missing sound is no pause, and its time belongs to nothing.
struct SpeechTiming: Equatable, Sendable {
  /// Ticks of 5 ms from the first onset to the last offset, without silences that have gaps.
  private(set) var answerTicks = 0
  /// Ticks in silent pauses.
  private(set) var pauseTicks = 0
  /// Silent pauses.
  private(set) var pauseCount = 0
  /// Silent pauses of at least 1 s.
  private(set) var longPauseCount = 0
  /// Silent pauses of at least 2 s.
  private(set) var veryLongPauseCount = 0
  /// Ticks of the longest silent pause.
  private(set) var longestPauseTicks = 0
  /// Syllable nuclei.
  private(set) var syllableCount = 0
  /// Stretches of speech between silent pauses.
  private(set) var runCount = 0

  private var silentTicks = 0
  private var hasGap = false

  /// Takes the next tick.
  ///
  /// - Returns: the length of the silent pause that this tick ended, in ticks, if it ended one.
  @discardableResult
  mutating func advance(isSpeech: Bool, isGap: Bool) -> Int? {
    guard isSpeech else {
      silentTicks += 1
      hasGap = hasGap || isGap
      return nil
    }
    var endedPause: Int?
    if answerTicks == 0 {
      runCount = 1
    } else if !hasGap {
      answerTicks += silentTicks
      if silentTicks >= FeatureSet.silentPauseTicks {
        endedPause = silentTicks
        pauseCount += 1
        runCount += 1
        pauseTicks += silentTicks
        if silentTicks >= FeatureSet.longPauseTicks { longPauseCount += 1 }
        if silentTicks >= FeatureSet.veryLongPauseTicks { veryLongPauseCount += 1 }
        longestPauseTicks = max(longestPauseTicks, silentTicks)
      }
    } else if silentTicks >= FeatureSet.silentPauseTicks {
      runCount += 1
    }
    silentTicks = 0
    hasGap = false
    answerTicks += 1
    return endedPause
  }

  /// Counts a syllable nucleus.
  mutating func addSyllable() { syllableCount += 1 }

  /// Adds the counts of another answer.
  mutating func add(_ other: SpeechTiming) {
    answerTicks += other.answerTicks
    pauseTicks += other.pauseTicks
    pauseCount += other.pauseCount
    longPauseCount += other.longPauseCount
    veryLongPauseCount += other.veryLongPauseCount
    longestPauseTicks = max(longestPauseTicks, other.longestPauseTicks)
    syllableCount += other.syllableCount
    runCount += other.runCount
  }

  /// Writes the measures of time into a set of measures.
  func write(into measures: inout DeliveryMeasures) {
    let answer = Double(answerTicks) * AnalysisGrid.tickSeconds
    let pauses = Double(pauseTicks) * AnalysisGrid.tickSeconds
    measures.answerLengthSeconds = answer
    measures.phonationTimeSeconds = Double(answerTicks - pauseTicks) * AnalysisGrid.tickSeconds
    measures.silentPauseCount = pauseCount
    measures.syllableCount = syllableCount
    guard answerTicks > 0 else { return }
    measures.longSilentPauseCount = longPauseCount
    measures.veryLongSilentPauseCount = veryLongPauseCount
    measures.phonationTimeRatio = measures.phonationTimeSeconds / answer
    measures.meanLengthOfRunSyllables = Double(syllableCount) / Double(runCount)
    if pauseCount > 0 {
      measures.meanSilentPauseSeconds = pauses / Double(pauseCount)
      measures.longestSilentPauseSeconds = Double(longestPauseTicks) * AnalysisGrid.tickSeconds
    }
    guard answer >= FeatureSet.shortestRatedSeconds else { return }
    measures.silentPausesPerMinute = 60 * Double(pauseCount) / answer
    measures.speechRateSyllablesPerSecond = Double(syllableCount) / answer
    measures.articulationRateSyllablesPerSecond =
      Double(syllableCount) / measures.phonationTimeSeconds
  }
}
