import Foundation
import TestKit
import Testing

@testable import Scoring

@Suite struct FourierTransformTests {
  @Test(arguments: [1, 2, 5, 8])
  func `the transform is the sum that defines it`(exponent: Int) {
    var dice = ScoringDice(seed: UInt64(exponent))
    let count = 1 << exponent
    let (x, y) = (dice.samples(count), dice.samples(count))
    var (real, imaginary) = (x, y)
    FourierTransform(exponent: exponent).transform(&real, &imaginary)
    for line in 0..<count {
      var sum = (0.0, 0.0)
      for index in 0..<count {
        let angle = -2 * Double.pi * Double(line * index) / Double(count)
        sum.0 += Double(x[index]) * cos(angle) - Double(y[index]) * sin(angle)
        sum.1 += Double(x[index]) * sin(angle) + Double(y[index]) * cos(angle)
      }
      #expect(abs(Double(real[line]) - sum.0) < 1e-4)
      #expect(abs(Double(imaginary[line]) - sum.1) < 1e-4)
    }
  }

  @Test func `the top of a parabola is found`() {
    let parabola = { (x: Double) in 3 - 2 * (x - 0.3) * (x - 0.3) }
    let top = Parabola(parabola(-1), parabola(0), parabola(1))
    #expect(abs(top.offset - 0.3) < 1e-12 && abs(top.height - 3) < 1e-12)
    #expect(Parabola(1, 1, 1).offset == 0)
  }

  @Test func `voiced stretches read the period between their windows`() throws {
    let stretches = VoicedStretch.all(in: [nil, 100, 200, nil, nil, 160])
    #expect(stretches.map(\.firstWindow) == [1, 5])
    #expect(abs(try #require(stretches[0].period(at: 240)) - 16_000 / 150) < 1e-9)
    #expect(stretches[0].period(at: 79) == nil && stretches[0].period(at: 401) == nil)
    #expect(stretches[1].period(at: 800) == 100)
  }
}
