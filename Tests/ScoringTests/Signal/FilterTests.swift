import TestKit
import Testing

@testable import Scoring

@Suite struct FilterTests {
  @Test func `the low band at both rates is the slow low-pass`() {
    var dice = ScoringDice(seed: 3)
    let sound = dice.samples(1_600)
    var lowBand = LowBand()
    for block in 2..<10 {
      let end = 160 * (block + 1)
      sound[(end - 336)..<end].withUnsafeBytes { lowBand.process($0) }
      for (back, value) in lowBand.coarse.reversed().prefix(20).enumerated() {
        let expected = ScoringReferenceSignal.gaussianLowPass(sound, at: end - 48 - 8 * back)
        #expect(abs(Double(value) - expected) < 2e-5)
      }
      guard block > 2 else { continue }
      for (back, value) in lowBand.fine.reversed().prefix(40).enumerated() {
        let expected = ScoringReferenceSignal.gaussianLowPass(sound, at: end - 76 - 4 * back)
        #expect(abs(Double(value) - expected) < 0.01)
      }
    }
  }

  @Test func `the centres of both rates are the block two before the newest`() {
    var lowBand = LowBand()
    var sound = [Float](repeating: 0, count: 5 * 160)
    sound[320] = 1
    for block in 2..<5 {
      let end = 160 * (block + 1)
      sound[(end - 336)..<end].withUnsafeBytes { lowBand.process($0) }
    }
    #expect(
      lowBand.coarse.indices.max { lowBand.coarse[$0] < lowBand.coarse[$1] } == LowBand.coarseCentre
    )
    #expect(lowBand.fine.indices.max { lowBand.fine[$0] < lowBand.fine[$1] } == LowBand.fineCentre)
  }

  @Test func `a block of silence is what the low-pass makes of zeros`() {
    var dice = ScoringDice(seed: 4)
    var long = GaussianDecimator()
    dice.samples(240).withUnsafeBytes { long.process($0) }
    var short = long
    [Float](repeating: 0, count: 240).withUnsafeBytes { long.process($0) }
    short.processSilence()
    #expect(long.output == short.output)
    #expect(long.output.contains { $0 != 0 })
  }

  @Test func `the high-pass is its recursion`() {
    var dice = ScoringDice(seed: 5)
    var highPass = HighPass()
    var (lastInput, lastOutput) = (0.0, 0.0)
    for _ in 0..<20 {
      let sound = dice.samples(80).map { $0 + 0.5 }
      var output = [Float](repeating: 0, count: 80)
      let tick = sound.withUnsafeBufferPointer { sound in
        output.withUnsafeMutableBufferPointer { highPass.process(sound, from: 0, into: $0, at: 0) }
      }
      for (index, sample) in sound.enumerated() {
        lastOutput = Double(sample) - lastInput + 0.98 * lastOutput
        lastInput = Double(sample)
        #expect(abs(Double(output[index]) - lastOutput) < 1e-5)
      }
      #expect(abs(tick.sum - output.reduce(0, +)) < 1e-4)
      #expect(abs(tick.squares - output.reduce(0) { $0 + $1 * $1 }) < 1e-4)
    }
  }

  @Test func `the low-pass passes speech pitch and stops what would fold back`() {
    let taps = GaussianDecimator.gaussianTaps()
    #expect(abs(ScoringReferenceSignal.magnitude(taps, hertz: 0) - 1) < 1e-6)
    #expect(abs(ScoringReferenceSignal.magnitude(taps, hertz: 800) - 0.03) < 0.001)
    #expect(ScoringReferenceSignal.magnitude(taps, hertz: 1_000) < 0.005)
    #expect(ScoringReferenceSignal.magnitude(taps, hertz: 2_000) < 1e-4)
  }

  @Test(arguments: [
    (100.0, -26.0), (200, -13.9), (400, -4.7), (800, -0.5), (1_600, -1.2), (2_500, -3.0),
    (5_000, -12.0),
  ])
  func `the syllable band falls by 12 dB an octave on either side`(hertz: Double, level: Double) {
    var frontEnd = FrontEnd()
    let tone = (0..<1_600).map { 0.5 * Float(cosine(turns: Double($0) * hertz / 16_000)) }
    var levels: [Double] = []
    for start in stride(from: 0, to: tone.count, by: 160) {
      let heard = frontEnd.process(Array(tone[start..<(start + 160)]))
      levels.append(levelDecibels(meanSquare: heard.previousBandPower / 0.125))
    }
    #expect(abs((levels.suffix(4).reduce(0, +) / 4) - level) < 1)
  }

  @Test func `an offset leaves no level behind`() {
    var frontEnd = FrontEnd()
    let block = [Float](repeating: 0.5, count: 160)
    var heard = frontEnd.process(block)
    for _ in 0..<20 { heard = frontEnd.process(block) }
    #expect(heard.tickPowers.0 < 1e-9)
    #expect(heard.previousBandPower < 1e-9)
  }
}
