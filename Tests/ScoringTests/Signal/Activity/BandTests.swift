import TestKit
import Testing

@testable import Scoring

@Suite struct BandTests {
  /// Mean power of each band over two seconds of a tone of power 0.5, after a second of it.
  private func powers(hertz: Double) -> SIMD8<Float> {
    var bands = OctaveBands()
    var sum = SIMD8<Float>()
    for block in 0..<300 {
      let samples = (0..<160).map { index in
        Float(cosine(turns: hertz * Double(block * 160 + index) / 16_000))
      }
      let (first, second) = bands.process(samples)
      if block >= 100 { sum += first + second }
    }
    return sum / 400
  }

  @Test(arguments: [(200.0, 0), (700, 1), (1_400, 2), (2_800, 3), (6_000, 4)])
  func `a tone is in the band of its frequency`(hertz: Double, band: Int) {
    let found = powers(hertz: hertz)
    #expect(abs(decibels(meanSquare: Double(found[band]) / 0.5)) < 2)
    for other in 0..<OctaveBands.count where abs(other - band) > 1 {
      #expect(decibels(meanSquare: Double(found[other]) / 0.5) < -25)
    }
    #expect(abs(found[OctaveBands.whole] - 0.5) < 0.001)
  }

  @Test(arguments: [120.0, 300, 500])
  func `a vowel's low tones do not leak into the bands of consonants`(hertz: Double) {
    let found = powers(hertz: hertz)
    #expect(decibels(meanSquare: Double(found[3])) < -60)
    #expect(decibels(meanSquare: Double(found[4])) < -90)
  }

  @Test func `an offset is in no band`() {
    var bands = OctaveBands()
    let offset = [Float](repeating: 0.3, count: 160)
    for _ in 0..<50 { _ = bands.process(offset) }
    let powers = bands.process(offset).1
    for band in 0..<OctaveBands.count { #expect(powers[band] < 1e-8) }
  }

  @Test func `two halves together are what went in`() {
    var dice = ScoringDice(seed: 5)
    let sound = dice.samples(160)
    var filter = HalfBand(count: 80)
    filter.split(sound)
    let (lower, upper) = (filter.lower, filter.upper)
    for index in 2..<80 {
      #expect(abs(lower[index] + upper[index] - sound[2 * index - 4]) < 1e-6)
    }
    for index in 6..<80 {
      let odds = (0..<6).map { sound[2 * (index - 5 + $0) + 1] }
      let predicted = zip(odds, [3, -25, 150, 150, -25, 3] as [Float]).map(*).reduce(0, +) / 512
      #expect(abs(lower[index] - upper[index] - 2 * predicted) < 1e-5)
    }
  }

  @Test func `fast levels are decibels to a ten-thousandth`() {
    var dice = ScoringDice(seed: 6)
    for _ in 0..<2_000 {
      let power = Float(binaryExponential(Double.random(in: -33...4, using: &dice)))
      let level = bandLevels(SIMD8(repeating: power))[0]
      #expect(abs(Double(level) - decibels(meanSquare: Double(power))) < 1e-4)
    }
    #expect(abs(bandLevels(SIMD8())[7] + 130) < 1e-4)
    #expect(abs(bandLevels(SIMD8(repeating: 1))[3]) < 1e-5)
  }

  @Test func `a curve goes through its knots and is flat beyond them`() {
    let curve = BandCurve(knots: [0, 2, 3], gains: [[1, -4], [0, 0.5]])
    let points: [(Float, Float, Float)] = [
      (-9, 0, 0), (1, 0.5, 0), (2, 1, 0), (2.5, -1, 0.25), (9, -3, 0.5),
    ]
    for (place, first, second) in points {
      let found = curve(SIMD8(repeating: place))
      #expect(abs(found[0] - first) < 1e-6 && abs(found[1] - second) < 1e-6)
      #expect(found[7] == 0)
    }
    #expect(curve(SIMD8(repeating: -.infinity))[0] == 0)
    #expect(abs(curve(SIMD8(repeating: .infinity))[0] + 3) < 1e-6)
  }
}
