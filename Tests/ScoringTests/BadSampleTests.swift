import TestKit
import Testing

@testable import Scoring

@Suite struct BadSampleTests {
  private let phrase = ScoringSketch().silence(0.5).syllables(4).silence(0.5).syllables(4)
    .silence(0.4)

  @Test(arguments: [Float.nan, .infinity, -.infinity, .signalingNaN])
  func `a sample that is no number counts as zero`(bad: Float) {
    var poisoned = phrase.samples
    var zeroed = phrase.samples
    for index in stride(from: 3_000, to: 30_000, by: 1_111) {
      poisoned[index] = bad
      zeroed[index] = 0
    }
    #expect(
      DeliveryAnalyzer.analyze(samples: poisoned) == DeliveryAnalyzer.analyze(samples: zeroed)
    )
  }

  @Test func `nothing but bad samples is silence`() {
    let samples = [Float](repeating: .nan, count: 16_000)
    #expect(DeliveryAnalyzer.analyze(samples: samples).measures == DeliveryMeasures())
  }

  @Test func `huge samples are held and do not outlast themselves`() throws {
    var samples = phrase.samples
    for index in 4_000..<4_020 { samples[index] = Float.greatestFiniteMagnitude }
    let analysis = DeliveryAnalyzer.analyze(samples: samples)
    let clean = DeliveryAnalyzer.analyze(samples: phrase.samples)
    #expect(analysis.silentPauses == clean.silentPauses)
    #expect(try #require(analysis.measures.levelDecibels).isFinite)
  }

  @Test func `speech clipped at full scale keeps its times and its pitch`() throws {
    let clipped = phrase.samples.map { min(max($0 * 12, -1), 1) }
    let clean = DeliveryAnalyzer.analyze(samples: phrase.samples).measures
    let analysis = DeliveryAnalyzer.analyze(samples: clipped).measures
    #expect(analysis.silentPauseCount == clean.silentPauseCount)
    #expect(abs(analysis.answerLengthSeconds - clean.answerLengthSeconds) < 0.05)
    #expect(abs(try #require(analysis.f0MedianHertz) / 120 - 1) < 0.01)
  }

  @Test func `denormal samples are silence`() {
    let samples = [Float](repeating: .leastNonzeroMagnitude, count: 16_000)
    #expect(DeliveryAnalyzer.analyze(samples: samples).measures == DeliveryMeasures())
  }
}
