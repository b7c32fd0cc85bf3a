import Speech
import TestKit
import Testing

@testable import Scoring

@Suite struct FluencyTests {
  @Test(arguments: [FluencyModel.audio.name, FluencyModel.text.name])
  func `faster or with fewer pauses is never less fluent`(name: String) {
    let model = name == FluencyModel.audio.name ? FluencyModel.audio : .text
    var dice = ScoringDice(seed: 21)
    for _ in 0..<2_000 {
      let measures = FluencyMeasures(
        speechRateSyllablesPerSecond: Double.random(in: 0...9, using: &dice),
        pauseShare: Double.random(in: 0...1, using: &dice),
        answerLengthSeconds: Double.random(in: 0.5...300, using: &dice)
      )
      let estimate = model.estimate(measures)
      #expect((0...10).contains(estimate.estimate))
      #expect((0...10).contains(estimate.low) && (0...10).contains(estimate.high))
      #expect(estimate.hasLowCertainty != (5...180 ~= measures.answerLengthSeconds))
      #expect(estimate.low <= estimate.estimate && estimate.estimate <= estimate.high)
      var faster = measures
      faster.speechRateSyllablesPerSecond += Double.random(in: 0...2, using: &dice)
      #expect(model.estimate(faster).estimate >= estimate.estimate)
      var denser = measures
      denser.pauseShare *= Double.random(in: 0...1, using: &dice)
      #expect(model.estimate(denser).estimate >= estimate.estimate)
    }
  }

  private func measures(_ timing: SpeechTiming, syllables: Int? = nil) -> FluencyMeasures? {
    var measures = DeliveryMeasures()
    timing.write(into: &measures)
    return FluencyMeasures(measures, syllables: syllables)
  }

  @Test func `the time of an answer has no pauses at its ends and no silence with missing sound`() {
    var tally = SpeechTiming()
    func hear(_ ticks: Int, speech: Bool, gap: Bool = false) {
      for _ in 0..<ticks { tally.advance(isSpeech: speech, isGap: gap) }
    }
    hear(100, speech: false)
    hear(100, speech: true)
    hear(49, speech: false)
    hear(51, speech: true)
    hear(50, speech: false)
    hear(50, speech: true)
    hear(50, speech: false, gap: true)
    hear(100, speech: true)
    hear(100, speech: false)
    for _ in 0..<8 { tally.addSyllable() }
    #expect(tally.answerTicks == 400)
    #expect(measures(tally)?.speechRateSyllablesPerSecond == 4)
    #expect(measures(tally)?.pauseShare == 0.125)
    #expect(measures(tally, syllables: 6)?.speechRateSyllablesPerSecond == 3)
    tally.add(tally)
    #expect(measures(tally)?.speechRateSyllablesPerSecond == 4)
  }

  @Test func `from five seconds on the length of an answer counts for nothing`() {
    func estimate(seconds: Double) -> Double {
      FluencyModel.text.estimate(
        FluencyMeasures(
          speechRateSyllablesPerSecond: 3,
          pauseShare: 0.15,
          answerLengthSeconds: seconds
        )
      ).estimate
    }
    #expect(estimate(seconds: 5) == estimate(seconds: 180))
    #expect(estimate(seconds: 2) > estimate(seconds: 4))
    #expect(estimate(seconds: 4) > estimate(seconds: 5))
    #expect(estimate(seconds: 0) == estimate(seconds: 0.5))
  }

  @Test func `an answer under half a second has no fluency`() {
    var tally = SpeechTiming()
    for _ in 0..<99 { tally.advance(isSpeech: true, isGap: false) }
    #expect(measures(tally) == nil)
  }

  @Test func `a session and a recording have the same fluency, whatever their gain`() throws {
    let samples = ScoringSketch(bed: 0.002).silence(0.5).syllables(6).silence(0.4).syllables(7)
      .silence(0.8).samples
    let analysis = DeliveryAnalyzer.analyze(samples: samples)
    let estimate = try #require(analysis.measures.fluency)
    #expect(estimate.model == "fluency-audio-v1")
    #expect(estimate.measures.pauseShare > 0.05)
    let louder = DeliveryAnalyzer.analyze(samples: samples.map { 4 * $0 })
    #expect(louder.measures.fluency == estimate)
    var analyzer = DeliveryAnalyzer()
    analyzer.beginAnswer(questionEnd: .zero)
    analyzer.append(PCMChunk(start: .zero, samples: samples))
    #expect(analyzer.finish().fluency == estimate)
    let written = try #require(analysis.measures.fluency(syllables: 13))
    #expect(written.model == "fluency-text-v1")
    let measures = written.measures
    let count = measures.speechRateSyllablesPerSecond * measures.answerLengthSeconds
    #expect(abs(count - 13) < 1e-9)
  }
}
