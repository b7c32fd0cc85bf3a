import Speech

extension VoicePipeline {
  /// Carries out what the candidate's client asks for.
  func obey(_ command: CandidateCommand) {
    guard turns.state != .closed, pendingEnd == nil else { return }
    switch command {
    case .playbackPosition(let utterance, let played):
      guard playout?.utterance == utterance else { return }
      playout?.acknowledge(.milliseconds(max(0, played)), at: clock)
      noteFirstPlayed()
    case .answerDone:
      answer { turns in turns.answerDone(at: hearing.mediaEnd ?? clock) }
    case .answerText(let text): answer(typed: text)
    case .typing: turns.candidateActed(at: clock)
    case .questionRepeat: repeatQuestion()
    case .pause: pause()
    case .resume:
      guard turns.state == .paused else { return warn(.notNow) }
      goOn()
    case .end: end(.candidate)
    case .flagTranscript(let turn, let note):
      guard (1...turnNumber).contains(turn) else { return warn(.notNow) }
      guard note.count <= configuration.typedAnswerLimit else { return warn(.answerTooLong) }
      emit(.transcriptFlagged(TranscriptFlagged(turn: turn, note: note)))
    }
  }

  private func noteFirstPlayed() {
    guard stopwatch != nil, let played = playout?.acknowledged, played > .zero else { return }
    stopwatch?.note(\.playedMilliseconds, at: clock - played)
    stopWatch(interrupted: false)
  }

  private func answer(_ step: (inout TurnStateMachine) -> [TurnStateMachine.Effect]) {
    let effects = step(&turns)
    if effects.isEmpty { warn(.notNow) }
    carryOut(effects)
  }

  private func answer(typed text: String) {
    guard text.count <= configuration.typedAnswerLimit else { return warn(.answerTooLong) }
    guard text.contains(where: { !$0.isWhitespace }), interview.question != nil else {
      return warn(.notNow)
    }
    let effects = turns.answerTyped(at: clock)
    guard !effects.isEmpty else { return warn(.notNow) }
    typedAnswer = text
    silenceInterviewer()
    carryOut(effects)
  }

  private func repeatQuestion() {
    switch turns.state {
    case .listening, .candidateSpeaking, .pausePending, .interviewerSpeaking:
      settleUtterance()
      // A question that is still being worded was not asked: there is nothing to repeat.
      let unasked = production.flatMap { $0.isUnheard ? $0.move : nil }
      speak(unasked ?? floorTaking.repeatQuestion(in: &interview))
    default: warn(.notNow)
    }
  }

  private func pause() {
    let effects = turns.pause(at: clock)
    guard !effects.isEmpty else { return warn(.notNow) }
    suspend(effects)
  }
}
