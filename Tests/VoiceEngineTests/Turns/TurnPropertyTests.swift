import Speech
import TestKit
import Testing
import VoiceEngine

@Suite struct TurnPropertyTests {
  /// Anything at any time, in the order of the clock.
  private struct Driver {
    var turns = TurnStateMachine()
    var dice: SeededGenerator
    var clock = SampleTime.zero
    var media = SampleTime.zero

    init(seed: UInt64) { dice = SeededGenerator(seed: seed) }

    mutating func step() -> [TurnStateMachine.Effect] {
      clock = clock + .milliseconds(Int.random(in: 0...3_000, using: &dice))
      if Bool.random(using: &dice) {
        media = max(media, clock - .milliseconds(Int.random(in: 0...4_000, using: &dice)))
      }
      let some = max(.zero, media - .milliseconds(Int.random(in: 0...500, using: &dice)))
      switch Int.random(in: 0..<18, using: &dice) {
      case 0: return turns.interviewerSpeaks(as: .thinking, at: clock)
      case 1: return turns.interviewerSpeaks(as: .interviewerSpeaking, at: clock)
      case 2, 3:
        let terms = TurnStateMachine.FloorTerms(
          endpointing: [.quick, .normal, .think].randomElement(using: &dice) ?? .normal,
          thinkTime: .seconds(Int.random(in: 0...20, using: &dice)),
          answerLimit: .seconds(Int.random(in: 5...180, using: &dice))
        )
        return turns.giveFloor(terms, at: clock, media: media)
      case 4: return turns.returnFloor(at: clock, media: media)
      case 5, 6: return turns.speechStarted(at: some, now: media)
      case 7, 8: return turns.speechStopped(at: some, now: media)
      case 9: return turns.answerDone(at: media)
      case 10: return turns.answerTyped(at: clock)
      case 11: return turns.pause(at: clock)
      case 12: return turns.disconnect(at: clock)
      case 13: return turns.reconnect(at: clock)
      case 14:
        turns.echoWarmUpEnded()
        return turns.interviewerIsReady(media: media, clock: clock) ?? []
      case 15:
        return turns.interjected(
          [.unheard, .backchannel, .claim, .halt].randomElement(using: &dice) ?? .claim,
          isSettled: Bool.random(using: &dice),
          mayBeAnswer: Bool.random(using: &dice),
          at: clock
        )
      case 16:
        let terms = TurnStateMachine.FloorTerms(
          endpointing: .normal,
          thinkTime: .zero,
          answerLimit: .seconds(30)
        )
        return turns.giveFloor(terms, at: clock, media: media, onset: some)
      default:
        turns.candidateActed(at: clock)
        return turns.tick(media: media, clock: clock)
      }
    }
  }

  @Test func `every turn has a beginning, an end after it, and a delay that is not negative`() {
    for seed: UInt64 in 0..<300 {
      var driver = Driver(seed: seed)
      for _ in 0..<200 {
        for case .commit(let turn) in driver.step() {
          #expect(turn.start <= turn.end, "seed \(seed)")
          #expect(turn.delay >= .zero, "seed \(seed)")
          #expect(turn.speechTime >= .zero, "seed \(seed)")
          #expect(!driver.turns.hasUncommittedSpeech, "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: [true, false])
  func `out of every state of the candidate time alone leads in bounded time`(hasAudio: Bool) {
    let configuration = EngineConfiguration()
    // The longest answer, think time and patience that the driver gives, and any of the limits.
    let bound =
      [
        configuration.pauseLimit, configuration.resumeWindow,
        .seconds(180 + 20 + 8) + configuration.endAfter,
      ].max() ?? .zero
    let owned: Set<InterviewState> = [
      .listening, .candidateSpeaking, .pausePending, .bargeInPending, .paused, .disconnected,
    ]
    for seed: UInt64 in 0..<300 {
      var driver = Driver(seed: seed)
      for _ in 0..<Int(seed % 40) { _ = driver.step() }
      guard owned.contains(driver.turns.state) else { continue }
      let state = driver.turns.state
      let begin = driver.clock
      var effects: [TurnStateMachine.Effect] = []
      while effects.allSatisfy({ $0 == .nudge || $0 == .limitNears }), driver.clock - begin <= bound
      {
        driver.clock = driver.clock + .milliseconds(200)
        if hasAudio { driver.media = driver.clock }
        effects = driver.turns.tick(media: driver.media, clock: driver.clock)
      }
      #expect(driver.clock - begin <= bound, "seed \(seed), \(state)")
    }
  }
}
