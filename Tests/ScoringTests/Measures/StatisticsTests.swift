import Foundation
import TestKit
import Testing

@testable import Scoring

@Suite struct StatisticsTests {
  @Test func `the histogram's statistics are those of the sorted list`() throws {
    var dice = ScoringDice(seed: 8)
    var histogram = F0Histogram()
    var semitones: [Double] = []
    for _ in 0..<3_000 {
      let value = 12 * log2(130.0) + Double.random(in: -4...6, using: &dice)
      semitones.append(value)
      histogram.add(hertz: Float(exp2(value / 12)))
    }
    semitones.sort()
    let mean = semitones.reduce(0, +) / 3_000
    let deviation = (semitones.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3_000).squareRoot()
    let median = exp2(semitones[1_500] / 12)
    #expect(abs(try #require(histogram.medianHertz) / median - 1) < 0.003)
    let range = semitones[2_850] - semitones[150]
    #expect(abs(try #require(histogram.rangeSemitones) - range) < 0.1)
    #expect(abs(try #require(histogram.deviationSemitones) - deviation) < 0.02)
  }

  @Test func `no pitch has no statistics`() {
    let histogram = F0Histogram()
    #expect(histogram.medianHertz == nil)
    #expect(histogram.rangeSemitones == nil)
    #expect(histogram.deviationSemitones == nil)
  }

  @Test func `pitches outside the scale fall into its ends`() throws {
    var histogram = F0Histogram()
    histogram.add(hertz: 20)
    histogram.add(hertz: 4_000)
    #expect(histogram.count == 2)
    #expect(try #require(histogram.rangeSemitones) > 36)
  }

  @Test func `the median over answers is the middle or the mean of the middle two`() {
    var list = AnswerValues()
    #expect(list.median == nil)
    for latency in [3, 1, 2.0] { list.add(latency) }
    #expect(list.median == 2)
    list.add(5)
    #expect(list.median == 2.5)
    for _ in 0..<1_000 { list.add(0) }
    #expect(list.median == 0)
  }

  @Test func `recent windows come out in order when there is no more room`() {
    var recent = RecentWindows()
    var window = SpeechWindow()
    for number in 0..<1_300 {
      window.power = Float(number)
      let leaving = recent.push(window)
      #expect(leaving?.power == (number < 512 ? nil : Float(number - 512)))
    }
    #expect(recent.count == 512)
    #expect(recent[0].power == 788)
    #expect(recent[511].power == 1_299)
  }
}
