import Foundation
import Scoring
import TestKit
import Testing

@Suite struct SpeechActivityMonitorTests {
  /// The share of 20 ms chunks with speech in each of so many equal parts.
  private func shares(of samples: [Float], parts: Int) -> [Double] {
    var monitor = SpeechActivityMonitor()
    let chunks = samples.count / 320
    let verdicts = (0..<chunks).map { chunk in
      monitor.append(Array(samples[(chunk * 320)..<(chunk * 320 + 320)]))
    }
    let length = chunks / parts
    return (0..<parts).map { part in
      Double(verdicts[(part * length)..<((part + 1) * length)].count { $0 }) / Double(length)
    }
  }

  /// Two seconds of room, two of voice, two of room.
  private func expectVoice(_ voice: Float, in room: [Float]? = nil) {
    let silence = SyntheticVoice.silence(seconds: 2)
    let clean = silence + SyntheticVoice.syllables(seconds: 2, amplitude: voice) + silence
    let heard = room.map { add(clean, $0) } ?? clean
    let share = shares(of: heard, parts: 3)
    #expect(share[0] < 0.05)
    #expect(share[1] > 0.9)
    #expect(share[2] < 0.1)
  }

  private func add(_ left: [Float], _ right: [Float]) -> [Float] {
    zip(left, right).map { $0 + $1 }
  }

  @Test func `silence holds no speech`() {
    #expect(shares(of: SyntheticVoice.silence(seconds: 3), parts: 1) == [0])
  }

  @Test(arguments: [0.000_03, 0.001, 0.003, 0.01] as [Float])
  func `a voice is found in noise 25 dB below it and more`(amplitude: Float) {
    expectVoice(0.3, in: SyntheticVoice.noise(seconds: 6, amplitude: amplitude * 1.73))
  }

  @Test(arguments: [0.5, 0.3, 0.1, 0.03] as [Float])
  func `a voice is found whether near or far`(amplitude: Float) {
    expectVoice(amplitude)
  }

  @Test(arguments: [50, 60, 100] as [Double])
  func `hum is no speech, and a voice above it is`(hertz: Double) {
    expectVoice(0.3, in: hum(hertz, amplitude: 0.005, seconds: 6))
  }

  @Test func `hum as loud as a voice is the room after a few seconds`() {
    let share = shares(of: hum(100, amplitude: 0.05, seconds: 10), parts: 10)
    #expect(share[4...].allSatisfy { $0 == 0 })
  }

  private func hum(_ hertz: Double, amplitude: Float, seconds: Double) -> [Float] {
    (0..<Int(seconds * 16_000)).map { index in
      amplitude * Float(sin(2 * .pi * hertz * Double(index) / 16_000))
    }
  }

  @Test func `a fan that is switched on is the room after some six seconds`() {
    let quiet = SyntheticVoice.noise(seconds: 2, amplitude: 0.001)
    let fan = SyntheticVoice.noise(seconds: 10, amplitude: 0.05)
    let share = shares(of: quiet + fan, parts: 12)
    #expect(share[0] == 0)
    #expect(share[8...].allSatisfy { $0 < 0.05 })
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

  @Test func `half a minute of speech without a pause has no hole that ends a turn`() {
    let voice = SyntheticVoice.syllables(seconds: 30, amplitude: 0.3)
    let share = shares(of: voice, parts: 120)
    #expect(share[1...].allSatisfy { $0 > 0 })
  }

  @Test func `an offset of the microphone is no speech`() {
    let offset = [Float](repeating: 0.2, count: 32_000)
    #expect(shares(of: offset, parts: 4)[1...].allSatisfy { $0 == 0 })
  }

  @Test func `a click is no speech for more than an instant`() {
    var samples = SyntheticVoice.noise(seconds: 2, amplitude: 0.001)
    for index in 0..<8 { samples[16_000 + index] = index % 2 == 0 ? 1 : -1 }
    #expect(shares(of: samples, parts: 1)[0] <= 0.03)
  }

  @Test func `a break ends the voice at once and leaves the room known`() {
    let room = SyntheticVoice.noise(seconds: 3, amplitude: 0.01)
    let voice = SyntheticVoice.syllables(seconds: 1, amplitude: 0.4)
    var monitor = SpeechActivityMonitor()
    _ = monitor.append(room)
    _ = monitor.append(add(voice, room))
    #expect(monitor.isSpeech)
    monitor.reset()
    #expect(!monitor.isSpeech)
    let isVoice = monitor.append(Array(room.prefix(3_200)))
    #expect(!isVoice)
    _ = monitor.append(Array(add(voice, room).prefix(4_800)))
    #expect(monitor.isSpeech)
  }

  @Test func `what is not a number counts as silence`() {
    var monitor = SpeechActivityMonitor()
    let bad: [Float] = [.nan, .infinity, -.infinity, .signalingNaN, 3e38, -3e38]
    for _ in 0..<500 { _ = monitor.append(bad) }
    let verdict = monitor.append([])
    #expect(!verdict)
    for _ in 0..<400 { _ = monitor.append([Float](repeating: 0, count: 320)) }
    #expect(!monitor.isSpeech)
  }

  @Test(arguments: [7, 160, 1_000])
  func `chunks of any size lead to the same state`(size: Int) {
    let sound = ScoringSketch().silence(0.5).syllables(4).silence(0.3).samples
    var whole = SpeechActivityMonitor()
    var cut = SpeechActivityMonitor()
    for end in stride(from: 8_000, through: sound.count, by: 1_120) {
      _ = whole.append(Array(sound[(end == 8_000 ? 0 : end - 1_120)..<end]))
      var start = end == 8_000 ? 0 : end - 1_120
      while start < end {
        let next = min(start + size, end)
        _ = cut.append(Array(sound[start..<next]))
        start = next
      }
      #expect(cut.isSpeech == whole.isSpeech)
    }
  }
}
