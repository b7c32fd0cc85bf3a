import Speech

/// A committed turn that waits for its last words.
struct PendingConclusion {
  var turn: TurnStateMachine.TurnEnd
  var since: SampleTime
  /// Its words; those of a voice after it are not among them.
  var transcript: TranscriptAssembler
}

extension VoicePipeline {
  /// The candidate's turn is over: say so, then wait for its transcript.
  func commit(_ turn: TurnStateMachine.TurnEnd) {
    settleUtterance()
    stopWatch(interrupted: true)
    interjection = []
    emit(
      .turnCommitted(
        TurnCommitted(
          turn: turnNumber,
          questionID: interview.question?.id ?? "",
          reason: turn.reason,
          endpointDelayMilliseconds: turn.delay.inMilliseconds,
          startMilliseconds: turn.start.milliseconds,
          endMilliseconds: turn.end.milliseconds,
          speechMilliseconds: turn.speechTime.inMilliseconds
        )
      )
    )
    stopwatch = TurnStopwatch(turn: turnNumber, speechEnd: turn.end, now: clock)
    conclusion = PendingConclusion(turn: turn, since: clock, transcript: transcript)
    transcript = TranscriptAssembler()
    concludeIfSettled()
  }

  /// Goes on once the transcript of the committed turn is there.
  func concludeIfSettled() {
    guard let conclusion, typedAnswer != nil || conclusion.transcript.isSettled else { return }
    conclude(conclusion)
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
    guard var conclusion else { return }
    if !conclusion.transcript.isSettled { warn(.recognitionFailed) }
    conclusion.transcript.settleAll()
    conclude(conclusion)
  }

  private func conclude(_ concluded: PendingConclusion) {
    // A closing line that is said already was not waiting for these words.
    if stopwatch?.latency.sentenceMilliseconds == nil {
      stopwatch?.note(\.transcriptMilliseconds, at: clock)
    }
    let answer = takeAnswer(concluded)
    if let reason = pendingEnd { return leave(reason) }
    // A closing line that is being said already is the last move.
    guard turns.state != .wrapUp, turns.state != .closed else { return }
    interview.timeLeft = timeLeft
    let next =
      asksToRepeat(answer)
      ? floorTaking.repeatQuestion(in: &interview)
      : floorTaking.move(after: answer, in: &interview)
    var move = timeIsUp ? lastMove() : next
    if concluded.turn.reason == .limit, case .question = move.kind, !move.text.isEmpty,
      let line = CannedPhrases.phrases(for: plan.language)?.answerLimit
    {
      move.text = "\(line) \(move.text)"
    }
    if case .words(let text) = answer.content { move.answer = text }
    if turns.state == .disconnected || turns.state == .paused {
      moveAfterBreak = move
    } else {
      speak(move)
    }
  }

  private func asksToRepeat(_ answer: AnswerSummary) -> Bool {
    guard case .words(let text) = answer.content else { return false }
    return RepeatRequest.isOnly(text, language: plan.language)
  }

  /// Repeats the question at once where it is all that was asked for: that is no answer.
  func repeatIfAsked() {
    guard turns.state == .pausePending, !timeIsUp,
      RepeatRequest.isOnly(transcript.text, language: plan.language)
    else { return }
    forgetTurn()
    turns.forgetAnswer()
    speak(floorTaking.repeatQuestion(in: &interview))
  }

  /// Drops what the recognizer heard of a turn that was no answer.
  func forgetTurn() {
    settleUtterance()
    for number in awaited.keys where transcript.holds(number) {
      awaited.removeValue(forKey: number)?.cancel()
    }
    transcript = TranscriptAssembler()
  }

  /// Takes what reached us of the answer, and clears the table for the next.
  private func takeAnswer(_ concluded: PendingConclusion) -> AnswerSummary {
    let turn = concluded.turn
    let transcript = concluded.transcript
    let text = typedAnswer ?? transcript.text
    if !text.isEmpty {
      let words = typedAnswer == nil ? transcript.words : []
      emit(.transcriptFinal(TranscriptFinal(turn: turnNumber, text: text, words: words)))
    }
    let content: AnswerSummary.Content =
      if !text.isEmpty { .words(text) } else if turn.speechTime > .zero {
        .voice(couldRecognize: recognizes)
      } else { .silence }
    for number in awaited.keys where transcript.holds(number) {
      awaited.removeValue(forKey: number)?.cancel()
    }
    typedAnswer = nil
    conclusion = nil
    turnNumber += 1
    return AnswerSummary(content: content, speechTime: turn.speechTime)
  }
}
