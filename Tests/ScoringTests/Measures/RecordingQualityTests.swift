import Foundation
import TestKit
import Testing

@testable import Scoring

@Suite struct RecordingQualityTests {
  /// Twelve seconds of syllables over a bed of noise.
  private func speech(bed: Float = 0.0005, amplitude: Float = 0.3) -> [Float] {
    (0..<6).reduce(ScoringSketch(bed: bed).silence(0.5)) { sketch, _ in
      sketch.syllables(11, amplitude: amplitude).silence(0.6)
    }.samples
  }

  private func measures(_ samples: [Float]) -> DeliveryMeasures {
    DeliveryAnalyzer.analyze(samples: samples).measures
  }

  @Test func `a good recording has no remark`() throws {
    let measures = measures(speech())
    #expect(measures.isClipped == false)
    #expect(measures.clippedShare == 0)
    #expect(measures.isTooQuiet == false)
    #expect(measures.hasLowCertainty == false)
    #expect(try #require(measures.levelOverFloorDecibels) > 40)
  }

  @Test func `samples at full scale are counted`() throws {
    let clipped = speech().map { min(max($0 * 8, -1), 1) }
    let measures = measures(clipped)
    #expect(measures.isClipped == true)
    let atFullScale = clipped.count { abs($0) >= 0.999 }
    let speechSamples = measures.phonationTimeSeconds * 16_000
    let share = try #require(measures.clippedShare)
    #expect(abs(share / (Double(atFullScale) / speechSamples) - 1) < 0.03)
  }

  @Test func `a peak that just reaches full scale is not clipping`() {
    var samples = speech()
    let peak = samples.map(abs).max() ?? 1
    let place = samples.firstIndex { abs($0) == peak } ?? 0
    samples = samples.map { $0 / peak * 0.998 }
    samples[place] = 1
    #expect(measures(samples).isClipped == false)
    #expect(measures(samples).clippedShare != 0)
  }

  @Test func `whispered into a quiet room is too quiet`() {
    #expect(measures(speech(bed: 0.000_01, amplitude: 0.004)).isTooQuiet == true)
  }

  @Test func `noise or want of speech makes figures uncertain`() throws {
    let noisy = measures(speech(bed: 0.05))
    #expect(try #require(noisy.levelOverFloorDecibels) < 15)
    #expect(noisy.hasLowCertainty == true)
    let brief = ScoringSketch().silence(0.5).syllables(8).silence(0.5)
    #expect(measures(brief.samples).hasLowCertainty == true)
  }

  @Test func `the range of the level is that of the speech`() throws {
    let sketch = (0..<6).reduce(ScoringSketch().silence(0.5)) { sketch, _ in
      sketch.vowel(0.5, amplitude: 0.4).vowel(0.5, amplitude: 0.04)
    }
    let range = try #require(measures(sketch.silence(0.5).samples).levelRangeDecibels)
    #expect(abs(range - 20) < 2.5)
  }

  @Test func `ranks of levels are those of the sorted list`() throws {
    var dice = ScoringDice(seed: 3)
    var histogram = LevelHistogram()
    #expect(histogram.quantile(0.5) == nil)
    var levels: [Double] = []
    for _ in 0..<4_000 {
      let level = Double.random(in: -60 ... -10, using: &dice)
      levels.append(level)
      histogram.add(decibels: level)
    }
    levels.sort()
    for share in [0.05, 0.1, 0.5, 0.95] {
      #expect(abs(try #require(histogram.quantile(share)) - levels[Int(share * 4_000)]) < 0.6)
    }
    for _ in 0..<100_000 { histogram.add(decibels: -500) }
    #expect(try #require(histogram.quantile(0.5)) < -95.4)
    for _ in 0..<900_000 { histogram.add(decibels: 500) }
    #expect(try #require(histogram.quantile(0.9)) > 11.4)
  }

  @Test func `samples at full scale are those whose magnitude is`() {
    var dice = ScoringDice(seed: 9)
    for _ in 0..<50 {
      let block = dice.samples(160).map { $0 * 1.3 }
      #expect(Int(FullScale.count(in: block)) == block.count { abs($0) >= 0.999 })
    }
    #expect(FullScale.count(in: [Float](repeating: -2, count: 160)) == 160)
  }
}
