import Speech

// Breaks, time that is up, and the end: whatever happens, what was said is kept.
extension VoicePipeline {
  /// Stops both parties in mid-word, keeping what must be said when the interview goes on.
  ///
  /// - Parameter effects: of the turn machine, which has left its state already.
  func suspend(_ effects: [TurnStateMachine.Effect]) {
    settleUtterance()
    if let production, production.isUnheard { moveAfterBreak = production.move }
    silenceInterviewer()
    stopWatch(interrupted: true)
    carryOut(effects)
    if let edge = hearing.interrupt() { take(edge, media: hearing.mediaEnd ?? clock) }
  }

  /// Goes on after a break or a lost connection.
  func goOn() {
    // The words of the last answer are still on their way, and decide what comes next.
    if conclusion != nil { return carryOut(turns.interviewerSpeaks(as: .thinking, at: clock)) }
    if timeIsUp { return sayTimeIsUp() }
    let move = moveAfterBreak ?? interview.repeatLast(afterBreak: true)
    moveAfterBreak = nil
    speak(move)
  }

  /// Says the closing line once the session's time is used up and the candidate does not speak.
  func watchSessionLimit() {
    guard pendingEnd == nil, turns.state != .closed else { return }
    // Whoever comes back again and again in the closing line does not hear it for ever.
    if let closingStart, clock - closingStart >= configuration.closingLimit {
      return end(reasonToClose, waitsForWords: false)
    }
    guard timeLeft <= .zero || isWrappingUp else { return }
    if !timeIsUp {
      timeIsUp = true
      warn(isWrappingUp ? .wrappingUp : .timeIsUp)
    }
    switch turns.state {
    case .listening, .interviewerSpeaking, .paused: sayTimeIsUp()
    case .thinking where conclusion == nil: sayTimeIsUp()
    // Who is speaking may finish: the answer limit and the deadlines bound it.
    default: break
    }
  }

  /// What is left of the session.
  var timeLeft: Duration { plan.sessionLimit - (clock - .zero) }

  /// Why the interview ends with its closing line.
  var reasonToClose: Ended.Reason { timeIsUp || interview.isOutOfTime ? .limit : .completed }

  /// Says the closing line because time is up.
  func sayTimeIsUp() {
    // First the state: a turn that is concluded from here on leads to no other move.
    carryOut(turns.interviewerSpeaks(as: .wrapUp, at: clock))
    settleUtterance()
    commitUnfinished(.limit)
    speak(lastMove())
  }

  /// The closing, said to be because of the time where it is.
  func lastMove() -> InterviewMove {
    isWrappingUp ? interview.wrapUp() : interview.timeIsUp()
  }

  /// Ends the interview.
  ///
  /// - Parameter waitsForWords: whether the words of the last answer are waited for, as long as the
  ///   recognizer may take.
  func end(_ reason: Ended.Reason, waitsForWords: Bool = true) {
    guard turns.state != .closed else { return }
    pendingEnd = reason
    settleUtterance()
    silenceInterviewer()
    commitUnfinished(reason == .candidate ? .doneButton : reason == .limit ? .limit : .ended)
    guard turns.state != .closed else { return }
    guard conclusion != nil else { return leave(reason) }
    if waitsForWords {
      carryOut(turns.interviewerSpeaks(as: .wrapUp, at: clock))
    } else {
      giveUpOnWords()
    }
  }

  /// The last step: nothing follows it.
  func leave(_ reason: Ended.Reason) {
    pendingEnd = nil
    anticipation = nil
    carryOut(turns.close(at: clock))
    if let edge = hearing.interrupt() { take(edge, media: hearing.mediaEnd ?? clock) }
    stopWatch(interrupted: true)
    emit(.ended(Ended(reason: reason)))
  }

  /// What was said and never came to an end of turn is an answer all the same.
  private func commitUnfinished(_ reason: TurnCommitted.Reason) {
    guard conclusion == nil, interview.question != nil,
      let turn = turns.abandonFloor(reason, at: hearing.mediaEnd ?? clock)
    else { return }
    commit(turn)
  }
}
