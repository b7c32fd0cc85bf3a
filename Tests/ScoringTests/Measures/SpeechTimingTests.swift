import TestKit
import Testing

@testable import Scoring

@Suite struct SpeechTimingTests {
  /// Feeds ticks of 5 ms, written `S` speech, `.` silence, `x` missing sound.
  private func timing(_ ticks: String) -> (timing: SpeechTiming, pauses: [Int]) {
    var timing = SpeechTiming()
    let pauses = ticks.compactMap {
      timing.advance(isSpeech: $0 == "S", isGap: $0 == "x")
    }
    return (timing, pauses)
  }

  private func repeated(_ tick: String, _ count: Int) -> String {
    String(repeating: tick, count: count)
  }

  @Test func `silence at both ends belongs to nothing`() {
    let (timing, _) = timing("......SS..SSS.....")
    #expect(timing.answerTicks == 7)
    #expect(timing.pauseCount == 0)
    #expect(timing.runCount == 1)
  }

  @Test func `fifty ticks of silence are a pause and forty-nine are none`() {
    #expect(timing("S" + repeated(".", 50) + "S").timing.pauseCount == 1)
    #expect(timing("S" + repeated(".", 49) + "S").timing.pauseCount == 0)
    #expect(timing("S" + repeated(".", 49) + "S").timing.answerTicks == 51)
  }

  @Test func `a silence with missing sound is no pause and its time counts for nothing`() {
    let (timing, pauses) = timing(
      "SS" + repeated(".", 60) + "x" + repeated(".", 60) + "SS" + repeated(".", 70) + "S"
    )
    #expect(pauses == [70])
    #expect(timing.answerTicks == 75)
    #expect(timing.runCount == 3)
  }

  @Test func `random ticks give what the slow version gives`() {
    var dice = ScoringDice(seed: 21)
    for _ in 0..<200 {
      var ticks = ""
      for _ in 0..<Int.random(in: 0...12, using: &dice) {
        let tick = ["S", "S", ".", ".", "x"].randomElement(using: &dice) ?? "S"
        ticks += repeated(tick, Int.random(in: 1...80, using: &dice))
      }
      let expected = ScoringReferenceTiming(
        ticks: ticks,
        shortestPauseTicks: FeatureSet.silentPauseTicks
      )
      let (timing, pauses) = timing(ticks)
      #expect(pauses == expected.pauses, "\(ticks)")
      #expect(timing.answerTicks == expected.answerTicks, "\(ticks)")
      #expect(timing.pauseTicks == expected.pauses.reduce(0, +))
      #expect(timing.longestPauseTicks == expected.pauses.max() ?? 0)
    }
  }

  @Test func `measures follow their formulas`() {
    var (timing, _) = timing(repeated("S", 200) + repeated(".", 100) + repeated("S", 100))
    for _ in 0..<6 { timing.addSyllable() }
    var measures = DeliveryMeasures()
    timing.write(into: &measures)
    #expect(measures.answerLengthSeconds == 2)
    #expect(measures.phonationTimeSeconds == 1.5)
    #expect(measures.phonationTimeRatio == 0.75)
    #expect(measures.silentPausesPerMinute == 30)
    #expect(measures.meanSilentPauseSeconds == 0.5)
    #expect(measures.longestSilentPauseSeconds == 0.5)
    #expect(measures.speechRateSyllablesPerSecond == 3)
    #expect(measures.articulationRateSyllablesPerSecond == 4)
    #expect(measures.meanLengthOfRunSyllables == 3)
  }

  @Test func `an answer under a second has no rates`() {
    var measures = DeliveryMeasures()
    timing(repeated("S", 199)).timing.write(into: &measures)
    #expect(measures.answerLengthSeconds == 0.995)
    #expect(measures.phonationTimeRatio == 1)
    #expect(measures.speechRateSyllablesPerSecond == nil)
    #expect(measures.silentPausesPerMinute == nil)
  }

  @Test func `sums of answers are sums`() {
    var (sum, _) = timing("SS" + repeated(".", 50) + "S")
    sum.add(timing("S" + repeated(".", 80) + "SS").timing)
    #expect(sum.answerTicks == 53 + 83)
    #expect(sum.pauseCount == 2)
    #expect(sum.runCount == 4)
    #expect(sum.longestPauseTicks == 80)
  }
}
