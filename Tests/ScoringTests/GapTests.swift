import Speech
import TestKit
import Testing

@testable import Scoring

@Suite struct GapTests {
  private let first = ScoringSketch().silence(0.5).syllables(5).silence(0.4)
  private let second = ScoringSketch().silence(0.4).syllables(5).silence(0.5)

  /// Two phrases with a hole of so many seconds between them.
  private func answer(hole: Double) -> DeliveryAnalyzer {
    var analyzer = DeliveryAnalyzer()
    analyzer.beginAnswer(questionEnd: .zero)
    analyzer.append(PCMChunk(start: .zero, samples: first.samples))
    analyzer.append(
      PCMChunk(start: SampleTime(seconds: first.seconds + hole), samples: second.samples)
    )
    return analyzer
  }

  @Test(arguments: [0.02, 0.5, 5.9, 6.2, 7, 60, 3_600])
  func `a hole in a silence is no pause and no speech, however long`(hole: Double) {
    var analyzer = answer(hole: hole)
    let end = SampleTime(seconds: first.seconds + hole + second.seconds)
    let measures = analyzer.endAnswer(at: end)
    #expect(measures.silentPauseCount == 0)
    #expect(measures.syllableCount == 10)
    #expect(abs(measures.answerLengthSeconds - 2 * 0.94) < 0.03)
    #expect(measures.phonationTimeSeconds == measures.answerLengthSeconds)
    #expect(measures.meanLengthOfRunSyllables == 5)
  }

  @Test func `without the hole the same silence is a pause`() {
    var analyzer = answer(hole: 0)
    #expect(analyzer.endAnswer(at: SampleTime(seconds: 9)).silentPauseCount == 1)
  }

  @Test(arguments: [4.0, 30, 3_600])
  func `times after a hole are those of the session's clock`(hole: Double) throws {
    var analyzer = answer(hole: hole)
    let asked = first.seconds + hole + 0.1
    analyzer.beginAnswer(questionEnd: SampleTime(seconds: asked))
    let measures = analyzer.endAnswer(at: SampleTime(seconds: asked + 10))
    #expect(abs(try #require(measures.responseLatencySeconds) - 0.3) < 0.022)
    #expect(measures.syllableCount == 5)
  }

  @Test func `a lost packet within a word splits no word into pauses`() {
    let phrase = ScoringSketch().silence(0.5).syllables(8).silence(0.5)
    var analyzer = DeliveryAnalyzer()
    analyzer.beginAnswer(questionEnd: .zero)
    let whole = phrase.samples
    analyzer.append(PCMChunk(start: .zero, samples: Array(whole[..<16_000])))
    analyzer.append(
      PCMChunk(start: SampleTime(seconds: 1.02), samples: Array(whole[16_320...]))
    )
    let measures = analyzer.endAnswer(at: SampleTime(seconds: 9))
    #expect(measures.silentPauseCount == 0)
    #expect(abs(measures.answerLengthSeconds - (1.54 - 0.02)) < 0.03)
  }

  @Test func `the level of missing sound is not taken for the noise floor`() {
    var analyzer = DeliveryAnalyzer()
    analyzer.beginAnswer(questionEnd: .zero)
    let noisy = ScoringSketch(bed: 0.01).silence(0.5).syllables(4).silence(0.6).syllables(4)
      .silence(0.5)
    for index in 0..<3 {
      analyzer.append(
        PCMChunk(start: SampleTime(seconds: 5 * Double(index)), samples: noisy.samples)
      )
    }
    let measures = analyzer.endAnswer(at: SampleTime(seconds: 20))
    #expect(measures.silentPauseCount == 3)
    #expect((23...24).contains(measures.syllableCount))
  }

  @Test func `sound that was taken already is ignored`() {
    var plain = DeliveryAnalyzer()
    var repeated = DeliveryAnalyzer()
    plain.beginAnswer(questionEnd: .zero)
    repeated.beginAnswer(questionEnd: .zero)
    let samples = first.samples
    plain.append(PCMChunk(start: .zero, samples: samples))
    repeated.append(PCMChunk(start: .zero, samples: Array(samples[..<9_000])))
    repeated.append(PCMChunk(start: .zero, samples: Array(samples[..<5_000])))
    repeated.append(
      PCMChunk(start: SampleTime(ticks: 3 * 7_000), samples: Array(samples[7_000...]))
    )
    repeated.append(PCMChunk(start: SampleTime(ticks: .min), samples: samples))
    repeated.append(PCMChunk(start: SampleTime(ticks: .max), samples: samples))
    let end = SampleTime(seconds: 9)
    #expect(plain.endAnswer(at: end) == repeated.endAnswer(at: end))
  }

  @Test func `times at the ends of the clock stop nothing`() {
    for ticks in [Int64.min, .max] {
      var analyzer = DeliveryAnalyzer()
      analyzer.beginAnswer(questionEnd: SampleTime(ticks: ticks))
      analyzer.append(PCMChunk(start: .zero, samples: first.samples))
      _ = analyzer.endAnswer(at: SampleTime(ticks: ticks))
      analyzer.beginAnswer(questionEnd: SampleTime(ticks: ticks))
      #expect(analyzer.finish().levelDecibels != nil)
    }
  }
}
