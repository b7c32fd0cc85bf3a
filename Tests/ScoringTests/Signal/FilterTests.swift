import TestKit
import Testing

@testable import Scoring

@Suite struct FilterTests {
  @Test func `the decimated band is the slow low-pass read at every fourth sample`() {
    var dice = ScoringDice(seed: 3)
    let sound = dice.samples(1_600)
    var decimator = GaussianDecimator()
    for block in 3..<10 {
      decimator.process(Array(sound[(160 * block - 224)..<(160 * (block + 1))]))
      let newest = decimator.output.suffix(GaussianDecimator.blockOutputs)
      for (index, value) in newest.enumerated() {
        let expected = ScoringReferenceSignal.gaussianLowPass(
          sound,
          at: 160 * (block - 1) + 4 * index
        )
        #expect(abs(Double(value) - expected) < 2e-5)
      }
    }
  }

  @Test func `a block of silence is what the low-pass makes of zeros`() {
    var dice = ScoringDice(seed: 4)
    var long = GaussianDecimator()
    long.process(dice.samples(384))
    var short = long
    long.process([Float](repeating: 0, count: 384))
    short.processSilence()
    #expect(long.output == short.output)
    #expect(long.output.contains { $0 != 0 })
  }

  @Test func `the low-pass passes speech pitch and stops what would fold back`() {
    let taps = GaussianDecimator.gaussianTaps()
    #expect(abs(ScoringReferenceSignal.magnitude(taps, hertz: 0) - 1) < 1e-6)
    #expect(abs(ScoringReferenceSignal.magnitude(taps, hertz: 800) - 0.03) < 0.001)
    #expect(ScoringReferenceSignal.magnitude(taps, hertz: 2_000) < 1e-4)
  }

  @Test(arguments: [(400.0, true), (2_500.0, false)])
  func `a corner lies 3 dB down, an octave beyond it 12 dB`(corner: Double, isHighPass: Bool) {
    var filter = isHighPass ? Biquad.highPass(hertz: corner) : Biquad.lowPass(hertz: corner)
    let response = (0..<4_000).map { filter.process($0 == 0 ? 1 : 0) }
    func gain(_ hertz: Double) -> Double {
      let magnitude = ScoringReferenceSignal.magnitude(response, hertz: hertz)
      return decibels(meanSquare: magnitude * magnitude)
    }
    #expect(abs(gain(corner) + 3.01) < 0.02)
    #expect(gain(isHighPass ? corner / 2 : corner * 2) < -11.5)
    #expect(abs(gain(isHighPass ? corner * 8 : corner / 8)) < 0.02)
  }

  @Test func `an offset leaves no level behind`() {
    var frontEnd = FrontEnd()
    let block = [Float](repeating: 0.5, count: 160)
    var heard = frontEnd.process(block)
    for _ in 0..<20 { heard = frontEnd.process(block) }
    #expect(heard.tickPowers.0 < 1e-9)
    #expect(heard.bandPower < 1e-9)
  }
}
