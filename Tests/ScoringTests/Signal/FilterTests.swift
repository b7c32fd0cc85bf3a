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
