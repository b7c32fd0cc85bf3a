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

  @Test(arguments: 0..<3)
  func `a syllable band passes its middle, and its corners lie 3 dB down`(lane: Int) {
    let (low, high) = SyllableBands.corners[lane]
    func gain(_ hertz: Double) -> Double {
      var bands = SyllableBands()
      let tone = (0..<4_000).map { Float(cosine(turns: Double($0) * hertz / 16_000)) }
      let power = tone.withUnsafeBufferPointer {
        _ = bands.process(UnsafeBufferPointer(rebasing: $0[..<2_000]), from: 0)
        return bands.process($0, from: 2_000)[lane]
      }
      return decibels(meanSquare: 2 * Double(power))
    }
    #expect(abs(gain((low * high).squareRoot())) < 0.3)
    #expect(abs(gain(low) + 3) < 0.3)
    #expect(abs(gain(high) + 3) < 0.3)
    #expect(gain(low / 4) < -9)
  }

  @Test func `levels of four bands are those of one after the other`() {
    var dice = ScoringDice(seed: 6)
    for _ in 0..<2_000 {
      let power = Float(binaryExponential(Double.random(in: -50...4, using: &dice)))
      let levels = decibels(meanSquares: SIMD4(power, 1, 0, 4 * power))
      #expect(abs(Double(levels[0]) - decibels(meanSquare: Double(power))) < 5e-4)
      #expect(abs(levels[1]) < 5e-4)
      #expect(levels[2] > -120.001 && levels[2] < -119.999)
    }
  }

  @Test func `an offset leaves no level behind`() {
    var frontEnd = FrontEnd()
    let block = [Float](repeating: 0.5, count: 160)
    var heard = frontEnd.process(block)
    for _ in 0..<20 { heard = frontEnd.process(block) }
    #expect(heard.tickPowers.0 < 1e-9)
    #expect(heard.bandPowers.max() < 1e-9)
  }
}
