import Foundation
import TestKit
import Testing

@testable import Scoring

/// Change of pace, rhythm and the line of F0, against their formulas on whole lists.
@Suite struct AnswerShapeTests {
  private var dice = ScoringDice(seed: 5)

  private func deviation(_ rates: [Double]) -> Double {
    let mean = rates.reduce(0, +) / Double(rates.count)
    let squares = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(rates.count - 1)).squareRoot()
  }

  @Test func `the change of pace is the deviation of the whole windows`() throws {
    var pace = PaceTally()
    for (window, syllables) in [30, 42, 51, 38, 20].enumerated() {
      pace.advance(to: window * 2_000 + 500)
      for _ in 0..<syllables { pace.addSyllable() }
    }
    let found = try #require(pace.deviationSyllablesPerSecond)
    #expect(abs(found - deviation([3, 4.2, 5.1, 3.8])) < 1e-12)
  }

  @Test func `two windows are too few for a change of pace, and answers are pooled`() throws {
    var first = PaceTally()
    for _ in 0..<40 { first.addSyllable() }
    first.advance(to: 4_500)
    #expect(first.deviationSyllablesPerSecond == nil)
    first.add(first)
    #expect(abs(try #require(first.deviationSyllablesPerSecond) - deviation([4, 0, 4, 0])) < 1e-12)
  }

  @Test func `rhythm is the pairwise index of the intervals within runs`() throws {
    var dice = dice
    var rhythm = RhythmTally()
    var block = 0
    var terms: [Double] = []
    for run in 1...20 {
      var intervals: [Double] = []
      for nucleus in 0..<Int.random(in: 1...9, using: &dice) {
        let interval = Int.random(in: 8...60, using: &dice)
        block += interval
        if nucleus > 0 { intervals.append(Double(interval)) }
        rhythm.addNucleus(atBlock: block, run: run)
      }
      for (d, e) in zip(intervals, intervals.dropFirst()) {
        terms.append(abs(d - e) / ((d + e) / 2))
      }
    }
    let expected = 100 * terms.reduce(0, +) / Double(terms.count)
    #expect(abs(try #require(rhythm.variabilityIndex) - expected) < 1e-9)
  }

  @Test func `even syllables have no variability, and few have no index`() {
    var rhythm = RhythmTally()
    for nucleus in 1...11 { rhythm.addNucleus(atBlock: 20 * nucleus, run: 1) }
    #expect(rhythm.variabilityIndex == nil)
    rhythm.addNucleus(atBlock: 240, run: 1)
    #expect(rhythm.variabilityIndex == 0)
  }

  @Test func `declination is the slope by least squares`() throws {
    var dice = dice
    var contour = ContourTally()
    var points: [(Double, Double)] = []
    for index in 0..<500 {
      let time = Double(index) * 0.013
      let pitch = 90 - 0.7 * time + Double.random(in: -3...3, using: &dice)
      points.append((time, pitch))
      contour.add(semitones: pitch, atSeconds: time)
    }
    let meanTime = points.reduce(0) { $0 + $1.0 } / 500
    let meanPitch = points.reduce(0) { $0 + $1.1 } / 500
    let products = points.reduce(0) { $0 + ($1.0 - meanTime) * ($1.1 - meanPitch) }
    let squares = points.reduce(0) { $0 + ($1.0 - meanTime) * ($1.0 - meanTime) }
    let slope = try #require(contour.declination?.semitonesPerSecond)
    #expect(abs(slope - products / squares) < 1e-9)
    #expect(abs(slope + 0.7) < 0.3)
  }

  @Test func `the final movement is that of the last 30 voiced windows`() throws {
    var contour = ContourTally()
    for index in 0..<29 { contour.add(semitones: 80, atSeconds: Double(index) / 100) }
    #expect(contour.finalMovementSemitones == nil)
    #expect(contour.declination == nil)
    for index in 0..<100 { contour.add(semitones: 90, atSeconds: 1 + Double(index) / 100) }
    #expect(abs(try #require(contour.finalMovementSemitones)) < 1e-9)
    for index in 0..<30 {
      contour.add(semitones: 90 - 3 * Double(index) / 29, atSeconds: 2 + Double(index) / 100)
    }
    #expect(abs(try #require(contour.finalMovementSemitones) + 3) < 1e-9)
  }

  @Test func `answers have one slope in common`() throws {
    var pooled = Declination()
    for (base, slope) in [(80.0, -1.0), (95, -1), (70, -1)] {
      var contour = ContourTally()
      for index in 0..<200 {
        let time = Double(index) / 100
        contour.add(semitones: base + slope * time, atSeconds: time)
      }
      pooled.add(try #require(contour.declination))
    }
    #expect(abs(try #require(pooled.semitonesPerSecond) + 1) < 1e-9)
  }
}
