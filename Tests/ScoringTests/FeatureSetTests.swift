import Foundation
import Scoring
import Testing

@Suite struct FeatureSetTests {
  @Test func `every measure is defined once, under the key it is written with`() throws {
    var measures = DeliveryMeasures()
    measures.responseLatencySeconds = 1
    measures.phonationTimeRatio = 1
    measures.silentPausesPerMinute = 1
    measures.meanSilentPauseSeconds = 1
    measures.longestSilentPauseSeconds = 1
    measures.speechRateSyllablesPerSecond = 1
    measures.articulationRateSyllablesPerSecond = 1
    measures.meanLengthOfRunSyllables = 1
    measures.f0MedianHertz = 1
    measures.f0RangeSemitones = 1
    measures.f0DeviationSemitones = 1
    measures.levelDecibels = 1
    let written = try JSONDecoder().decode(
      [String: Double].self,
      from: JSONEncoder().encode(measures)
    )
    #expect(FeatureSet.measures.map(\.key).sorted() == written.keys.sorted())
    for measure in FeatureSet.measures {
      #expect(!measure.definition.isEmpty && !measure.source.isEmpty)
    }
  }

  @Test func `what is not measured is absent`() throws {
    let written = try JSONDecoder().decode(
      [String: Double].self,
      from: JSONEncoder().encode(DeliveryMeasures())
    )
    #expect(
      written.keys.sorted() == [
        "answer_length_s", "phonation_time_s", "silent_pause_count", "syllable_count",
      ]
    )
  }

  @Test func `the definitions have a name with a version`() {
    #expect(FeatureSet.name == "delivery-v0")
    #expect(FeatureSet.silentPauseSeconds == 0.25)
  }
}
