import TestKit
import Testing

@testable import Scoring

@Suite struct VoicingTests {
  @Test(arguments: [8, 9, 20, 33, 67])
  func `the fast periodicity is the slow one on random sound`(lag: Int) {
    var dice = ScoringDice(seed: 21)
    for centre in 60...70 {
      let sound = dice.samples(160).map { $0 + 0.3 }
      let fast = ShortPeriodicity.periodicity(sound, around: centre, lag: lag)
      let slow = ScoringReferenceSignal.periodicity(sound, around: centre, lag: lag)
      #expect(abs(Double(fast) - slow) < 1e-4)
    }
  }

  @Test func `a tone is periodic at its period, silence nowhere`() {
    let tone = (0..<240).map { 0.2 + 0.5 * Float(cosine(turns: Double($0) / 20)) }
    #expect(ShortPeriodicity.periodicity(tone, around: 120, lag: 20) > 0.9999)
    #expect(ShortPeriodicity.periodicity(tone, around: 120, lag: 30) < -0.9)
    let silence = [Float](repeating: 0, count: 240)
    #expect(ShortPeriodicity.periodicity(silence, around: 120, lag: 20) == 0)
  }

  @Test func `a tone that begins is less periodic than one that lasts`() {
    let tone = (0..<240).map { $0 < 120 ? 0 : Float(cosine(turns: Double($0) / 20)) }
    #expect(ShortPeriodicity.periodicity(tone, around: 120, lag: 20) < 0.7)
    #expect(ShortPeriodicity.periodicity(tone, around: 160, lag: 20) > 0.9999)
  }

  @Test func `the mean square is taken over the 10 ms around the centre`() {
    var sound = [Float](repeating: 0, count: 240)
    for index in 100..<140 { sound[index] = index.isMultiple(of: 2) ? 0.5 : -0.5 }
    #expect(ShortPeriodicity.meanSquare(sound, around: 120) == 0.25)
    #expect(ShortPeriodicity.meanSquare(sound, around: 130) == 0.1875)
    #expect(ShortPeriodicity.meanSquare(sound, around: 60) == 0)
  }

  @Test func `more periodic, louder and clearer of the noise is never less voiced`() {
    var dice = ScoringDice(seed: 22)
    for _ in 0..<500 {
      let floor = Double.random(in: -96 ... -30, using: &dice)
      let speech = floor + Double.random(in: 0...60, using: &dice)
      let level = Double.random(in: -96...0, using: &dice)
      let periodicity = Float.random(in: -1...1, using: &dice)
      let peak = Float.random(in: 0...1, using: &dice)
      func score(_ more: Float = 0, _ higher: Float = 0, _ louder: Double = 0, _ less: Double = 0)
        -> Float
      {
        VoicingScore.score(
          periodicity: min(periodicity + more, 1),
          peak: min(peak + higher, 1),
          level: level + louder,
          noiseFloor: floor - less,
          speechLevel: speech
        )
      }
      #expect(score(0.1) >= score())
      #expect(score(0, 0.1) >= score())
      #expect(score(0, 0, 3) >= score())
      #expect(score(0, 0, 0, 3) >= score())
    }
  }

  @Test func `no evidence alone makes a window voiced`() {
    func score(periodicity: Float = 1, peak: Float = 1, level: Double = -30, floor: Double = -70)
      -> Float
    {
      VoicingScore.score(
        periodicity: periodicity,
        peak: peak,
        level: level,
        noiseFloor: floor,
        speechLevel: -30
      )
    }
    #expect(score() > 3)
    #expect(score(periodicity: 0) < 0)
    #expect(score(peak: 0) < 2)
    #expect(score(level: -60) < 0)
    #expect(score(level: -52, floor: -50) < 0)
  }

  @Test func `a loud hiss in a quiet room is not voiced`() {
    let noise = SyntheticVoice.noise(seconds: 1, amplitude: 0.3, seed: 8)
    let sketch = ScoringSketch().vowel(0.6, hertz: 120).silence(0.5).sound(noise).silence(0.5)
    let analysis = DeliveryAnalyzer.analyze(samples: sketch.samples)
    #expect(analysis.pitchHertz[120..<205].count { $0 != nil } <= 2)
  }

  @Test func `the voicing strength of a vowel is high`() {
    let sketch = ScoringSketch().silence(0.5).vowel(0.6, hertz: 140).silence(1)
    var stream = WindowStream()
    var windows: [SpeechWindow] = []
    var position = 0
    while let window = stream.next(sketch.samples, &position) { windows.append(window) }
    #expect(windows[60..<100].allSatisfy { $0.voicingStrength > 0.95 })
    #expect(windows.allSatisfy { (0...1).contains($0.voicingStrength) })
  }
}
