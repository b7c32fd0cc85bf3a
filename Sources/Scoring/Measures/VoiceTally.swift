/// Pitch and level of the speech that was heard, in fixed memory.
struct VoiceTally: Equatable, Sendable {
  private var f0 = F0Histogram()
  private var powerSum = 0.0
  private var speechBlocks = 0

  /// Takes the next window; only speech counts.
  mutating func add(_ window: SpeechWindow) {
    guard window.isSpeechFirst || window.isSpeechSecond else { return }
    if let hertz = window.f0Hertz { f0.add(hertz: hertz) }
    guard window.isSpeechFirst, window.isSpeechSecond else { return }
    powerSum += Double(window.power)
    speechBlocks += 1
  }

  /// Writes the measures of voice into a set of measures.
  func write(into measures: inout DeliveryMeasures) {
    if speechBlocks > 0 {
      measures.levelDecibels = decibels(meanSquare: powerSum / Double(speechBlocks))
    }
    let voiced = Double(f0.count) * AnalysisGrid.blockSeconds
    if voiced >= FeatureSet.shortestVoicedSeconds { measures.f0MedianHertz = f0.medianHertz }
    guard voiced >= FeatureSet.shortestVoicedSecondsForSpread else { return }
    measures.f0RangeSemitones = f0.rangeSemitones
    measures.f0DeviationSemitones = f0.deviationSemitones
  }
}
