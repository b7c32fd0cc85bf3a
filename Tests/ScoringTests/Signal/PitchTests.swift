import Speech
import TestKit
import Testing

@testable import Scoring

@Suite struct PitchTests {
  @Test func `the fast autocorrelation is the slow one of the low band at 4 kHz`() {
    var dice = ScoringDice(seed: 11)
    var fast = Autocorrelation()
    let lags = Autocorrelation.firstLag...Autocorrelation.lastLag
    for _ in 0..<5 {
      let sound = dice.samples(1_000)
      let band = stride(from: 100, to: 900, by: 4).map {
        Float(ScoringReferenceSignal.gaussianLowPass(sound, at: $0)) + 0.3
      }
      let coarse = stride(from: 0, to: band.count, by: 2).map { band[$0] }
      fast.compute(coarse, around: 50)
      // Sample 100 − 72 of the fine band has no weight under the taper.
      let slow = ScoringReferenceSignal.autocorrelation(Array(band[28..<172]), lags: lags)
      for (lag, expected) in zip(lags, slow) {
        #expect(abs(Double(fast.values[lag - lags.lowerBound]) - expected) < 0.02, "\(lag)")
      }
    }
  }

  @Test func `a silent window correlates with nothing`() {
    var correlation = Autocorrelation()
    correlation.compute([Float](repeating: 0.25, count: 96), around: 40)
    #expect(correlation.values.allSatisfy { $0 == 0 })
  }

  @Test(arguments: [62.0, 80, 111, 147, 213, 298, 401, 490])
  func `the pitch of a steady vowel is found within one percent`(hertz: Double) throws {
    let sketch = ScoringSketch().silence(0.4).vowel(0.8, hertz: hertz).silence(0.4)
    let analysis = DeliveryAnalyzer.analyze(samples: sketch.samples)
    let median = try #require(analysis.measures.f0MedianHertz)
    #expect(abs(median / hertz - 1) < 0.01)
    for (window, value) in analysis.pitchHertz.enumerated() {
      if (44...116).contains(window) {
        #expect(abs(Double(value ?? 0) / hertz - 1) < 0.02, "window \(window)")
      } else if !(38...122).contains(window) {
        #expect(value == nil, "window \(window)")
      }
    }
  }

  @Test func `white noise has next to no pitch`() {
    let noise = SyntheticVoice.noise(seconds: 2, amplitude: 0.3, seed: 5)
    let sketch = ScoringSketch().silence(0.5).sound(noise).silence(0.5)
    let analysis = DeliveryAnalyzer.analyze(samples: sketch.samples)
    #expect(analysis.pitchHertz.count { $0 != nil } <= 6)
    #expect(analysis.speech.isEmpty)
  }

  @Test func `two vowels seven semitones apart span seven semitones`() throws {
    let sketch = ScoringSketch().silence(0.3).vowel(0.6, hertz: 120).silence(0.1)
      .vowel(0.6, hertz: 179.8).silence(0.3)
    let measures = DeliveryAnalyzer.analyze(samples: sketch.samples).measures
    #expect(abs(try #require(measures.f0RangeSemitones) - 7) < 0.3)
    #expect(abs(try #require(measures.f0DeviationSemitones) - 3.5) < 0.2)
  }

  @Test func `of peaks of equal height the shortest period wins`() {
    var values = [Float](repeating: 0, count: 62)
    for lag in [16, 32, 48, 64] { values[lag - Autocorrelation.firstLag] = 0.9 }
    let candidates = PitchCandidates(values: values)
    #expect(candidates.count == 4)
    let best = (1...4).max { candidates.strengths[$0] < candidates.strengths[$1] }
    #expect(best == 1)
    #expect(abs(candidates.octaves[1] - Float(binaryLogarithm(250))) < 0.01)
  }

  @Test func `of more peaks than there is room for the weakest are left out`() {
    var values = [Float](repeating: 0, count: 62)
    for index in 0..<14 { values[3 + 4 * index] = 0.3 + 0.04 * Float(index) }
    let candidates = PitchCandidates(values: values)
    #expect(candidates.count == PitchCandidates.capacity)
    for lane in 1...candidates.count {
      #expect(candidates.strengths[lane] > 0.5)
    }
  }
}
