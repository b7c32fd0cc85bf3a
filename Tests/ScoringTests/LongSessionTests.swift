import Speech
import TestKit
import Testing

@testable import Scoring

@Suite struct LongSessionTests {
  @Test func `ten minutes are measured like one phrase after another`() {
    let phrase = ScoringSketch(bed: 0).silence(0.4).syllables(3).silence(14.06)
    let seconds = phrase.seconds
    var analyzer = DeliveryAnalyzer()
    analyzer.beginAnswer(questionEnd: .zero)
    for index in 0..<40 {
      analyzer.append(
        PCMChunk(start: SampleTime(seconds: seconds * Double(index)), samples: phrase.samples)
      )
    }
    let measures = analyzer.endAnswer(at: SampleTime(seconds: 40 * seconds))
    #expect(abs(40 * seconds - 600) < 0.1)
    #expect(measures.syllableCount == 120)
    #expect(measures.silentPauseCount == 39)
    #expect(abs(measures.answerLengthSeconds - (39 * seconds + 0.54)) < 0.02)
    #expect(abs((measures.longestSilentPauseSeconds ?? 0) - 14.46) < 0.02)
  }
}
