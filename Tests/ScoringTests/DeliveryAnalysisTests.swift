import TestKit
import Testing

@testable import Scoring

@Suite struct DeliveryAnalysisTests {
  private let phrase = ScoringSketch().silence(0.5).syllables(5).silence(0.8).syllables(4)
    .silence(0.1).vowel(0.4, hertz: 150).silence(0.5)

  @Test(arguments: [0.1, 0.2, 0.25, 0.3, 0.5, 1.0, 2.0])
  func `a planted silence is a pause from a quarter of a second on`(seconds: Double) {
    let sketch = ScoringSketch().silence(0.5).syllables(4).silence(seconds).syllables(4)
      .silence(0.5)
    let analysis = DeliveryAnalyzer.analyze(samples: sketch.samples)
    guard seconds >= 0.25 else {
      #expect(analysis.silentPauses.isEmpty)
      #expect(analysis.speech.count == 1)
      return
    }
    #expect(analysis.silentPauses.count == 1)
    #expect(analysis.speech.count == 2)
    for pause in analysis.silentPauses {
      #expect(abs(pause.startSeconds - 1.24) < 0.012)
      #expect(abs(pause.endSeconds - 1.24 - seconds) < 0.012)
    }
  }

  @Test func `one inserted second of silence is exactly one more pause`() {
    let before = DeliveryAnalyzer.analyze(samples: phrase.samples)
    for place in [0.67, 0.87, 1.07] {  // between syllables of the first phrase
      var samples = phrase.samples
      samples.insert(
        contentsOf: SyntheticVoice.noise(seconds: 1, amplitude: 0.0005, seed: 3),
        at: Int(place * 16_000)
      )
      let after = DeliveryAnalyzer.analyze(samples: samples)
      #expect(after.measures.silentPauseCount == before.measures.silentPauseCount + 1)
      #expect(
        abs(
          after.measures.phonationTimeSeconds - before.measures.phonationTimeSeconds
        ) < 0.05
      )
      #expect(after.measures.syllableCount == before.measures.syllableCount)
    }
  }

  @Test(arguments: [0.25, 4, 0.251_188_64, 3.981_071_7] as [Float])
  func `12 dB more or less change no measure of time`(gain: Float) throws {
    let before = DeliveryAnalyzer.analyze(samples: phrase.samples)
    let after = DeliveryAnalyzer.analyze(samples: phrase.samples.map { $0 * gain })
    #expect(after.speech == before.speech)
    #expect(after.silentPauses == before.silentPauses)
    #expect(after.syllableSeconds == before.syllableSeconds)
    #expect(before.measures.syllableCount == 10)
    let shift =
      try #require(after.measures.levelDecibels) - #require(before.measures.levelDecibels)
    #expect(abs(shift - decibels(meanSquare: Double(gain * gain))) < 0.01)
  }

  @Test func `four semitones up change no measure of time`() {
    func speak(_ hertz: Double) -> DeliveryMeasures {
      let sketch = ScoringSketch().silence(0.5).syllables(6, hertz: hertz).silence(0.6)
        .syllables(5, hertz: hertz).silence(0.5)
      return DeliveryAnalyzer.analyze(samples: sketch.samples).measures
    }
    let (low, high) = (speak(110), speak(110 * 1.259_921))
    #expect(low.syllableCount == high.syllableCount)
    #expect(low.silentPauseCount == high.silentPauseCount)
    #expect(abs(low.answerLengthSeconds - high.answerLengthSeconds) <= 0.0101)
    #expect(abs(low.phonationTimeSeconds - high.phonationTimeSeconds) <= 0.0101)
  }

  @Test func `a vowel held between silences is listed as a filled pause`() throws {
    let sketch = ScoringSketch().silence(0.5).syllables(8).silence(0.3).vowel(0.5).silence(0.3)
      .syllables(8).silence(0.5)
    let found = DeliveryAnalyzer.analyze(samples: sketch.samples).filledPauses
    #expect(found.count == 1)
    let span = try #require(found.first?.span)
    let begin = 0.8 + Double(ScoringSketch().syllables(8).samples.count) / 16_000
    #expect(abs(span.startSeconds - begin) < 0.1)
    #expect(found.first?.evidence == .acoustic)
  }

  @Test func `silence has a length and nothing else`() {
    for sketch in [ScoringSketch(bed: 0).silence(2), ScoringSketch(bed: 0.01).silence(2)] {
      let analysis = DeliveryAnalyzer.analyze(samples: sketch.samples)
      #expect(analysis.durationSeconds == 2)
      #expect(analysis.measures == DeliveryMeasures())
      #expect(analysis.speech.isEmpty && analysis.silentPauses.isEmpty)
      #expect(analysis.syllableSeconds.isEmpty)
      #expect(analysis.pitchHertz.count == 200)
    }
  }

  @Test func `nothing has no events`() {
    let analysis = DeliveryAnalyzer.analyze(samples: [])
    #expect(analysis == DeliveryAnalysis(durationSeconds: 0))
  }

  @Test func `sound of a few samples is analysed`() {
    for count in [1, 79, 80, 159, 160, 161, 321] {
      let analysis = DeliveryAnalyzer.analyze(samples: [Float](repeating: 0.1, count: count))
      #expect(analysis.pitchHertz.count == (count + 159) / 160)
      #expect(analysis.measures == DeliveryMeasures())
    }
  }

  @Test func `a click in a silence is neither speech nor syllable`() {
    var samples = phrase.samples
    for index in 0..<8 { samples[Int(1.8 * 16_000) + index] = index % 2 == 0 ? 1 : -1 }
    let clean = DeliveryAnalyzer.analyze(samples: phrase.samples)
    let clicked = DeliveryAnalyzer.analyze(samples: samples)
    #expect(clicked.speech == clean.speech)
    #expect(clicked.syllableSeconds == clean.syllableSeconds)
  }

  @Test func `a hiss before a vowel belongs to the word and a lonely one does not`() {
    let hiss = SyntheticVoice.noise(seconds: 0.15, amplitude: 0.05, seed: 2)
    let word = ScoringSketch().silence(0.5).sound(hiss).vowel(0.4).silence(0.5)
    let joined = DeliveryAnalyzer.analyze(samples: word.samples)
    #expect(joined.speech.count == 1)
    #expect(abs((joined.speech.first?.startSeconds ?? 0) - 0.5) < 0.012)
    let apart = ScoringSketch().silence(0.5).sound(hiss).silence(0.4).vowel(0.4).silence(0.5)
    let alone = DeliveryAnalyzer.analyze(samples: apart.samples)
    #expect(alone.speech.count == 1)
    #expect(abs((alone.speech.first?.startSeconds ?? 0) - 1.05) < 0.012)
  }

  @Test func `speech that begins with the first sample is found`() {
    let sketch = ScoringSketch().syllables(6).silence(0.5)
    let analysis = DeliveryAnalyzer.analyze(samples: sketch.samples)
    #expect((analysis.speech.first?.startSeconds ?? 1) < 0.03)
    #expect(analysis.syllableSeconds.count == 6)
  }

  @Test func `the level is that of the speech and of nothing around it`() throws {
    let vowel = SyntheticVoice.vowel(hertz: 200, seconds: 1)
    let meanSquare = vowel.reduce(0) { $0 + Double($1 * $1) } / Double(vowel.count)
    let sketch = ScoringSketch().silence(1).sound(vowel).silence(3)
    let level = DeliveryAnalyzer.analyze(samples: sketch.samples).measures.levelDecibels
    #expect(abs(try #require(level) - decibels(meanSquare: meanSquare)) < 0.4)
  }
}
