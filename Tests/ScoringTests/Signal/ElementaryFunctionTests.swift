import Foundation
import Testing

@testable import Scoring

@Suite struct ElementaryFunctionTests {
  @Test func `the logarithm agrees with the mathematical library over its whole range`() {
    var x = 1e-300
    while x < 1e300 {
      #expect(abs(binaryLogarithm(x) - log2(x)) <= 1e-14 * max(1, abs(log2(x))), "\(x)")
      x *= 1.37
    }
    for step in 0...2_000 {
      let near = 0.5 + Double(step) * 0.001
      #expect(abs(binaryLogarithm(near) - log2(near)) < 1e-14, "\(near)")
    }
  }

  @Test func `the short logarithm agrees with the long one`() {
    for exponent in [-100.0, -20, -3, -1, 0] {
      for step in 0...2_000 {
        let x = Float(exp2(exponent) * (1 + Double(step) * 0.000_5))
        let long = binaryLogarithm(Double(x))
        #expect(abs(Double(singleBinaryLogarithm(x)) - long) < 2e-7 * max(1, abs(long)), "\(x)")
        #expect(abs(levelDecibels(meanSquare: x) - max(3.010_3 * long, -120)) < 1e-3, "\(x)")
      }
    }
    #expect(singleBinaryLogarithm(1) == 0)
    #expect(singleBinaryLogarithm(0) == -126)
    #expect(singleBinaryLogarithm(-.infinity) == -126)
  }

  @Test func `a gain by a power of two adds the same to every level`() {
    for step in 1...1_000 {
      let power = 1e-6 * Float(step)
      let gained = levelDecibels(meanSquare: 16 * power) - levelDecibels(meanSquare: power)
      #expect(abs(gained - 12.041_199_826_559_248) < 1e-12)
    }
  }

  @Test func `the logarithm of zero, of negative and of infinite numbers is the usual one`() {
    #expect(binaryLogarithm(0) == -.infinity)
    #expect(binaryLogarithm(-1).isNaN)
    #expect(binaryLogarithm(.infinity) == .infinity)
    #expect(binaryLogarithm(.nan).isNaN)
  }

  @Test func `the exponential agrees with the mathematical library and holds at its limits`() {
    var x = -300.0
    while x < 300 {
      #expect(abs(binaryExponential(x) / exp2(x) - 1) < 1e-14, "\(x)")
      x += 0.173
    }
    #expect(binaryExponential(1e9).isFinite)
    #expect(binaryExponential(-1e9) > 0)
  }

  @Test func `the cosine agrees with the mathematical library`() {
    var turns = -3.0
    while turns < 3 {
      #expect(abs(cosine(turns: turns) - cos(2 * .pi * turns)) < 1e-13, "\(turns)")
      turns += 0.0137
    }
  }

  @Test func `full scale is zero decibels and silence stays finite`() {
    #expect(abs(decibels(meanSquare: 1)) < 1e-12)
    #expect(abs(decibels(meanSquare: 0.01) + 20) < 1e-9)
    #expect(decibels(meanSquare: 0) == decibels(meanSquare: 1e-12))
  }
}
