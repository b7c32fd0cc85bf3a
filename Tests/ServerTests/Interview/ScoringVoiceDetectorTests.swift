import Foundation
import Speech
import TestKit
import Testing
import VoiceEngine

@testable import Server

@Suite struct ScoringVoiceDetectorTests {
  /// The segments of a sound that comes in chunks of 20 ms.
  private func edges(of samples: [Float]) -> [SpeechSegmenter.Edge] {
    var detector = ScoringVoiceDetector()
    var segmenter = SpeechSegmenter()
    return (0..<samples.count / 320).compactMap { index in
      let chunk = Array(samples[(index * 320)..<(index * 320 + 320)])
      let start = SampleTime(milliseconds: Int64(index) * 20)
      let isVoice = detector.process(chunk).isVoice
      return segmenter.process(isVoice: isVoice, from: start, to: start + .milliseconds(20))
    }
  }

  @Test func `half a minute of speech without a pause is one segment`() {
    let sound =
      SyntheticVoice.silence(seconds: 1) + SyntheticVoice.syllables(seconds: 30, amplitude: 0.3)
    #expect(edges(of: sound).count == 1)
  }

  @Test func `a voice that ends is a segment that ends there`() throws {
    let sound =
      SyntheticVoice.silence(seconds: 1) + SyntheticVoice.syllables(seconds: 2, amplitude: 0.3)
      + SyntheticVoice.silence(seconds: 1)
    let found = edges(of: sound)
    guard case .started(let start) = try #require(found.first),
      case .stopped(let stop) = try #require(found.last)
    else { return #expect(Bool(false), "no onset or no stop") }
    #expect(found.count == 2)
    #expect(abs((start - .zero).inSeconds - 1) <= 0.1)
    #expect(abs((stop - .zero).inSeconds - 3) <= 0.1)
  }

  @Test func `a burst of noise is no answer to the engine, a syllable may be one`() {
    let sounds = [
      (SyntheticVoice.noise(seconds: 0.4, amplitude: 0.3, seed: 3), false),
      (SyntheticVoice.vowel(hertz: 140, seconds: 0.3, amplitude: 0.3), true),
    ]
    for (sound, mayAnswer) in sounds {
      let room = SyntheticVoice.noise(seconds: 2, amplitude: 0.001, seed: 4)
      let samples = room + sound + room.prefix(4_800)
      var detector = ScoringVoiceDetector()
      for start in stride(from: 0, to: samples.count - 319, by: 320) {
        _ = detector.process(Array(samples[start..<start + 320]))
      }
      let phrase = detector.phraseEnding(silence: .milliseconds(300))
      let isVoice = !edges(of: samples).isEmpty && phrase?.isVoiceless == false
      #expect(isVoice == mayAnswer)
    }
  }

  @Test func `the level of a full-scale tone is −3 dB and that of silence −100`() {
    var detector = ScoringVoiceDetector()
    let tone = (0..<1_600).map { Float(sin(2 * .pi * 1_000 * Double($0) / 16_000)) }
    #expect(abs(detector.process(tone).levelDecibels + 3.01) < 0.05)
    #expect(detector.process([Float](repeating: 0, count: 320)).levelDecibels == -100)
    #expect(detector.process([]).levelDecibels == -100)
    let bad: [Float] = [.nan, .infinity, -.infinity, .signalingNaN, 3e38, -3e38]
    #expect(detector.process(bad).levelDecibels <= 0)
  }
}
