public import Speech

/// Who has the floor, and when a turn ends: the state machine of the plan, without any I/O.
///
/// Inputs come in the order of the session's clock; each returns what must be done. Two clocks are
/// told apart: `media` is the end of the last sample that arrived, `clock` also runs on while none
/// arrive. Silence is measured on `media`, so a stalled network never ends a turn; only after
/// `stallLimit` does `clock` lead out.
public struct TurnStateMachine: Equatable, Sendable {
  /// What the pipeline must do.
  public enum Effect: Equatable, Sendable {
    /// Tell the world about the new state.
    case entered(InterviewState)
    /// The candidate's turn is over.
    case commit(TurnEnd)
    /// Offer help without taking the floor for long.
    case nudge
    /// End the interview.
    case end(Ended.Reason)
  }

  /// How a turn ended.
  public struct TurnEnd: Equatable, Sendable {
    /// Why.
    public var reason: TurnCommitted.Reason
    /// Onset of the first speech, or where the floor was given when nothing was said.
    public var start: SampleTime
    /// Offset of the last speech, or the moment of the decision when nothing was said.
    public var end: SampleTime
    /// From `end` to the decision.
    public var delay: Duration
  }

  /// What holds while the candidate has the floor.
  public struct FloorTerms: Equatable, Sendable {
    /// Patience at the end of the answer.
    public var endpointing: EndpointingProfile
    /// Silence before the first word that counts as nothing.
    public var thinkTime: Duration
    /// Longest answer.
    public var answerLimit: Duration

    /// Creates terms.
    public init(endpointing: EndpointingProfile, thinkTime: Duration, answerLimit: Duration) {
      self.endpointing = endpointing
      self.thinkTime = thinkTime
      self.answerLimit = answerLimit
    }
  }

  /// The state, as the world knows it.
  public private(set) var state = InterviewState.created

  private let configuration: EngineConfiguration
  private var terms = FloorTerms(
    endpointing: .normal,
    thinkTime: .zero,
    answerLimit: .seconds(180)
  )
  private var evidence = Endpointing.Evidence.unknown
  /// Onset of the open speech segment, also while the interviewer speaks.
  private var voiceOnset: SampleTime?
  private var floorStart = SampleTime.zero
  private var turnStart = SampleTime.zero
  private var silenceStart = SampleTime.zero
  private var stateStart = SampleTime.zero
  private var hasNudged = false
  private var silentFor = Duration.zero

  /// Creates a machine in `created`.
  public init(configuration: EngineConfiguration = EngineConfiguration()) {
    self.configuration = configuration
  }

  // MARK: The interviewer

  /// The interviewer takes the floor.
  public mutating func interviewerSpeaks(
    as state: InterviewState,
    at now: SampleTime
  ) -> [Effect] {
    guard self.state != .closed else { return [] }
    return enter(state, at: now)
  }

  /// The candidate gets the floor; a voice that is already there begins the turn.
  public mutating func giveFloor(_ terms: FloorTerms, at now: SampleTime) -> [Effect] {
    guard state != .closed, state != .disconnected, state != .paused else { return [] }
    self.terms = terms
    evidence = .unknown
    hasNudged = false
    floorStart = now
    guard voiceOnset != nil else { return enter(.listening, at: now) }
    turnStart = now
    return enter(.candidateSpeaking, at: now)
  }

  /// The candidate keeps the floor after a nudge, which is not counted as silence.
  public mutating func returnFloor(at now: SampleTime) -> [Effect] {
    guard state != .closed, state != .disconnected, state != .paused else { return [] }
    floorStart = now - silentInFloor
    guard voiceOnset != nil else { return enter(.listening, at: now) }
    turnStart = now
    return enter(.candidateSpeaking, at: now)
  }

  // MARK: The candidate

  /// A speech segment began.
  public mutating func speechStarted(at onset: SampleTime, now: SampleTime) -> [Effect] {
    voiceOnset = onset
    switch state {
    case .listening:
      silentFor = .zero
      turnStart = max(onset, floorStart)
      return enter(.candidateSpeaking, at: now)
    case .pausePending:
      return enter(.candidateSpeaking, at: now)
    default:
      return []
    }
  }

  /// The speech segment ended.
  public mutating func speechStopped(at offset: SampleTime, now: SampleTime) -> [Effect] {
    voiceOnset = nil
    guard state == .candidateSpeaking else { return [] }
    silenceStart = max(offset, turnStart)
    return enter(.pausePending, at: now) + tick(media: now, clock: now)
  }

  /// The words so far changed.
  public mutating func wordsChanged(_ evidence: Endpointing.Evidence) {
    self.evidence = evidence
  }

  /// The candidate pressed *Done*.
  public mutating func answerDone(at now: SampleTime) -> [Effect] {
    switch state {
    case .candidateSpeaking: commit(.doneButton, end: now, at: now)
    case .pausePending: commit(.doneButton, end: silenceStart, at: now)
    case .listening: commitSilence(.doneButton, at: now)
    default: []
    }
  }

  /// A typed answer takes the place of a spoken one.
  public mutating func answerTyped(at now: SampleTime) -> [Effect] {
    switch state {
    case .candidateSpeaking, .pausePending, .listening, .interviewerSpeaking:
      commitSilence(.text, at: now)
    default: []
    }
  }

  /// The candidate shows that somebody is there, without speaking.
  public mutating func candidateActed(at now: SampleTime) {
    silentFor = .zero
    if state == .listening { floorStart = now - terms.thinkTime }
  }

  // MARK: The rest

  /// The candidate takes a break.
  public mutating func pause(at now: SampleTime) -> [Effect] {
    switch state {
    case .closed, .wrapUp, .paused, .disconnected: []
    default: enter(.paused, at: now)
    }
  }

  /// The connection is lost.
  public mutating func disconnect(at now: SampleTime) -> [Effect] {
    guard state != .closed, state != .disconnected else { return [] }
    voiceOnset = nil
    return enter(.disconnected, at: now)
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
    switch state {
    case .listening: return awaitVoice(clock)
    case .candidateSpeaking: return speak(media: media, clock: clock)
    case .pausePending: return awaitEndpoint(media: media, clock: clock)
    case .paused:
      return clock - stateStart >= configuration.pauseLimit ? [.end(.away)] : []
    case .disconnected:
      return clock - stateStart >= configuration.resumeWindow ? [.end(.disconnected)] : []
    default: return []
    }
  }

  // MARK: Steps

  /// Silence in this floor so far, kept over a nudge.
  private var silentInFloor: Duration { configuration.nudgeAfter + terms.thinkTime }

  private mutating func awaitVoice(_ clock: SampleTime) -> [Effect] {
    let silence = clock - floorStart - terms.thinkTime
    if silentFor + silence >= configuration.endAfter { return [.end(.away)] }
    if silence >= configuration.silenceAfter {
      silentFor += silence
      return commitSilence(.silence, at: clock)
    }
    if silence >= configuration.nudgeAfter, !hasNudged {
      hasNudged = true
      return [.nudge]
    }
    return []
  }

  private mutating func speak(media: SampleTime, clock: SampleTime) -> [Effect] {
    if media - turnStart >= terms.answerLimit { return commit(.limit, end: media, at: media) }
    guard clock - media >= configuration.stallLimit else { return [] }
    return commit(.endpoint, end: media, at: clock)
  }

  private mutating func awaitEndpoint(media: SampleTime, clock: SampleTime) -> [Effect] {
    let delay = Endpointing.delay(profile: terms.endpointing, evidence: evidence)
    if media - silenceStart >= delay { return commit(.endpoint, end: silenceStart, at: media) }
    guard clock - media >= configuration.stallLimit else { return [] }
    return commit(.endpoint, end: silenceStart, at: clock)
  }

  private mutating func commit(
    _ reason: TurnCommitted.Reason,
    end: SampleTime,
    at now: SampleTime
  ) -> [Effect] {
    let turn = TurnEnd(reason: reason, start: turnStart, end: end, delay: now - end)
    return [.commit(turn)] + enter(.thinking, at: now)
  }

  private mutating func commitSilence(
    _ reason: TurnCommitted.Reason,
    at now: SampleTime
  ) -> [Effect] {
    let spoke = state == .candidateSpeaking || state == .pausePending
    if reason != .silence { silentFor = .zero }
    let turn = TurnEnd(
      reason: reason,
      start: spoke ? turnStart : min(floorStart, now),
      end: now,
      delay: .zero
    )
    return [.commit(turn)] + enter(.thinking, at: now)
  }

  private mutating func enter(_ next: InterviewState, at now: SampleTime) -> [Effect] {
    guard next != state else { return [] }
    state = next
    stateStart = now
    return [.entered(next)]
  }
}
