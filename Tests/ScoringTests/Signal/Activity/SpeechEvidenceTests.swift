import TestKit
import Testing

@testable import Scoring

@Suite struct SpeechEvidenceTests {
  /// Evidence of every tick, given that all of the sound has been heard.
  private func evidence(_ samples: [Float], gap: Range<Int>? = nil) -> [Float] {
    var bands = OctaveBands()
    var evidence = SpeechEvidence()
    var told: [Float] = []
    let blocks = samples.count / 160
    for block in 0..<blocks {
      let (first, second) = bands.process(Array(samples[(160 * block)..<(160 * (block + 1))]))
      let isGap = gap?.contains(block) ?? false
      evidence.append(isGap ? nil : first)
      evidence.append(isGap ? nil : second)
      guard block >= 36 else { continue }
      told.append(evidence.evidence(tick: 2 * (block - 36)))
      told.append(evidence.evidence(tick: 2 * (block - 36) + 1))
    }
    return told
  }

  private let phrase = ScoringSketch().silence(0.5).syllables(5).silence(0.6).syllables(4)
    .silence(0.9)

  private func isSpeech(_ tick: Int) -> Bool { 100..<288 ~= tick || 408..<556 ~= tick }

  @Test func `evidence is for speech where there is speech, and never overwhelming`() {
    for (tick, odds) in evidence(phrase.samples).enumerated() {
      #expect(odds.magnitude <= SpeechEvidence.mostEvidence)
      if (0..<10).allSatisfy({ isSpeech(tick - 5 + $0) == isSpeech(tick) }) {
        #expect((odds > 0) == isSpeech(tick))
      }
    }
  }

  @Test(arguments: [0.25, 0.5, 2, 4] as [Float])
  func `a gain changes no evidence`(gain: Float) {
    let sound = ScoringSketch(bed: 0.002).silence(0.5).syllables(5).silence(0.6).samples
    let before = evidence(sound)
    let after = evidence(sound.map { $0 * gain })
    for (one, other) in zip(before, after) { #expect(abs(one - other) < 0.01) }
  }

  @Test func `a click in the first millisecond hides no speech`() {
    var sound = phrase.samples
    for index in 0..<17 { sound[index] = index.isMultiple(of: 2) ? 0.8 : -0.8 }
    for (tick, odds) in evidence(sound).enumerated() where tick >= 20 {
      if (0..<10).allSatisfy({ isSpeech(tick - 5 + $0) == isSpeech(tick) }) {
        #expect((odds > 0) == isSpeech(tick))
      }
    }
  }

  @Test func `a muted beginning teaches nothing`() {
    let muted = [Float](repeating: 0, count: 16_000)
    let told = evidence(muted + phrase.samples)
    #expect(told[..<200].allSatisfy { $0 < 0 })
    for (tick, odds) in told.enumerated() where tick >= 205 {
      if (0..<10).allSatisfy({ isSpeech(tick - 205 + $0) == isSpeech(tick - 200) }) {
        #expect((odds > 0) == isSpeech(tick - 200))
      }
    }
  }

  @Test func `missing sound is quiet and teaches nothing`() {
    let told = evidence(phrase.samples, gap: 80..<90)
    #expect(told[160..<180].allSatisfy { $0 == -SpeechEvidence.mostEvidence })
    #expect(told[440] > 0 && told[340] < 0)
  }

  @Test func `noise that sets in is noise again after some seconds`() {
    let quiet = SyntheticVoice.noise(seconds: 2, amplitude: 0.001)
    let told = evidence(quiet + SyntheticVoice.noise(seconds: 10, amplitude: 0.05))
    #expect(told[..<380].allSatisfy { $0 < 0 })
    #expect(told[1_600...].count { $0 > 0 } < 100)
  }
}
