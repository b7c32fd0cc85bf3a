import Speech
import TestKit
import Testing

@testable import Scoring

@Suite struct FilledPauseDetectorTests {
  private func filledPauses(_ samples: [Float]) -> [Disfluency] {
    var stream = WindowStream()
    var detector = FilledPauseDetector()
    var position = 0
    while let window = stream.next(samples, &position) { detector.add(window) }
    while let window = stream.drain() { detector.add(window) }
    return detector.filledPauses
  }

  /// Windows by hand: speech of one pitch and level.
  private func voiced(_ count: Int, hertz: Float = 120, power: Float = 0.01) -> [SpeechWindow] {
    let window = SpeechWindow(
      isSpeechFirst: true,
      isSpeechSecond: true,
      f0Hertz: hertz,
      power: power,
      bandPower: power / 4
    )
    return Array(repeating: window, count: count)
  }

  private func silent(_ count: Int, isGap: Bool = false) -> [SpeechWindow] {
    Array(repeating: SpeechWindow(isGap: isGap), count: count)
  }

  /// Fluent speech by hand: pitch, level and timbre never rest.
  private func fluent(_ count: Int) -> [SpeechWindow] {
    (0..<count).map { index in
      var window = voiced(1, hertz: 130 + 10 * Float(index % 7), power: 0.02)[0]
      window.bandPower = index % 6 < 3 ? 0.015 : 0.002
      return window
    }
  }

  private func found(_ windows: [SpeechWindow]) -> [Disfluency] {
    var detector = FilledPauseDetector()
    for window in windows { detector.add(window) }
    return detector.filledPauses
  }

  @Test func `a long flat vowel between silences is a filled pause with its times`() throws {
    let windows = fluent(200) + silent(30) + voiced(45) + silent(30) + fluent(100)
    let events = found(windows)
    try #require(events.count == 1)
    let span = try #require(events[0].span)
    #expect(abs(span.startSeconds - 2.3) < 0.05)
    #expect(abs(span.endSeconds - 2.75) < 0.05)
    #expect(events[0].kind == .filledPause)
    #expect(events[0].evidence == .acoustic)
    #expect(events[0].words.isEmpty)
    #expect(events[0].certainty >= FilledPauseDetector.leastCertainty)
  }

  @Test func `fluent speech, short vowels and vowels far from silence are none`() {
    #expect(found(fluent(600)) == [])
    #expect(found(fluent(200) + silent(30) + voiced(19) + silent(30)) == [])
    #expect(found(fluent(200) + voiced(45) + fluent(200)) == [])
    #expect(found([]) == [])
    #expect(found(silent(500)) == [])
  }

  @Test func `a vowel that glides or swells is none`() {
    func glide(_ step: Float) -> [SpeechWindow] {
      (0..<45).map { voiced(1, hertz: 120 * (1 + step * Float($0)))[0] }
    }
    #expect(found(fluent(200) + silent(30) + glide(0.001) + silent(30)).count == 1)
    #expect(found(fluent(200) + silent(30) + glide(0.012) + silent(30)) == [])
  }

  @Test func `missing sound beside a vowel is no silence`() {
    let isolated = fluent(200) + silent(30) + voiced(32, hertz: 150) + silent(30)
    let cut =
      fluent(200) + silent(30, isGap: true) + voiced(32, hertz: 150) + silent(30, isGap: true)
    #expect(found(isolated).count == 1)
    #expect(found(cut) == [])
  }

  @Test func `one window that jumps does not cut a vowel in two`() {
    var vowel = voiced(45)
    vowel[20].f0Hertz = 132
    #expect(found(fluent(200) + silent(30) + vowel + silent(30)).count == 1)
  }

  @Test func `longer, steadier, lower and nearer to silence is surer`() {
    let vowel = SteadyVowel(
      start: 0,
      count: 30,
      meanSemitones: 12,
      deviationSemitones: 0.6,
      meanDecibels: -20,
      deviationDecibels: 2,
      deviationOfTimbreDecibels: 1,
      windowsAfterSilence: 7,
      windowsBeforeSilence: 7
    )
    func certainty(_ change: (inout SteadyVowel) -> Void) -> Double {
      var changed = vowel
      change(&changed)
      return changed.certainty(medianSemitones: 12, speechDecibels: -20)
    }
    let plain = certainty { _ in }
    #expect(certainty { $0.count += 10 } > plain)
    #expect(certainty { $0.deviationSemitones += 0.2 } < plain)
    #expect(certainty { $0.deviationDecibels += 1 } < plain)
    #expect(certainty { $0.deviationOfTimbreDecibels += 0.5 } < plain)
    #expect(certainty { $0.meanSemitones -= 1 } > plain)
    #expect(certainty { $0.meanDecibels -= 3 } > plain)
    #expect(certainty { $0.windowsBeforeSilence -= 1 } > plain)
    #expect(certainty { $0.windowsAfterSilence = 3 } > plain)
    // A voice as flat as a machine's is not surer than a natural one.
    #expect(certainty { $0.deviationSemitones = 0 } == certainty { $0.deviationSemitones = 0.4 })
  }

  @Test func `a drawn um among syllables is found in sound, and gain changes nothing`() {
    func sketch(_ gain: Float) -> [Float] {
      ScoringSketch().silence(0.5).syllables(12, hertz: 140).silence(0.4)
        .vowel(0.5, hertz: 118, amplitude: 0.2).silence(0.4).syllables(12, hertz: 140)
        .silence(0.5).samples.map { $0 * gain }
    }
    let loud = filledPauses(sketch(1))
    #expect(loud.count == 1)
    #expect(filledPauses(sketch(0.5)).map(\.span) == loud.map(\.span))
    let none = ScoringSketch().silence(0.5).syllables(30, hertz: 140).silence(0.5)
    #expect(filledPauses(none.samples) == [])
  }

  @Test func `what is kept has a limit`() {
    let one = fluent(20) + silent(30) + voiced(45) + silent(30)
    let events = found((0..<200).flatMap { _ in one })
    #expect(events.count == FilledPauseDetector.capacity)
  }

  @Test func `any windows give spans in order`() {
    var dice = ScoringDice(seed: 17)
    for _ in 0..<50 {
      var windows: [SpeechWindow] = []
      for _ in 0..<30 {
        let count = Int.random(in: 1...60, using: &dice)
        switch Int.random(in: 0...3, using: &dice) {
        case 0: windows += silent(count, isGap: Bool.random(using: &dice))
        case 1: windows += fluent(count)
        case 2: windows += voiced(count, hertz: Float.random(in: 60...500, using: &dice))
        default: windows += voiced(count, power: 0)
        }
      }
      let spans = found(windows).compactMap(\.span)
      for (one, next) in zip(spans, spans.dropFirst()) {
        #expect(one.endSeconds <= next.startSeconds)
      }
      #expect(spans.allSatisfy { $0.seconds >= 0.2 })
    }
  }

  @Test func `running moments are those of the list`() {
    var dice = ScoringDice(seed: 2)
    var moments = RunningMoments()
    #expect(moments.deviation == 0)
    let values = (0..<100).map { _ in Double.random(in: -90...5, using: &dice) }
    for value in values { moments.add(value) }
    let mean = values.reduce(0, +) / 100
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100
    #expect(abs(moments.mean - mean) < 1e-9)
    #expect(abs(moments.deviation - variance.squareRoot()) < 1e-9)
  }
}
