public import Speech

/// Who has the floor, and when a turn ends: the state machine of the plan, without any I/O.
///
/// Inputs come in the order of the session's clock; each returns what must be done. Two clocks are
/// told apart: `media` is the end of the last sample that arrived, `clock` also runs on while none
/// arrive. Silence is measured on `media`, so a stalled network never ends a turn; only after
/// `stallLimit` does `clock` lead out.
///
/// A turn lasts until it is committed. When the floor is taken away in the middle of it (a break, a
/// lost connection, a repeated question) what was said so far still belongs to it.
public struct TurnStateMachine: Equatable, Sendable {
  /// What the pipeline must do.
  public enum Effect: Equatable, Sendable {
    /// Tell the world about the new state.
    case entered(InterviewState)
    /// The candidate's turn is over.
    case commit(TurnEnd)
    /// Offer help without taking the floor for long.
    case nudge
    /// The interviewer falls silent at once, because of a voice that began here.
    case fallSilent(onset: SampleTime)
    /// The interviewer goes on from the word where it fell silent.
    case goOn
    /// The voice takes the floor: `giveFloor` follows, from its onset.
    case bargeIn(onset: SampleTime)
    /// A turn was ended too early: its speaker went on so soon after the decision.
    case wentOn(after: Duration)
    /// The answer comes near its limit.
    case limitNears
    /// What was heard last does not belong to an answer.
    case forgetVoice
    /// All that was heard in the turn was a noise.
    case forgetTurn
    /// End the interview.
    case end(Ended.Reason)
  }

  /// The state, as the world knows it.
  public private(set) var state = InterviewState.created

  let configuration: EngineConfiguration
  private var terms = FloorTerms(
    endpointing: .normal,
    thinkTime: .zero,
    answerLimit: .seconds(180)
  )
  /// What is known of whether the turn is over.
  public private(set) var endOfTurn = EndOfTurn()
  /// Whether a voice is heard that may yet turn out to be a click: no turn ends over it, unless the
  /// longest silence has passed.
  public var hearsPossibleVoice = false
  /// What is known of the words of the turn, to be told before what ends a voice or lets time pass.
  public var words = HeardWords.unknowable
  /// Whether a speech segment is open, also while the interviewer speaks.
  private var isVoiceOpen = false
  /// Whether the open voice has been weighed, or was there when the turn was committed.
  private var isVoiceSpent = false
  /// A voice that may take the floor from the interviewer.
  var bargeIn: BargeIn?
  var isEchoCancelled = false
  private var closingGivesWay = false
  /// Where a silence last ended a turn.
  private var lastEndpoint: SampleTime?
  /// Whether the voice was there before the candidate had the floor, and may be its tail.
  private var mayBeTail = false
  private var hasWarned = false
  /// Where the floor was given, on the session's clock.
  private var floorStart = SampleTime.zero
  /// The sample that had arrived when the floor was given: what follows it is an answer.
  private var floorMedia = SampleTime.zero
  /// Where the silence began that counts as one.
  private var quietSince = SampleTime.zero
  /// What was said since the floor was given.
  private var spoken: SpokenRange?
  /// What was said in this turn before the floor was taken away.
  private var earlier: SpokenRange?
  private var earlierTime = Duration.zero
  /// End of the newest sample that is known of.
  var media = SampleTime.zero
  private var stateStart = SampleTime.zero
  /// Where the break began that a lost connection interrupted.
  private var breakStart: SampleTime?
  private var hasNudged = false
  private var silentFor = Duration.zero

  /// Creates a machine in `created`.
  public init(configuration: EngineConfiguration = EngineConfiguration()) {
    self.configuration = configuration
  }

  /// Whether something was said that no turn has been committed for.
  public var hasUncommittedSpeech: Bool { spoken != nil || earlier != nil }

  /// Whether it is open if a voice wants the floor: its words are needed.
  public var isWeighingVoice: Bool { bargeIn != nil }

  /// Whether what is being said may turn out not to belong to an answer.
  public var mayForgetVoice: Bool { isWeighingVoice || mayBeTail }

  // MARK: The interviewer

  /// The interviewer takes the floor.
  ///
  /// - Parameter givesWay: whether a closing line leaves the floor to a voice.
  public mutating func interviewerSpeaks(
    as state: InterviewState,
    givesWay: Bool = false,
    at now: SampleTime
  ) -> [Effect] {
    guard self.state != .closed else { return [] }
    closingGivesWay = givesWay
    // Whoever asks to hear the question again in mid-word does not take the floor with that word.
    if spoken != nil { isVoiceSpent = isVoiceOpen }
    putAside()
    breakStart = nil
    return enter(state, at: now)
  }

  /// The candidate gets the floor; a voice that is already there begins the turn.
  ///
  /// - Parameters:
  ///   - media: end of the last sample that arrived, where it is not `now`.
  ///   - onset: where the voice began that took the floor, if one did.
  public mutating func giveFloor(
    _ terms: FloorTerms,
    at now: SampleTime,
    media: SampleTime? = nil,
    onset: SampleTime? = nil
  ) -> [Effect] {
    guard isRunning else { return [] }
    self.terms = terms
    endOfTurn.turnBegan()
    hasNudged = false
    quietSince = now + terms.thinkTime
    guard let onset, let voice = bargeIn else { return takeFloor(at: now, media: media) }
    bargeIn = nil
    silentFor = .zero
    floorStart = onset
    floorMedia = onset
    begin(at: onset)
    let effects = enter(.candidateSpeaking, at: now) + wentOn(at: onset)
    guard let offset = voice.offset else { return effects }
    return effects + speechStopped(at: offset, now: media ?? now)
  }

  /// The candidate keeps the floor after a nudge, which is not counted as silence.
  ///
  /// - Parameter media: end of the last sample that arrived, where it is not `now`.
  public mutating func returnFloor(at now: SampleTime, media: SampleTime? = nil) -> [Effect] {
    guard isRunning else { return [] }
    quietSince = now - configuration.nudgeAfter
    return takeFloor(at: now, media: media)
  }

  // MARK: The candidate

  /// A speech segment began.
  public mutating func speechStarted(at onset: SampleTime, now: SampleTime) -> [Effect] {
    isVoiceOpen = true
    isVoiceSpent = false
    media = now
    endOfTurn.speechStarted(at: onset)
    if bargeIn != nil {
      bargeIn?.offset = nil
      bargeIn?.isSettled = false
      return []
    }
    switch state {
    case .listening:
      begin(at: max(onset, floorMedia))
      return enter(.candidateSpeaking, at: now) + wentOn(at: onset)
    case .pausePending:
      spoken?.voiceStart = onset
      return enter(.candidateSpeaking, at: now)
    case .thinking:
      // Nothing is said that could be an echo; it is weighed when something is to be said.
      bargeIn = BargeIn(during: state, onset: onset, since: now)
      return []
    case .interviewerSpeaking, .wrapUp:
      return givesWay ? interrupt(from: onset, at: now) : []
    default:
      return []
    }
  }

  /// The speech segment ended.
  ///
  /// - Parameter phrase: how it sounded at its end, where that was measured.
  public mutating func speechStopped(
    at offset: SampleTime,
    now: SampleTime,
    phrase: PhraseEnding? = nil
  ) -> [Effect] {
    isVoiceOpen = false
    media = now
    endOfTurn.speechStopped(at: offset, phrase: phrase)
    if bargeIn != nil {
      bargeIn?.offset = offset
      return state == .thinking ? [] : weigh(media: now, clock: now)
    }
    guard state == .candidateSpeaking, let said = spoken else { return [] }
    let start = said.start
    if offset <= start || mayBeTail && offset - start < configuration.tailLimit {
      // The tail of what was said before the candidate had the floor.
      mayBeTail = false
      spoken = nil
      return [.forgetVoice] + enter(.listening, at: now)
    }
    mayBeTail = false
    spoken?.end = offset
    spoken?.voice += max(.zero, offset - said.voiceStart)
    return enter(.pausePending, at: now) + tick(media: now, clock: now)
  }

  /// The words so far changed.
  ///
  /// - Parameters:
  ///   - words: where they break off.
  ///   - evidenceShare: the share of the question's evidence points that they mention, if it has
  ///     any.
  public mutating func wordsChanged(_ words: TranscriptEnding?, evidenceShare: Double? = nil) {
    endOfTurn.wordsChanged(words, evidenceShare: evidenceShare)
  }

  /// What was said in this turn was no answer.
  public mutating func forgetAnswer() {
    silentFor = .zero
    forgetSpeech()
  }

  /// The candidate pressed *Done*.
  public mutating func answerDone(at now: SampleTime) -> [Effect] {
    switch state {
    case .candidateSpeaking, .pausePending, .listening:
      silentFor = .zero
      return commit(.doneButton, at: now)
    default: return []
    }
  }

  /// A typed answer takes the place of a spoken one.
  public mutating func answerTyped(at now: SampleTime) -> [Effect] {
    switch state {
    case .candidateSpeaking, .pausePending, .listening, .interviewerSpeaking, .bargeInPending:
      silentFor = .zero
      let start = spoken?.start ?? (state == .listening ? floorStart : now)
      let turn = TurnEnd(
        reason: .text,
        start: min(start, now),
        end: now,
        delay: .zero,
        speechTime: .zero
      )
      forgetSpeech()
      return enter(.thinking, at: now) + [.commit(turn)]
    default: return []
    }
  }

  /// The candidate shows that somebody is there, without speaking.
  public mutating func candidateActed(at now: SampleTime) {
    silentFor = .zero
    if state == .listening { quietSince = max(quietSince, now) }
  }

  // MARK: The rest

  /// The candidate takes a break.
  public mutating func pause(at now: SampleTime) -> [Effect] {
    switch state {
    case .closed, .wrapUp, .paused, .disconnected: return []
    default:
      putAside()
      isVoiceOpen = false
      return enter(.paused, at: now)
    }
  }

  /// The connection is lost.
  public mutating func disconnect(at now: SampleTime) -> [Effect] {
    guard state != .closed, state != .disconnected else { return [] }
    if state == .paused { breakStart = stateStart }
    putAside()
    isVoiceOpen = false
    // A page that comes back has another canceller, which must learn anew.
    isEchoCancelled = false
    return enter(.disconnected, at: now)
  }

  /// The connection is back: a break that it interrupted goes on, as long as it would have.
  ///
  /// - Returns: nothing when there was no break; then the interviewer goes on.
  public mutating func reconnect(at now: SampleTime) -> [Effect] {
    guard state == .disconnected, let began = breakStart else { return [] }
    breakStart = nil
    let effects = enter(.paused, at: now)
    stateStart = began
    return effects
  }

  /// The interview ends: what was said last is a turn all the same.
  ///
  /// - Returns: the turn, or `nil` when everything that was said is committed.
  public mutating func abandonFloor(
    _ reason: TurnCommitted.Reason,
    at now: SampleTime
  ) -> TurnEnd? {
    guard hasUncommittedSpeech else { return nil }
    return takeTurn(reason, at: now)
  }

  /// The interview is over.
  public mutating func close(at now: SampleTime) -> [Effect] {
    state == .closed ? [] : enter(.closed, at: now)
  }

  /// Time passes.
  ///
  /// - Parameters:
  ///   - media: end of the last sample that arrived.
  ///   - clock: the session's clock, at or after `media`.
  public mutating func tick(media: SampleTime, clock: SampleTime) -> [Effect] {
    self.media = media
    switch state {
    case .listening: return awaitVoice(clock)
    case .candidateSpeaking: return speak(clock)
    case .pausePending: return awaitEndpoint(clock)
    case .interviewerSpeaking, .wrapUp:
      return givesWay && isVoiceOpen && !isVoiceSpent ? interrupt(from: media, at: clock) : []
    case .bargeInPending: return weigh(media: media, clock: clock)
    case .paused:
      return clock - stateStart >= configuration.pauseLimit ? [.end(.away)] : []
    case .disconnected:
      return clock - stateStart >= configuration.resumeWindow ? [.end(.disconnected)] : []
    default: return []
    }
  }

  // MARK: Steps

  /// Whether a voice may take the floor from what is being said.
  private var givesWay: Bool { state == .interviewerSpeaking || closingGivesWay }

  private var isRunning: Bool { state != .closed && state != .disconnected && state != .paused }

  private mutating func takeFloor(at now: SampleTime, media: SampleTime?) -> [Effect] {
    floorStart = now
    floorMedia = min(now, media ?? now)
    guard isVoiceOpen else { return enter(.listening, at: now) }
    begin(at: floorMedia)
    mayBeTail = true
    return enter(.candidateSpeaking, at: now)
  }

  private mutating func begin(at start: SampleTime) {
    spoken = SpokenRange(start: start, end: start, voiceStart: start)
  }

  private mutating func awaitVoice(_ clock: SampleTime) -> [Effect] {
    let silence = clock - quietSince
    if silentFor + silence >= configuration.endAfter { return [.end(.away)] }
    if silence >= configuration.silenceAfter {
      silentFor += silence
      return commit(.silence, at: clock)
    }
    if silence >= configuration.nudgeAfter, !hasNudged {
      hasNudged = true
      return [.nudge]
    }
    return []
  }

  private mutating func speak(_ clock: SampleTime) -> [Effect] {
    guard let start = spoken?.start else { return [] }
    let length = earlierTime + (media - start)
    if length >= terms.answerLimit { return commit(.limit, at: media) }
    let warning = max(terms.answerLimit - configuration.answerWarning, terms.answerLimit / 2)
    if length >= warning, !hasWarned {
      hasWarned = true
      return [.limitNears]
    }
    guard clock - media >= configuration.stallLimit else { return [] }
    return commit(.endpoint, at: clock)
  }

  private mutating func awaitEndpoint(_ clock: SampleTime) -> [Effect] {
    guard let end = spoken?.end else { return [] }
    if isNoise {
      spoken = nil
      endOfTurn.turnBegan()
      return [.forgetTurn] + enter(.listening, at: clock)
    }
    let isOpen = hearsPossibleVoice || isShortVoice && words == .awaited
    let isHeld = isOpen && media - end < terms.endpointing.maximumDelay
    let delay = Endpointing.delay(profile: terms.endpointing, cues: endOfTurn.cues)
    if media - end >= delay, !isHeld { return commit(.endpoint, at: media) }
    guard clock - media >= configuration.stallLimit else { return [] }
    return commit(.endpoint, at: clock)
  }

  /// Whether all that was said in the turn is so short that it takes a word to be an answer.
  private var isShortVoice: Bool {
    guard earlier == nil, let spoken else { return false }
    return spoken.voice <= configuration.noiseLimit
  }

  /// Whether it was no answer: the silence goes on as if nothing had been heard.
  private var isNoise: Bool {
    guard isShortVoice else { return false }
    return switch words {
    case .nothing: true
    case .unknowable: endOfTurn.cues.phrase?.isVoiceless ?? false
    case .awaited, .words: false
    }
  }

  private mutating func commit(
    _ reason: TurnCommitted.Reason,
    at now: SampleTime
  ) -> [Effect] {
    let turn = takeTurn(reason, at: now)
    lastEndpoint = reason == .endpoint ? now : nil
    // Who goes on beyond a limit does not take the floor with it.
    isVoiceSpent = isVoiceOpen
    endOfTurn.turnEnded(at: now)
    // The state first: what follows the turn may lead to another one at once.
    return enter(.thinking, at: now) + [.commit(turn)]
  }

  private mutating func takeTurn(
    _ reason: TurnCommitted.Reason,
    at now: SampleTime
  ) -> TurnEnd {
    let waited = max(.zero, now - floorStart)
    let hadFloor = spoken != nil
    putAside()
    defer { forgetSpeech() }
    guard let said = earlier else {
      let start = min(floorStart, now)
      return TurnEnd(reason: reason, start: start, end: now, delay: .zero, speechTime: .zero)
    }
    return TurnEnd(
      // Who spoke before the question was repeated, and not after it, has answered all the same.
      reason: reason == .silence ? .endpoint : reason,
      start: said.start,
      end: said.end,
      delay: hadFloor ? max(.zero, now - said.end) : waited,
      speechTime: earlierTime
    )
  }

  private mutating func wentOn(at onset: SampleTime) -> [Effect] {
    guard let ended = lastEndpoint else { return [] }
    lastEndpoint = nil
    guard onset - ended <= EndOfTurn.cutOffWindow else { return [] }
    return [.wentOn(after: max(.zero, onset - ended))]
  }

  /// Keeps what was said since the floor was given, whose floor ends here.
  private mutating func putAside() {
    mayBeTail = false
    guard var range = spoken else { return }
    silentFor = .zero
    if state == .candidateSpeaking { range.end = max(range.start, media) }
    earlier = range
    earlierTime += range.end - range.start
    spoken = nil
  }

  private mutating func forgetSpeech() {
    spoken = nil
    earlier = nil
    earlierTime = .zero
    hasWarned = false
  }

  mutating func enter(_ next: InterviewState, at now: SampleTime) -> [Effect] {
    guard next != state else { return [] }
    state = next
    stateStart = now
    guard bargeIn != nil else { return [.entered(next)] }
    // Whoever leaves before it is known takes no floor.
    bargeIn = nil
    return [.forgetVoice, .entered(next)]
  }
}

/// From the first onset to the last offset of what was said while the candidate had the floor.
private struct SpokenRange: Equatable, Sendable {
  var start: SampleTime
  var end: SampleTime
  /// Where the newest speech segment begins.
  var voiceStart: SampleTime
  /// Length of the segments that are over.
  var voice = Duration.zero
}
