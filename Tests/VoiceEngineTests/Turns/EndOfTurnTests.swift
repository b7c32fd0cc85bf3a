import Speech
import Testing
import VoiceEngine

@Suite struct EndOfTurnTests {
  private func time(_ seconds: Double) -> SampleTime { SampleTime(seconds: seconds) }

  @Test func `in the beginning a candidate pauses as is usual`() {
    let pauses = OwnPauses()
    #expect((0.3...1).contains(pauses.typicalSeconds))
    #expect((0.1...1).contains(pauses.perTurn))
  }

  @Test func `after many pauses the median is the candidate's own, of the last of them`() {
    var pauses = OwnPauses()
    for _ in 0..<100 { pauses.wentOn(after: .milliseconds(300)) }
    for _ in 0..<OwnPauses.capacity { pauses.wentOn(after: .milliseconds(1_500)) }
    #expect(pauses.typicalSeconds == 1.5)
  }

  @Test func `what is no pause of speech teaches nothing`() {
    var pauses = OwnPauses()
    for silence in [Duration.zero, .seconds(-1), .seconds(11)] { pauses.wentOn(after: silence) }
    #expect(pauses == OwnPauses())
  }

  @Test func `pauses a turn follow a change of habit, and are bounded`() {
    var pauses = OwnPauses()
    for _ in 0..<1_000 { pauses.turnEnded() }
    #expect(pauses.perTurn > 0 && pauses.perTurn < 0.05)
    for _ in 0..<500 {
      for _ in 0..<30 { pauses.wentOn(after: .seconds(1)) }
      pauses.turnEnded()
    }
    #expect(pauses.perTurn == OwnPauses.mostPerTurn)
  }

  @Test func `a silence that speech follows is a pause, in the turn and shortly after it`() {
    var state = EndOfTurn()
    state.turnBegan()
    state.speechStarted(at: time(1))
    #expect(state.cues.pauses == OwnPauses())
    state.speechStopped(at: time(2), phrase: PhraseEnding(syllableCount: 3))
    #expect(state.cues.phrase?.syllableCount == 3)
    state.speechStarted(at: time(3))
    var expected = OwnPauses()
    expected.wentOn(after: .seconds(1))
    #expect(state.cues == EndOfTurnCues(pauses: expected))
    state.speechStopped(at: time(4), phrase: nil)
    state.turnEnded(at: time(5))
    state.speechStarted(at: time(6))
    expected.turnEnded()
    expected.wentOn(after: .seconds(2))
    #expect(state.cues.pauses == expected)
  }

  @Test func `a silence that had long ended the turn, or lies before it, is none`() {
    var state = EndOfTurn()
    state.turnBegan()
    state.speechStopped(at: time(4), phrase: nil)
    state.turnEnded(at: time(5))
    state.turnEnded(at: time(5.1))
    state.speechStarted(at: time(6.6))
    var expected = OwnPauses()
    expected.turnEnded()
    #expect(state.cues.pauses == expected)
    state.speechStopped(at: time(7), phrase: nil)
    state.turnBegan()
    state.speechStarted(at: time(8))
    #expect(state.cues.pauses == expected)
  }

  @Test func `words of before a pause say nothing about the end of what follows it`() {
    var state = EndOfTurn()
    state.turnBegan()
    state.wordsChanged(.clause, evidenceShare: 0.5)
    state.speechStarted(at: time(3))
    #expect(state.cues.words == nil)
    #expect(state.cues.evidenceShare == 0.5)
  }
}
