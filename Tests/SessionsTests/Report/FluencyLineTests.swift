import Foundation
import Scoring
import Testing

@testable import Sessions

@Suite struct FluencyLineTests {
  private var measures: DeliveryMeasures {
    var measures = DeliveryMeasures()
    measures.answerLengthSeconds = 60
    measures.phonationTimeSeconds = 51
    measures.syllableCount = 216
    return measures
  }

  private func line(
    _ measures: DeliveryMeasures?,
    featureSet: String? = FeatureSet.name,
    spoken: LexiconLanguage? = .english,
    in language: ReportLanguage = .english
  ) -> FluencyLine? {
    FluencyLine(measures, featureSet: featureSet, spoken: spoken, in: language)
  }

  @Test(arguments: ReportLanguage.allCases)
  func `fluency is a band with its interval and its measures and no number of its own`(
    language: ReportLanguage
  ) throws {
    let found = try #require(line(measures, in: language))
    let estimate = try #require(measures.fluency)
    #expect(found.band == estimate.band)
    #expect(found.measures == estimate.measures)
    #expect(found.sentence.contains(language == .english ? "3.6" : "3,6"))
    #expect(found.sentence.contains("15\u{a0}%") && !found.sentence.contains("{"))
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(found))
    let keys = try #require(json as? [String: Any]).keys.sorted()
    #expect(keys == ["band", "high", "low", "measures", "model", "sentence"])
  }

  @Test func `where it would be a guess there is none`() {
    var quiet = measures
    quiet.isTooQuiet = true
    var noisy = measures
    noisy.hasLowCertainty = true
    var short = measures
    short.answerLengthSeconds = 4
    #expect(line(quiet) == nil && line(noisy) == nil && line(short) == nil && line(nil) == nil)
    #expect(line(measures, featureSet: "delivery-v0") == nil)
    #expect(line(measures, spoken: .french) == nil && line(measures, spoken: nil) == nil)
  }
}
