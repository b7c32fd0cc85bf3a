import Speech

// A voice over the interviewer: silence first, then the decision.
extension VoicePipeline {
  /// How far back the interviewer's words may come from the candidate's loudspeaker.
  private static let echoMemory = Duration.seconds(3)

  /// Stops the interviewer in mid-word; what was not heard is kept.
  ///
  /// The client drops what it holds at once: the rest is sent again if the interviewer goes on.
  func fallSilent(onset: SampleTime) {
    guard var stopped = playout, stopped.start != nil, !stopped.isStopped else { return }
    stopped.stop()
    playout = stopped
    interjection = []
    let yield = max(.zero, (stopped.lastRelease ?? onset) - onset)
    emit(
      .playbackCleared(
        PlaybackCleared(
          utterance: stopped.utterance,
          yieldMilliseconds: yield.inMilliseconds,
          sentMilliseconds: stopped.sent(after: onset + configuration.voiceOnset).inMilliseconds
        )
      )
    )
  }

  /// Goes on from the word that was not heard to its end, in an utterance of its own.
  func goOnSpeaking() {
    guard let stopped = playout, stopped.isStopped, let move = production?.move else { return }
    // A reminder that was interrupted has done its work.
    if move.kind == .nudge { return finishUtterance(stopped, truncated: true) }
    guard let rest = stopped.rest(as: utteranceNumber &+ 1) else { return finishUtterance(stopped) }
    report(stopped, truncated: true)
    utteranceNumber &+= 1
    if let production {
      self.production?.stopped = StoppedUtterance(
        utterance: stopped.utterance,
        rest: rest.fullText,
        next: production.sentences.count - production.unspoken.count
      )
    }
    playout = rest
    releasePackets()
  }

  /// Leaves the floor to the voice; what it said so far is the beginning of a turn.
  func yieldFloor(onset: SampleTime) {
    guard let production else { return }
    floorTaking.take(
      over: production.move,
      isAnnounced: production.isWorded,
      isHeard: isQuestionHeard,
      in: &interview
    )
    closingStart = nil
    silenceInterviewer()
    giveFloor(onset: onset)
    if turns.state == .candidateSpeaking || turns.state == .pausePending { tellWords() }
  }

  /// Drops what the recognizer heard of a voice that did not take the floor.
  func forgetInterjection() {
    for number in interjection {
      if let open = stream, open.number == number {
        settleUtterance()
      }
      awaited.removeValue(forKey: number)?.cancel()
      transcript.discard(number)
    }
    interjection = []
  }

  /// Weighs the words of a voice over the interviewer.
  func weighInterjection() {
    guard turns.isWeighingVoice else { return }
    let echo = playout?.recentWords(within: VoicePipeline.echoMemory) ?? []
    let words = Interjection(
      transcript.text(of: interjection),
      language: plan.language,
      echo: Set(echo.flatMap(EvidenceMatcher.normalizedWords))
    )
    carryOut(
      turns.interjected(
        words,
        isSettled: stream == nil && interjection.allSatisfy(transcript.isSettled),
        mayBeAnswer: isQuestionHeard,
        at: clock
      )
    )
  }

  /// Whether it is open if a voice that began before the interviewer's first word wants the floor.
  func mustWaitForVoice() -> Bool {
    guard turns.state == .thinking, turns.isWeighingVoice, playout?.isReadyToBegin == true else {
      return false
    }
    let media = hearing.mediaEnd ?? clock
    guard let effects = turns.interviewerIsReady(media: media, clock: clock) else { return true }
    carryOut(effects)
    return false
  }

  /// Counts what the candidate's echo canceller could learn from.
  func noteOutput(_ length: Duration) {
    outputSinceConnection += length
    if outputSinceConnection >= configuration.echoWarmUp { turns.echoWarmUpEnded() }
  }

  /// Whether at most a quarter of the question that is being asked is still unheard.
  private var isQuestionHeard: Bool {
    guard let production, production.isWorded, production.move.kind != .closing, let playout
    else { return false }
    let unspoken = production.unspoken.reduce(0) { $0 + $1.split(separator: " ").count }
    let all = production.sentences.reduce(0) { $0 + $1.split(separator: " ").count }
    return all > 0 && (playout.unheardWordCount + unspoken) * 4 <= all
  }
}
