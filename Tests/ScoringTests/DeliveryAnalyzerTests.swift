import Speech
import TestKit
import Testing

@testable import Scoring

@Suite struct DeliveryAnalyzerTests {
  private let phrase = ScoringSketch().silence(0.7).syllables(5).silence(0.6).syllables(3)
    .silence(0.8)

  /// An analyser that has heard samples from a session time on, in chunks of 20 ms.
  private func listening(
    to samples: [Float],
    from start: Double = 0,
    asked: Double? = 0
  ) -> DeliveryAnalyzer {
    var analyzer = DeliveryAnalyzer()
    if let asked { analyzer.beginAnswer(questionEnd: SampleTime(seconds: asked)) }
    append(samples, at: start, to: &analyzer)
    return analyzer
  }

  private func append(_ samples: [Float], at seconds: Double, to analyzer: inout DeliveryAnalyzer) {
    var start = SampleTime(seconds: seconds)
    for first in stride(from: 0, to: samples.count, by: 320) {
      let chunk = PCMChunk(
        start: start,
        samples: Array(samples[first..<min(first + 320, samples.count)])
      )
      analyzer.append(chunk)
      start = chunk.end
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `chunks of any size give the same result bit for bit`(seed: UInt64) {
    var reference = listening(to: phrase.samples)
    var dice = ScoringDice(seed: seed)
    var analyzer = DeliveryAnalyzer()
    analyzer.beginAnswer(questionEnd: .zero)
    var start = SampleTime.zero
    for piece in dice.pieces(of: phrase.samples, upTo: seed == 4 ? 3 : 2_000) {
      let chunk = PCMChunk(start: start, samples: Array(piece))
      analyzer.append(chunk)
      start = chunk.end
    }
    #expect(analyzer.endAnswer(at: start) == reference.endAnswer(at: start))
    #expect(analyzer.finish() == reference.finish())
  }

  @Test func `a live answer measures what the recording measures`() throws {
    var analyzer = listening(to: phrase.samples)
    var live = analyzer.endAnswer(at: SampleTime(seconds: phrase.seconds))
    #expect(abs(try #require(live.responseLatencySeconds) - 0.7) < 0.012)
    live.responseLatencySeconds = nil
    #expect(live == DeliveryAnalyzer.analyze(samples: phrase.samples).measures)
    #expect(live.syllableCount == 8)
    #expect(live.silentPauseCount == 1)
  }

  @Test func `the session's clock may begin anywhere`() throws {
    var analyzer = listening(to: phrase.samples, from: 3_600, asked: 3_600.2)
    let measures = analyzer.endAnswer(at: SampleTime(seconds: 3_700))
    #expect(abs(try #require(measures.responseLatencySeconds) - 0.5) < 0.012)
  }

  @Test func `the response latency is measured from the end of the question`() throws {
    for asked in [-1.0, 0, 0.3, 0.69] {
      var analyzer = listening(to: phrase.samples, asked: asked)
      let measures = analyzer.endAnswer(at: SampleTime(seconds: phrase.seconds))
      #expect(abs(try #require(measures.responseLatencySeconds) - (0.7 - asked)) < 0.012)
    }
  }

  @Test func `who speaks already when the question ends answers at once`() throws {
    var analyzer = listening(to: phrase.samples, asked: 1.2)
    let measures = analyzer.endAnswer(at: SampleTime(seconds: phrase.seconds))
    #expect(try #require(measures.responseLatencySeconds) < 0.011)
    #expect(abs(measures.answerLengthSeconds - (0.44 + 0.6 + 0.54)) < 0.03)
  }

  @Test func `an answer may be begun and ended up to five seconds late`() {
    var analyzer = listening(to: phrase.samples, asked: nil)
    append(ScoringSketch().syllables(4).silence(0.2).samples, at: phrase.seconds, to: &analyzer)
    analyzer.beginAnswer(questionEnd: SampleTime(seconds: 0.1))
    let first = analyzer.endAnswer(at: SampleTime(seconds: phrase.seconds - 0.1))
    #expect(first.syllableCount == 8)
    analyzer.beginAnswer(questionEnd: SampleTime(seconds: phrase.seconds - 0.1))
    let second = analyzer.endAnswer(at: SampleTime(seconds: 100))
    #expect(second.syllableCount == 4)
  }

  @Test func `an answer that ends in the middle of a word ends there`() {
    var analyzer = listening(to: phrase.samples)
    let measures = analyzer.endAnswer(at: SampleTime(seconds: 1.2))
    #expect(abs(measures.answerLengthSeconds - 0.5) < 0.012)
    #expect(measures.silentPauseCount == 0)
  }

  @Test func `the end of an answer changes nothing of what comes later`() {
    var once = listening(to: phrase.samples)
    _ = once.endAnswer(at: SampleTime(seconds: 0.9))
    once.beginAnswer(questionEnd: SampleTime(seconds: phrase.seconds))
    var never = listening(to: phrase.samples, asked: nil)
    never.beginAnswer(questionEnd: SampleTime(seconds: phrase.seconds))
    for index in 0..<2 {
      let start = phrase.seconds * Double(index + 1)
      append(phrase.samples, at: start, to: &once)
      append(phrase.samples, at: start, to: &never)
    }
    let end = SampleTime(seconds: 3 * phrase.seconds)
    #expect(once.endAnswer(at: end) == never.endAnswer(at: end))
    #expect(once.finish().f0MedianHertz == never.finish().f0MedianHertz)
  }

  @Test func `without a question there is no answer but there is a voice`() {
    var analyzer = listening(to: phrase.samples, asked: nil)
    #expect(analyzer.endAnswer(at: SampleTime(seconds: 9)) == DeliveryMeasures())
    let session = analyzer.finish()
    #expect(session.syllableCount == 0)
    #expect(session.f0MedianHertz != nil)
  }

  @Test func `an analyser that heard nothing measures nothing`() {
    var analyzer = DeliveryAnalyzer()
    analyzer.beginAnswer(questionEnd: .zero)
    #expect(analyzer.endAnswer(at: SampleTime(seconds: 3)) == DeliveryMeasures())
    #expect(analyzer.finish() == DeliveryMeasures())
  }

  @Test func `the session sums its answers and takes the median of the latencies`() throws {
    var analyzer = DeliveryAnalyzer()
    var sums = (seconds: 0.0, syllables: 0, pauses: 0)
    for (index, lead) in [0.5, 1.5, 0.9].enumerated() {
      let begin = 6 * Double(index)
      let answer = ScoringSketch().silence(lead).syllables(4 + index).silence(0.5).syllables(3)
        .silence(0.4)
      append(answer.samples, at: begin, to: &analyzer)
      analyzer.beginAnswer(questionEnd: SampleTime(seconds: begin))
      let measures = analyzer.endAnswer(at: SampleTime(seconds: begin + answer.seconds))
      sums.seconds += measures.answerLengthSeconds
      sums.syllables += measures.syllableCount
      sums.pauses += measures.silentPauseCount
    }
    let session = analyzer.finish()
    #expect(abs(session.answerLengthSeconds - sums.seconds) < 1e-9)
    #expect(session.syllableCount == sums.syllables && sums.syllables == 24)
    #expect(session.silentPauseCount == sums.pauses && sums.pauses == 3)
    #expect(session.meanLengthOfRunSyllables == 4)
    #expect(abs(try #require(session.responseLatencySeconds) - 0.9) < 0.012)
    #expect(abs(try #require(session.f0MedianHertz) / 120 - 1) < 0.01)
    #expect(analyzer.finish() == session)
  }

  @Test func `a new question ends the answer before it and both count`() {
    var analyzer = listening(to: phrase.samples)
    analyzer.beginAnswer(questionEnd: SampleTime(seconds: phrase.seconds))
    append(phrase.samples, at: phrase.seconds, to: &analyzer)
    #expect(analyzer.finish().syllableCount == 16)
  }

  @Test func `after the end nothing is heard`() {
    var analyzer = listening(to: phrase.samples)
    let session = analyzer.finish()
    analyzer.beginAnswer(questionEnd: .zero)
    append(phrase.samples, at: phrase.seconds, to: &analyzer)
    #expect(analyzer.finish() == session)
  }
}
