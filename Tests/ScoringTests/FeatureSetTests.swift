import Foundation
import Testing

@testable import Scoring

@Suite struct FeatureSetTests {
  /// Measures in which everything was measured.
  private var full: DeliveryMeasures {
    var measures = DeliveryMeasures()
    for path in numbers { measures[keyPath: path] = 1 }
    for path in verdicts { measures[keyPath: path] = true }
    measures.longSilentPauseCount = 1
    measures.veryLongSilentPauseCount = 1
    return measures
  }

  private let numbers: [WritableKeyPath<DeliveryMeasures, Double?>] = [
    \.responseLatencySeconds, \.phonationTimeRatio, \.silentPausesPerMinute,
    \.meanSilentPauseSeconds, \.longestSilentPauseSeconds, \.speechRateSyllablesPerSecond,
    \.articulationRateSyllablesPerSecond, \.meanLengthOfRunSyllables,
    \.paceDeviationSyllablesPerSecond, \.rhythmVariabilityIndex, \.f0MedianHertz,
    \.f0RangeSemitones, \.f0DeviationSemitones, \.f0DeclinationSemitonesPerSecond,
    \.f0FinalMovementSemitones, \.levelDecibels, \.levelRangeDecibels, \.levelOverFloorDecibels,
    \.clippedShare,
  ]
  private let verdicts: [WritableKeyPath<DeliveryMeasures, Bool?>] = [
    \.isTooQuiet, \.isClipped, \.hasLowCertainty,
  ]

  private func written(_ measures: DeliveryMeasures) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(measures))
    return try #require(json as? [String: Any])
  }

  @Test func `every measure is defined once, under the key it is written with`() throws {
    #expect(try FeatureSet.measures.map(\.key).sorted() == written(full).keys.sorted())
    for measure in FeatureSet.measures {
      #expect(!measure.definition.isEmpty && !measure.source.isEmpty)
    }
  }

  @Test func `what is not measured is absent`() throws {
    #expect(
      try written(DeliveryMeasures()).keys.sorted() == [
        "answer_length_s", "phonation_time_s", "silent_pause_count", "syllable_count",
      ]
    )
  }

  @Test func `measures come back as they were written`() throws {
    let data = try JSONEncoder().encode(full)
    #expect(try JSONDecoder().decode(DeliveryMeasures.self, from: data) == full)
  }

  @Test func `measures of the first feature set can still be read`() throws {
    let stored = """
      {"answer_length_s": 12.5, "articulation_rate_syll_s": 4.2, "f0_median_hz": 118.25,
       "f0_range_st": 9.5, "f0_sd_st": 2.75, "level_dbfs": -21.5, "longest_silent_pause_s": 1.25,
       "mean_length_of_run_syll": 8, "mean_silent_pause_s": 0.625, "phonation_time_ratio": 0.8,
       "phonation_time_s": 10, "response_latency_s": 0.9, "silent_pause_count": 4,
       "silent_pauses_per_min": 19.2, "speech_rate_syll_s": 3.4, "syllable_count": 42}
      """
    let measures = try JSONDecoder().decode(DeliveryMeasures.self, from: Data(stored.utf8))
    #expect(measures.syllableCount == 42)
    #expect(measures.longestSilentPauseSeconds == 1.25)
    #expect(measures.longSilentPauseCount == nil)
    #expect(measures.hasLowCertainty == nil)
  }

  @Test func `a definition or constant that changes needs a new name`() {
    let constants: [Double] = [
      FeatureSet.silentPauseSeconds, FeatureSet.longPauseSeconds, FeatureSet.veryLongPauseSeconds,
      FeatureSet.shortestRatedSeconds, FeatureSet.paceWindowSeconds,
      Double(FeatureSet.fewestPaceWindows), Double(FeatureSet.fewestRhythmPairs),
      FeatureSet.shortestVoicedSeconds, FeatureSet.shortestVoicedSecondsForSpread,
      FeatureSet.shortestVoicedSecondsForDeclination, FeatureSet.finalMovementSeconds,
      FeatureSet.shortestSpeechSecondsForLevelRange, FeatureSet.quietestLevelDecibels,
      FeatureSet.floorShare, FeatureSet.clippedShareOfConcern,
      FeatureSet.leastLevelOverFloorDecibels, FeatureSet.shortestCertainSeconds,
      Double(FullScale.level),
    ]
    let texts = (FeatureSet.measures + FeatureSet.wordMeasures).map {
      "\($0.key)|\($0.unit)|\($0.definition)|\($0.source)"
    }
    let table = (texts + constants.map { "\($0)" }).joined(separator: "\n")
    // FNV-1a. Whoever changes the table names the set anew and notes its print under that name.
    let print = table.utf8.reduce(0xcbf2_9ce4_8422_2325) { (hash: UInt64, byte) in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let known: [String: UInt64] = ["delivery-v1": 8_274_896_975_853_230_973]
    #expect(known[FeatureSet.name] == print)
  }
}
