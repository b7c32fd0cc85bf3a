import Testing
import VoiceEngine

@testable import Server

/// What the headless candidate tells of its playout decides when it gets the floor.
@Suite struct HeadlessCandidateTests {
  private let silence: [UInt8] = [1]

  private func candidate() -> HeadlessCandidate {
    HeadlessCandidate(answers: [], silence: silence)
  }

  private func positions(_ outputs: [HeadlessCandidate.Output]) -> [Int64] {
    outputs.compactMap { output in
      if case .position(_, let played) = output { played } else { nil }
    }
  }

  @Test(arguments: 1...60) func `a position is never ahead of what can have been played`(
    count: Int
  ) {
    var candidate = candidate()
    for index in 0..<count { candidate.take(utterance: 1, isLast: index == count - 1) }
    // All is there, so playing begins with the first tick, which is its zero.
    var reported: Int64 = 0
    for tick in 0..<Int64(count + 5) {
      for played in positions(candidate.tick()) {
        #expect(played <= tick * 20)
        #expect(played > reported)
        reported = played
      }
    }
    #expect(reported == Int64(count) * 20)
  }

  @Test func `playing begins when enough packets are there and waits for more`() {
    var candidate = candidate()
    for _ in 0..<3 { candidate.take(utterance: 1, isLast: false) }
    for _ in 0..<20 { #expect(positions(candidate.tick()) == []) }
    for _ in 0..<7 { candidate.take(utterance: 1, isLast: false) }
    var reported: [Int64] = []
    for _ in 0..<20 { reported += positions(candidate.tick()) }
    #expect(reported == [200])
    candidate.take(utterance: 1, isLast: true)
    for _ in 0..<3 { reported += positions(candidate.tick()) }
    #expect(reported == [200, 220])
  }

  @Test func `what was cleared is not played on`() {
    var candidate = candidate()
    for _ in 0..<50 { candidate.take(utterance: 1, isLast: false) }
    for _ in 0..<5 { _ = candidate.tick() }
    _ = candidate.take(.playbackCleared(PlaybackCleared(utterance: 1)))
    var reported: [Int64] = []
    for _ in 0..<60 { reported += positions(candidate.tick()) }
    #expect(reported.allSatisfy { $0 <= 100 })
  }

  @Test func `a packet goes out with every tick, numbered without a hole`() {
    var candidate = candidate()
    for tick in 0..<UInt32(100) {
      #expect(candidate.tick().first == .packet(silence, sequence: tick, timestamp: tick * 960))
    }
  }
}
