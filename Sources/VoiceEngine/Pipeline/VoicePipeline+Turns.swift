import Speech

/// A committed turn that waits for its last words.
struct PendingConclusion {
  var turn: TurnStateMachine.TurnEnd
  var since: SampleTime
}

extension VoicePipeline {
  /// The candidate's turn is over: say so, then wait for its transcript.
  func commit(_ turn: TurnStateMachine.TurnEnd) {
    settleUtterance()
    emit(
      .turnCommitted(
        TurnCommitted(
          turn: turnNumber,
          questionID: interview.question?.id ?? "",
          reason: turn.reason,
          endpointDelayMilliseconds: turn.delay.inMilliseconds,
          startMilliseconds: turn.start.milliseconds,
          endMilliseconds: turn.end.milliseconds
        )
      )
    )
    conclusion = PendingConclusion(turn: turn, since: clock)
    concludeIfSettled()
  }

  /// Goes on once the transcript of the committed turn is there.
  func concludeIfSettled() {
    guard let conclusion, typedAnswer != nil || transcript.isSettled else { return }
    conclude(conclusion.turn)
  }

  /// Gives up on a recognizer that is late.
  func watchRecognition() {
    guard let conclusion, clock - conclusion.since >= configuration.recognizerDeadline else {
      return
    }
    giveUpOnWords()
  }

  /// Concludes with the words that are there.
  func giveUpOnWords() {
    guard let conclusion else { return }
    if !transcript.isSettled { warn(.recognitionFailed) }
    transcript.settleAll()
    conclude(conclusion.turn)
  }

  private func conclude(_ turn: TurnStateMachine.TurnEnd) {
    let answer = takeAnswer(turn)
    if let reason = pendingEnd { return leave(reason) }
    // A closing line that is being said already is the last move.
    guard turns.state != .wrapUp, turns.state != .closed else { return }
    let next = interview.answered(answer)
    var move = timeIsUp ? lastMove() : next
    if case .words(let text) = answer.content { move.answer = text }
    if turns.state == .disconnected || turns.state == .paused {
      moveAfterBreak = move
    } else {
      speak(move)
    }
  }

  /// Takes what reached us of the answer, and clears the table for the next.
  private func takeAnswer(_ turn: TurnStateMachine.TurnEnd) -> AnswerSummary {
    let text = typedAnswer ?? transcript.text
    if !text.isEmpty {
      let words = typedAnswer == nil ? transcript.words : []
      emit(.transcriptFinal(TranscriptFinal(turn: turnNumber, text: text, words: words)))
    }
    let content: AnswerSummary.Content =
      if !text.isEmpty { .words(text) } else if turn.speechTime > .zero {
        .voice(couldRecognize: recognizes)
      } else { .silence }
    for stream in awaited.values { stream.cancel() }
    awaited = [:]
    typedAnswer = nil
    conclusion = nil
    transcript = TranscriptAssembler()
    turnNumber += 1
    return AnswerSummary(content: content, speechTime: turn.speechTime)
  }
}
