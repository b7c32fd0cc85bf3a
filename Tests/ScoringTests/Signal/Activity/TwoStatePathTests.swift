import TestKit
import Testing

@testable import Scoring

@Suite struct TwoStatePathTests {
  /// The decisions on every tick, the last ones taken with no evidence after them.
  private func decisions(_ evidence: [Float]) -> [Bool] {
    var path = TwoStatePath()
    let padded = evidence + [Float](repeating: 0, count: TwoStatePath.lookAhead)
    return padded.map { path.advance($0) }.dropFirst(TwoStatePath.lookAhead).map(\.self)
  }

  @Test func `clear speech between clear quiet begins and ends where it does`() {
    let truth = [(60, false), (40, true), (80, false), (30, true), (50, false)]
      .flatMap { Array(repeating: $0.1, count: $0.0) }
    #expect(decisions(truth.map { $0 ? 3 : -3 }) == truth)
  }

  @Test(arguments: [1, 5, 10, 13])
  func `what is shorter than 70 ms changes nothing`(ticks: Int) {
    for sign in [1, -1] as [Float] {
      let around = [Float](repeating: -3 * sign, count: 100)
      let middle = [Float](repeating: 3 * sign, count: ticks)
      let decided = decisions(around + middle + around)
      #expect(decided.allSatisfy { $0 == (sign < 0) })
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `the course is that of an exhaustive search as far as it looks ahead`(seed: UInt64) {
    var dice = ScoringDice(seed: seed)
    var evidence = dice.samples(400).map { $0 * 5 }
    for index in evidence.indices where index / 37 % 2 == 0 { evidence[index] += 2 }
    let fast = decisions(evidence)
    for tick in stride(from: 0, to: 400, by: 7) {
      let end = min(tick + TwoStatePath.lookAhead + 1, evidence.count)
      let padding = [Float](repeating: 0, count: tick + TwoStatePath.lookAhead + 1 - end)
      let slow = ScoringReferencePath.likeliest(
        evidence[..<end] + padding,
        changeCost: TwoStatePath.changeCost
      )
      #expect(fast[tick] == slow[tick])
    }
  }
}
