public import Speech

extension TurnStateMachine {
  /// Enough was played for the client's echo canceller: a voice is a voice from now on.
  public mutating func echoWarmUpEnded() { isEchoCancelled = true }

  /// The interviewer has its next words ready.
  ///
  /// - Returns: what a voice since the last turn asks for; `nil` while that is open, and nothing
  ///   may be said. Empty when the interviewer may begin.
  public mutating func interviewerIsReady(media: SampleTime, clock: SampleTime) -> [Effect]? {
    guard state == .thinking, bargeIn != nil else { return [] }
    let effects = weigh(media: media, clock: clock)
    return effects.isEmpty ? nil : effects.filter { $0 != .goOn }
  }

  /// The words of a voice over the interviewer changed.
  ///
  /// - Parameters:
  ///   - isSettled: whether no more words of it will come.
  ///   - mayBeAnswer: whether enough of the question was heard for a short answer to it.
  public mutating func interjected(
    _ words: Interjection,
    isSettled: Bool,
    mayBeAnswer: Bool,
    at now: SampleTime
  ) -> [Effect] {
    guard bargeIn != nil else { return [] }
    bargeIn?.words = words
    bargeIn?.isSettled = isSettled
    bargeIn?.mayBeAnswer = mayBeAnswer
    return state == .thinking ? [] : weigh(media: media, clock: now)
  }

  /// A voice over the interviewer: silence first.
  mutating func interrupt(from onset: SampleTime, at now: SampleTime) -> [Effect] {
    guard isEchoCancelled else { return [] }
    let interrupted = state
    let effects = enter(.bargeInPending, at: now)
    bargeIn = BargeIn(during: interrupted, onset: onset, since: now)
    return [.fallSilent(onset: onset)] + effects
  }

  /// Decides on the voice, as far as it can be decided.
  mutating func weigh(media: SampleTime, clock: SampleTime) -> [Effect] {
    guard let voice = bargeIn else { return [] }
    switch voice.verdict(media: media, clock: clock, configuration) {
    case .open: return []
    case .takesFloor: return [.bargeIn(onset: voice.onset)]
    case .goesOn:
      bargeIn = nil
      let effects = state == .bargeInPending ? enter(voice.during, at: clock) : []
      return [.forgetVoice] + effects + [.goOn]
    }
  }
}
