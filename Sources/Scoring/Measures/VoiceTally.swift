/// Pitch and level of the speech that was heard, and the room around it, in fixed memory.
struct VoiceTally: Equatable, Sendable {
  private var f0 = F0Histogram()
  private var speechLevels = LevelHistogram()
  private var allLevels = LevelHistogram()
  private var powerSum = 0.0
  private var clippedSamples = 0

  /// Takes the next window; only speech counts for the voice, all sound counts for the room.
  mutating func add(_ window: SpeechWindow) {
    guard !window.isGap, window.power > 0 else { return }
    let level = decibels(meanSquare: Double(window.power))
    allLevels.add(decibels: level)
    guard window.isSpeechFirst || window.isSpeechSecond else { return }
    if let hertz = window.f0Hertz { f0.add(hertz: hertz) }
    guard window.isSpeechFirst, window.isSpeechSecond else { return }
    speechLevels.add(decibels: level)
    powerSum += Double(window.power)
    clippedSamples += Int(window.clippedSamples)
  }

  /// Writes the measures of voice into a set of measures that has those of time.
  func write(into measures: inout DeliveryMeasures) {
    writeLevel(into: &measures)
    let voiced = Double(f0.count) * AnalysisGrid.blockSeconds
    if voiced >= FeatureSet.shortestVoicedSeconds { measures.f0MedianHertz = f0.medianHertz }
    guard voiced >= FeatureSet.shortestVoicedSecondsForSpread else { return }
    measures.f0RangeSemitones = f0.rangeSemitones
    measures.f0DeviationSemitones = f0.deviationSemitones
  }

  private func writeLevel(into measures: inout DeliveryMeasures) {
    let windows = speechLevels.count
    guard windows > 0, let floor = allLevels.quantile(FeatureSet.floorShare) else { return }
    let level = decibels(meanSquare: powerSum / Double(windows))
    let clipped = Double(clippedSamples) / Double(windows * AnalysisGrid.blockSamples)
    measures.levelDecibels = level
    measures.isTooQuiet = level < FeatureSet.quietestLevelDecibels
    measures.clippedShare = clipped
    measures.isClipped = clipped >= FeatureSet.clippedShareOfConcern
    measures.levelOverFloorDecibels = level - floor
    measures.hasLowCertainty =
      level - floor < FeatureSet.leastLevelOverFloorDecibels
      || measures.phonationTimeSeconds < FeatureSet.shortestCertainSeconds
    guard windows >= FeatureSet.fewestLevelWindows,
      let low = speechLevels.quantile(0.05), let high = speechLevels.quantile(0.95)
    else { return }
    measures.levelRangeDecibels = high - low
  }
}
