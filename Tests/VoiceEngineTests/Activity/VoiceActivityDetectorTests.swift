import Foundation
import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct VoiceActivityDetectorTests {
  /// Two seconds of room, two of voice, two of room.
  private func verdicts(
    voice: Float,
    room: ([Float]) -> [Float]
  ) -> (before: Double, during: Double, after: Double) {
    let silence = SyntheticVoice.silence(seconds: 2)
    let clean = silence + SyntheticVoice.syllables(seconds: 2, amplitude: voice) + silence
    let share = shares(of: room(clean), parts: 3)
    return (share[0], share[1], share[2])
  }

  /// The share of chunks with voice in each of so many equal parts.
  private func shares(of samples: [Float], parts: Int) -> [Double] {
    var detector = VoiceActivityDetector()
    let chunks = samples.count / 320
    let voices = (0..<chunks).map { chunk in
      detector.process(Array(samples[(chunk * 320)..<(chunk * 320 + 320)])).isVoice
    }
    let length = chunks / parts
    return (0..<parts).map { part in
      Double(voices[(part * length)..<((part + 1) * length)].count { $0 }) / Double(length)
    }
  }

  private func add(_ left: [Float], _ right: [Float]) -> [Float] {
    zip(left, right).map { $0 + $1 }
  }

  private func decibels(_ value: Float) -> Float { powf(10, value / 20) }

  @Test func `silence holds no voice and has the lowest level`() {
    var detector = VoiceActivityDetector()
    for _ in 0..<100 {
      let verdict = detector.process([Float](repeating: 0, count: 320))
      #expect(!verdict.isVoice)
      #expect(verdict.levelDecibels == -100)
    }
  }

  @Test(arguments: [-90, -60, -50, -45] as [Float])
  func `a voice is found in white noise 25 dB below it and more`(noise: Float) {
    let hiss = SyntheticVoice.noise(seconds: 6, amplitude: decibels(noise) * 1.73)
    let share = verdicts(voice: 0.3) { add($0, hiss) }
    #expect(share.before < 0.05)
    #expect(share.during > 0.9)
    #expect(share.after < 0.15)
  }

  @Test(arguments: [0.5, 0.3, 0.1, 0.03] as [Float])
  func `a voice is found whether near or far`(amplitude: Float) {
    let share = verdicts(voice: amplitude) { $0 }
    #expect(share.during > 0.9)
    #expect(share.before == 0 && share.after < 0.15)
  }

  @Test(arguments: [50, 60, 100] as [Double])
  func `hum is no voice, and a voice above it is`(hertz: Double) {
    let hum = (0..<96_000).map { Float(sin(2 * .pi * hertz * Double($0) / 16_000)) * 0.05 }
    let share = verdicts(voice: 0.3) { add($0, hum) }
    #expect(share.before < 0.05)
    #expect(share.during > 0.9)
    #expect(share.after < 0.15)
  }

  @Test func `a fan that is switched on is the room after a few seconds`() {
    let quiet = SyntheticVoice.noise(seconds: 2, amplitude: 0.001)
    let fan = SyntheticVoice.noise(seconds: 8, amplitude: 0.05)
    let share = shares(of: quiet + fan, parts: 10)
    #expect(share[0] == 0)
    #expect(share[5...].allSatisfy { $0 == 0 })
  }

  @Test func `a voice above the fan is still found`() {
    let fan = SyntheticVoice.noise(seconds: 10, amplitude: 0.02)
    let voice =
      SyntheticVoice.silence(seconds: 6) + SyntheticVoice.syllables(seconds: 2, amplitude: 0.4)
      + SyntheticVoice.silence(seconds: 2)
    let share = shares(of: add(fan, voice), parts: 5)
    #expect(share[2] < 0.1)
    #expect(share[3] > 0.8)
    #expect(share[4] < 0.2)
  }

  @Test func `half a minute of speech without a pause is one segment`() {
    var detector = VoiceActivityDetector()
    var segmenter = SpeechSegmenter()
    var edges: [SpeechSegmenter.Edge] = []
    let voice = SyntheticVoice.syllables(seconds: 30, amplitude: 0.3)
    for index in 0..<1_500 {
      let chunk = Array(voice[(index * 320)..<(index * 320 + 320)])
      let start = SampleTime(milliseconds: Int64(index) * 20)
      let isVoice = detector.process(chunk).isVoice
      if let edge = segmenter.process(isVoice: isVoice, from: start, to: start + .milliseconds(20))
      {
        edges.append(edge)
      }
    }
    #expect(edges == [.started(.zero)])
  }

  @Test func `an offset of the microphone is no voice`() {
    let offset = [Float](repeating: 0.2, count: 32_000)
    #expect(shares(of: offset, parts: 4)[1...].allSatisfy { $0 == 0 })
  }

  @Test func `what is not a number counts as silence, what is too loud is clipped`() {
    var detector = VoiceActivityDetector()
    let bad: [Float] = [.nan, .infinity, -.infinity, .signalingNaN, 3e38, -3e38]
    for _ in 0..<50 {
      let verdict = detector.process(bad)
      #expect(verdict.levelDecibels <= 0 && verdict.levelDecibels >= -100)
    }
    #expect(detector.process([]).levelDecibels == -100)
    for _ in 0..<100 { _ = detector.process([Float](repeating: 0, count: 320)) }
    #expect(!detector.process([Float](repeating: 0, count: 320)).isVoice)
  }

  @Test func `the level of a full-scale tone is −3 dB`() {
    var detector = VoiceActivityDetector()
    let tone = (0..<1_600).map { Float(sin(2 * .pi * 1_000 * Double($0) / 16_000)) }
    #expect(abs(detector.process(tone).levelDecibels + 3.01) < 0.05)
  }
}
