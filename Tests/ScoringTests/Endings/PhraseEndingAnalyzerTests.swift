import Foundation
import Scoring
import TestKit
import Testing

@Suite struct PhraseEndingAnalyzerTests {
  /// Cues of speech with half a second of room before it and 0.3 s after.
  private func cues(_ speech: [Float], gain: Float = 1) throws -> PhraseEndingCues {
    var analyzer = PhraseEndingAnalyzer()
    let sketch = ScoringSketch().silence(0.5).sound(speech).silence(0.3)
    analyzer.append(sketch.samples.map { $0 * gain })
    return try #require(analyzer.cues(silenceSeconds: 0.3))
  }

  private func vowel(_ hertz: Double, _ seconds: Double, amplitude: Float = 0.3) -> [Float] {
    SyntheticVoice.vowel(hertz: hertz, seconds: seconds, amplitude: amplitude)
  }

  /// A voice that goes from one tone to another, after a second on the first.
  private func glide(from first: Double, to last: Double) -> [Float] {
    let steps = 16
    return vowel(first, 1)
      + (0..<steps).flatMap { step in
        vowel(first * pow(last / first, Double(step) / Double(steps - 1)), 0.03)
      }
  }

  private let rest = SyntheticVoice.silence(seconds: 0.1)

  @Test func `a falling voice moves down, a rising one up`() throws {
    let fall = try cues(glide(from: 180, to: 110))
    let rise = try cues(glide(from: 110, to: 180))
    #expect(try #require(fall.pitchMovementSemitones) < -2)
    #expect(try #require(rise.pitchMovementSemitones) > 2)
  }

  @Test func `a last vowel twice as long as the others is lengthened`() throws {
    let short = (0..<5).flatMap { _ in vowel(120, 0.2) + rest }
    let lengthened = try #require(try cues(short + vowel(120, 0.45)).finalLengthening)
    let even = try #require(try cues(short + vowel(120, 0.2)).finalLengthening)
    #expect(lengthened > 1.7)
    #expect((0.7...1.3).contains(even))
  }

  @Test func `a voice that fades ends below its own level, whatever the gain`() throws {
    let steady = vowel(120, 1.5)
    let fading = steady + vowel(120, 0.5, amplitude: 0.05)
    let decay = try cues(fading).levelMovementDecibels
    #expect(decay < -8)
    #expect(abs(try cues(steady).levelMovementDecibels) < 2)
    #expect(abs(try cues(fading, gain: 0.25).levelMovementDecibels - decay) < 1)
  }

  @Test func `syllables are counted in what is within reach`() throws {
    let few = try cues(ScoringSketch().syllables(3).samples)
    let many = try cues(ScoringSketch().syllables(60).samples)
    #expect((2...4).contains(few.syllableCount))
    #expect((10...16).contains(many.syllableCount))
  }

  @Test func `only the last seconds count`() throws {
    let ending = SyntheticVoice.silence(seconds: 1) + glide(from: 180, to: 110)
    let silence = SyntheticVoice.silence(seconds: 2)
    let after = try cues(vowel(300, 4, amplitude: 0.6) + silence + ending)
    let alone = try cues(silence + ending)
    let movements = try [after, alone].map { try #require($0.pitchMovementSemitones) }
    #expect(abs(movements[0] - movements[1]) < 1)
  }

  @Test func `the size of the chunks changes nothing`() {
    let sound = ScoringSketch().syllables(9).sound(glide(from: 150, to: 110)).silence(0.3).samples
    var whole = PhraseEndingAnalyzer()
    whole.append(sound)
    var dice = ScoringDice(seed: 5)
    var cut = PhraseEndingAnalyzer()
    for piece in dice.pieces(of: sound, upTo: 700) { cut.append(Array(piece)) }
    #expect(whole.cues(silenceSeconds: 0.3) == cut.cues(silenceSeconds: 0.3))
  }

  @Test func `of silence, of nothing and of what was forgotten there is nothing to say`() {
    var analyzer = PhraseEndingAnalyzer()
    #expect(analyzer.cues(silenceSeconds: 0.3) == nil)
    analyzer.append(SyntheticVoice.silence(seconds: 5))
    #expect(analyzer.cues(silenceSeconds: 0.3) == nil)
    analyzer.append(ScoringSketch().syllables(5).silence(0.3).samples)
    #expect(analyzer.cues(silenceSeconds: 0.3) != nil)
    analyzer.reset()
    #expect(analyzer.cues(silenceSeconds: 0.3) == nil)
  }

  @Test(arguments: [Double.nan, -.infinity, .infinity, -1, 0, 99])
  func `a silence of any length is survived`(silence: Double) {
    var analyzer = PhraseEndingAnalyzer()
    analyzer.append([.nan, .infinity, -.infinity, 3e38, -3e38, .leastNonzeroMagnitude])
    analyzer.append(ScoringSketch().syllables(5).silence(0.3).samples)
    let cues = analyzer.cues(silenceSeconds: silence)
    #expect(cues?.levelMovementDecibels.isFinite ?? true)
  }

  @Test func `a breath of voice is too short for its pitch`() throws {
    let cues = try cues(SyntheticVoice.silence(seconds: 1) + vowel(120, 0.08))
    #expect(cues.pitchMovementSemitones == nil)
  }
}
