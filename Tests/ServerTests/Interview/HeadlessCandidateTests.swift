import TestKit
import Testing
import VoiceEngine

@testable import Server

@Suite struct HeadlessCandidateTests {
  private let silence: [UInt8] = [0]
  private let listening = EngineEvent.stateChanged(StateChanged(state: .listening))

  private func packets(_ outputs: [HeadlessCandidate.Output]) -> [[UInt8]] {
    outputs.compactMap { if case .packet(let bytes, _, _) = $0 { bytes } else { nil } }
  }

  @Test func `each question gets the next answer, and silence fills the rest`() {
    let answers = [
      AnswerAudio(name: "a", packets: [[1], [2]]), AnswerAudio(name: "b", packets: [[3]]),
    ]
    var candidate = HeadlessCandidate(answers: answers, silence: silence)
    #expect(packets(candidate.tick()) == [silence])
    #expect(candidate.take(listening)?.name == "a")
    #expect((0..<3).flatMap { _ in packets(candidate.tick()) } == [[1], [2], silence])
    #expect(candidate.take(listening)?.name == "b")
    #expect((0..<2).flatMap { _ in packets(candidate.tick()) } == [[3], silence])
    #expect(candidate.take(listening)?.name == "a")
  }

  @Test func `sequence and timestamp rise with every packet`() {
    var candidate = HeadlessCandidate(answers: [], silence: silence)
    for index in 0..<50 as Range<UInt32> {
      guard case .packet(_, let sequence, let timestamp) = candidate.tick()[0] else {
        Issue.record("no packet")
        return
      }
      #expect(sequence == index && timestamp == index * 960)
    }
  }

  @Test func `the playout is acknowledged to its end and not beyond`() {
    var candidate = HeadlessCandidate(answers: [], silence: silence)
    for index in 0..<25 { candidate.take(utterance: 1, isLast: index == 24) }
    var positions: [Int64] = []
    for _ in 0..<60 {
      for case .position(let utterance, let played) in candidate.tick() {
        #expect(utterance == 1)
        positions.append(played)
      }
    }
    #expect(positions == [200, 400, 500])
  }
}
