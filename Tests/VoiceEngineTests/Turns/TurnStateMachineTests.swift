import Speech
import Testing
import VoiceEngine

@Suite struct TurnStateMachineTests {
  private typealias Effect = TurnStateMachine.Effect

  private static let terms = TurnStateMachine.FloorTerms(
    endpointing: EndpointingProfile(
      minimumDelay: .milliseconds(900),
      maximumDelay: .milliseconds(3_500)
    ),
    thinkTime: .seconds(4),
    answerLimit: .seconds(30)
  )

  private func listening(at now: Double = 1) -> TurnStateMachine {
    var turns = TurnStateMachine()
    _ = turns.interviewerSpeaks(as: .interviewerSpeaking, at: .zero)
    _ = turns.giveFloor(Self.terms, at: time(now))
    return turns
  }

  private func time(_ seconds: Double) -> SampleTime { SampleTime(seconds: seconds) }

  private func tick(_ turns: inout TurnStateMachine, _ seconds: Double) -> [Effect] {
    turns.tick(media: time(seconds), clock: time(seconds))
  }

  private func end(of effects: [Effect]) -> TurnStateMachine.TurnEnd? {
    effects.lazy.compactMap { if case .commit(let end) = $0 { end } else { nil } }.first
  }

  @Test func `think time is no silence: the nudge comes eight seconds after it`() {
    var turns = listening()
    #expect(tick(&turns, 12.98).isEmpty)
    #expect(tick(&turns, 13) == [.nudge])
    #expect(tick(&turns, 13.02).isEmpty)
  }

  @Test func `a nudge is given once and leaves the rest of the silence to wait for`() {
    var turns = listening()
    #expect(tick(&turns, 13) == [.nudge])
    _ = turns.interviewerSpeaks(as: .interviewerSpeaking, at: time(13.2))
    _ = turns.returnFloor(at: time(15))
    #expect(turns.state == .listening)
    #expect(tick(&turns, 26.98).isEmpty)
    let silence = end(of: tick(&turns, 27))
    #expect(silence?.reason == .silence)
    #expect(silence?.speechTime == .zero)
    #expect(silence?.start == time(15))
  }

  @Test func `silence over several prompts ends the interview`() {
    var turns = listening()
    for floor in [25.0, 60, 95] {
      #expect(end(of: tick(&turns, floor))?.reason == .silence || floor > 60)
      _ = turns.giveFloor(Self.terms, at: time(floor + 1))
    }
    #expect(tick(&turns, 96 + 4 + 19).contains(.end(.away)))
  }

  @Test func `whoever types is there: the silence begins anew, and think time is not cut short`() {
    var turns = listening()
    turns.candidateActed(at: time(2))
    #expect(tick(&turns, 12.9).isEmpty)
    turns.candidateActed(at: time(12.9))
    #expect(tick(&turns, 20.8).isEmpty)
    #expect(tick(&turns, 20.9) == [.nudge])
  }

  @Test func `Done without a word is no speech`() throws {
    var turns = listening()
    let turn = try #require(end(of: turns.answerDone(at: time(3))))
    #expect(turn.reason == .doneButton)
    #expect(turn.speechTime == .zero)
    #expect(turn.start == time(1) && turn.end == time(3))
  }

  @Test(arguments: [
    (TranscriptEnding.shortAnswer, 0.9), (.hesitation, 3.5),
  ])
  func `a turn ends after the silence that its words ask for`(
    words: TranscriptEnding,
    delay: Double
  ) throws {
    var turns = listening()
    #expect(turns.speechStarted(at: time(2), now: time(2.2)) == [.entered(.candidateSpeaking)])
    turns.wordsChanged(words)
    #expect(turns.speechStopped(at: time(5), now: time(5.3)) == [.entered(.pausePending)])
    #expect(tick(&turns, 5 + delay - 0.02).isEmpty)
    let turn = try #require(end(of: tick(&turns, 5 + delay)))
    #expect(turn.reason == .endpoint)
    #expect(turn.start == time(2) && turn.end == time(5))
    #expect(turn.delay == .milliseconds(Int((delay * 1_000).rounded())))
    #expect(turn.speechTime == .seconds(3))
    #expect(turns.state == .thinking)
  }

  @Test func `sound decides where there are no words`() throws {
    func delay(_ phrase: PhraseEnding?) throws -> Duration {
      var turns = listening()
      _ = turns.speechStarted(at: time(2), now: time(2.2))
      _ = turns.speechStopped(at: time(5), now: time(5.3), phrase: phrase)
      return try #require(end(of: (0...200).lazy.flatMap { tick(&turns, 5.3 + 0.02 * Double($0)) }))
        .delay
    }
    let fades = PhraseEnding(levelMovementDecibels: -18, voicelessTailSeconds: 0.3)
    let halts = PhraseEnding(levelMovementDecibels: -2, voicelessTailSeconds: 0)
    #expect(try delay(fades) < delay(nil))
    #expect(try delay(nil) < delay(halts))
  }

  @Test func `no turn ends over what may become a voice, unless the longest silence has passed`() {
    for isLong in [false, true] {
      var turns = listening()
      _ = turns.speechStarted(at: time(2), now: time(2.2))
      turns.wordsChanged(.shortAnswer)
      _ = turns.speechStopped(at: time(5), now: time(5.3))
      turns.hearsPossibleVoice = true
      #expect(tick(&turns, 8.48).isEmpty)
      turns.hearsPossibleVoice = isLong
      #expect(end(of: tick(&turns, isLong ? 8.5 : 8.48))?.reason == .endpoint)
    }
  }

  @Test func `the machine learns how its candidate pauses`() {
    var turns = listening()
    _ = turns.speechStarted(at: time(2), now: time(2.2))
    _ = turns.speechStopped(at: time(5), now: time(5.3))
    _ = turns.speechStarted(at: time(5.8), now: time(6))
    _ = turns.speechStopped(at: time(7), now: time(7.3))
    _ = tick(&turns, 10.5)
    var expected = OwnPauses()
    expected.wentOn(after: .milliseconds(800))
    expected.turnEnded()
    #expect(turns.endOfTurn.cues.pauses == expected)
  }

  @Test func `speech again within the pause goes on with the same turn`() throws {
    var turns = listening()
    _ = turns.speechStarted(at: time(2), now: time(2.2))
    _ = turns.speechStopped(at: time(3), now: time(3.3))
    #expect(turns.speechStarted(at: time(4), now: time(4.2)) == [.entered(.candidateSpeaking)])
    #expect(tick(&turns, 16).isEmpty)
    _ = turns.speechStopped(at: time(21), now: time(21.3))
    let turn = try #require(end(of: tick(&turns, 24.5)))
    #expect(turn.start == time(2) && turn.end == time(21))
  }

  @Test func `a stalled network ends no turn until it has stalled for too long`() throws {
    var turns = listening()
    _ = turns.speechStarted(at: time(2), now: time(2.2))
    _ = turns.speechStopped(at: time(3), now: time(3.3))
    #expect(turns.tick(media: time(3.3), clock: time(8.28)).isEmpty)
    let turn = try #require(end(of: turns.tick(media: time(3.3), clock: time(8.3))))
    #expect(turn.end == time(3))
    #expect(turn.delay == .milliseconds(5_300))
  }

  @Test func `the answer limit is counted from the first word`() throws {
    var turns = listening()
    _ = turns.speechStarted(at: time(10), now: time(10.2))
    #expect(tick(&turns, 24.98).isEmpty)
    #expect(tick(&turns, 25) == [.limitNears])
    #expect(tick(&turns, 39.98).isEmpty)
    let turn = try #require(end(of: tick(&turns, 40)))
    #expect(turn.reason == .limit)
    #expect(turn.end == time(40) && turn.delay == .zero)
  }

  @Test func `a voice that is there when the floor is given begins the turn`() {
    var turns = TurnStateMachine()
    _ = turns.interviewerSpeaks(as: .interviewerSpeaking, at: .zero)
    #expect(turns.speechStarted(at: time(0.5), now: time(0.7)).isEmpty)
    #expect(turns.giveFloor(Self.terms, at: time(1)) == [.entered(.candidateSpeaking)])
  }

  @Test func `the tail of a voice that the floor was given to is no answer`() {
    var turns = TurnStateMachine()
    _ = turns.interviewerSpeaks(as: .interviewerSpeaking, at: .zero)
    _ = turns.speechStarted(at: time(0.5), now: time(0.7))
    _ = turns.giveFloor(Self.terms, at: time(1), media: time(0.9))
    #expect(
      turns.speechStopped(at: time(0.8), now: time(1.1)) == [.forgetVoice, .entered(.listening)]
    )
    #expect(!turns.hasUncommittedSpeech)
  }

  @Test func `audio that arrives late is measured on its own clock`() throws {
    var turns = TurnStateMachine()
    _ = turns.interviewerSpeaks(as: .interviewerSpeaking, at: .zero)
    // The candidate's audio is 900 ms behind when the floor is given.
    _ = turns.giveFloor(Self.terms, at: time(10), media: time(9.1))
    _ = turns.speechStarted(at: time(9.2), now: time(9.4))
    _ = turns.speechStopped(at: time(9.6), now: time(9.9))
    let turn = try #require(end(of: turns.tick(media: time(12), clock: time(12.9))))
    #expect(turn.start == time(9.2) && turn.end == time(9.6))
    #expect(turn.speechTime == .milliseconds(400))
  }

  @Test func `what was said before a repeated question belongs to the answer`() throws {
    var turns = listening()
    _ = turns.speechStarted(at: time(2), now: time(2.2))
    _ = turns.tick(media: time(5), clock: time(5))
    _ = turns.interviewerSpeaks(as: .thinking, at: time(5))
    #expect(turns.hasUncommittedSpeech)
    _ = turns.speechStopped(at: time(5.2), now: time(5.5))
    _ = turns.giveFloor(Self.terms, at: time(8))
    _ = turns.speechStarted(at: time(9), now: time(9.2))
    _ = turns.speechStopped(at: time(10), now: time(10.3))
    let turn = try #require(end(of: tick(&turns, 13)))
    #expect(turn.start == time(9) && turn.end == time(10))
    #expect(turn.speechTime == .seconds(4))
  }

  @Test func `who spoke before a repeated question and not after it has answered`() throws {
    var turns = listening()
    _ = turns.speechStarted(at: time(2), now: time(2.2))
    _ = turns.tick(media: time(5), clock: time(5))
    _ = turns.interviewerSpeaks(as: .thinking, at: time(5))
    _ = turns.speechStopped(at: time(5), now: time(5.3))
    _ = turns.giveFloor(Self.terms, at: time(8))
    let turn = try #require(end(of: tick(&turns, 8 + 4 + 20)))
    #expect(turn.reason == .endpoint)
    #expect(turn.start == time(2) && turn.end == time(5))
    #expect(turn.delay == .seconds(24))
  }

  @Test func `a typed answer while the interviewer speaks begins and ends now`() throws {
    var turns = listening()
    _ = turns.answerDone(at: time(3))
    _ = turns.interviewerSpeaks(as: .interviewerSpeaking, at: time(4))
    let turn = try #require(end(of: turns.answerTyped(at: time(6))))
    #expect(turn.start == time(6) && turn.end == time(6))
  }

  @Test func `a break ends at its limit, and a lost connection at the end of its window`() {
    var turns = listening()
    #expect(turns.pause(at: time(10)) == [.entered(.paused)])
    #expect(tick(&turns, 609.98).isEmpty)
    #expect(tick(&turns, 610) == [.end(.away)])
    var other = listening()
    #expect(other.disconnect(at: time(10)) == [.entered(.disconnected)])
    #expect(tick(&other, 129.98).isEmpty)
    #expect(tick(&other, 130) == [.end(.disconnected)])
  }

  @Test func `a break that a lost connection interrupted goes on and is no longer for it`() {
    var turns = listening()
    _ = turns.pause(at: time(10))
    _ = turns.disconnect(at: time(100))
    #expect(turns.reconnect(at: time(150)) == [.entered(.paused)])
    #expect(tick(&turns, 609.9).isEmpty)
    #expect(tick(&turns, 610) == [.end(.away)])
  }

  @Test func `without a break nothing comes back by itself`() {
    var turns = listening()
    _ = turns.disconnect(at: time(10))
    #expect(turns.reconnect(at: time(20)).isEmpty)
    #expect(turns.state == .disconnected)
  }

  @Test func `no break in a break, in the closing line, or after the end`() {
    var turns = listening()
    _ = turns.pause(at: time(2))
    #expect(turns.pause(at: time(3)).isEmpty)
    _ = turns.interviewerSpeaks(as: .wrapUp, at: time(4))
    #expect(turns.pause(at: time(5)).isEmpty)
    #expect(turns.close(at: time(6)) == [.entered(.closed)])
    #expect(turns.pause(at: time(7)).isEmpty)
    #expect(turns.disconnect(at: time(7)).isEmpty)
    #expect(turns.interviewerSpeaks(as: .thinking, at: time(7)).isEmpty)
    #expect(turns.giveFloor(Self.terms, at: time(7)).isEmpty)
    #expect(turns.close(at: time(8)).isEmpty)
  }

  @Test func `who speaks when the interview ends has said it`() throws {
    var turns = listening()
    let nothing = turns.abandonFloor(.limit, at: time(2))
    #expect(nothing == nil)
    _ = turns.speechStarted(at: time(2), now: time(2.2))
    _ = turns.tick(media: time(4), clock: time(4))
    let last = turns.abandonFloor(.limit, at: time(4))
    let turn = try #require(last)
    #expect(turn.start == time(2) && turn.end == time(4) && turn.reason == .limit)
    let again = turns.abandonFloor(.limit, at: time(5))
    #expect(again == nil)
  }
}
