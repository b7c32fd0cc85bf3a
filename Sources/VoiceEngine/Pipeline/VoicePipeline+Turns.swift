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
    warn(.recognitionFailed)
    transcript.settleAll()
    conclude(conclusion.turn)
  }

  private func conclude(_ turn: TurnStateMachine.TurnEnd) {
    let words = transcript.words
    let text = typedAnswer ?? transcript.text
    let wasVoice = turn.reason != .silence && typedAnswer == nil
    if !text.isEmpty {
      emit(
        .transcriptFinal(
          TranscriptFinal(turn: turnNumber, text: text, words: typedAnswer == nil ? words : [])
        )
      )
    }
    let content: AnswerSummary.Content =
      if !text.isEmpty { .words(text) } else if wasVoice && turn.end > turn.start {
        .voice(couldRecognize: recognizes)
      } else { .silence }
    let speechTime = typedAnswer == nil && content != .silence ? turn.end - turn.start : .zero
    typedAnswer = nil
    conclusion = nil
    transcript = TranscriptAssembler()
    turnNumber += 1
    let answer = AnswerSummary(content: content, speechTime: speechTime)
    let next = interview.answered(answer)
    let move = timeIsUp ? interview.timeIsUp() : next
    if turns.state == .disconnected || turns.state == .paused {
      moveAfterBreak = move
    } else {
      speak(move)
    }
  }
}
