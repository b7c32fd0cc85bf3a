import Speech

/// One interview, packet to packet: the only control flow of the engine.
///
/// An actor that is pinned to its lane. The lane feeds it synchronously with `assumeIsolated`:
/// audio, commands and a tick every 20 ms; it steps the pure machines and hands their effects out,
/// in order, through `output`. Only what a port takes time for (wording, synthesis, recognition) is
/// awaited, and comes back to the lane.
///
/// Two clocks: `elapsed`, real time since the session began, places what the interviewer says; the
/// media clock places what the candidate says. The session's clock follows the drift of the second.
public actor VoicePipeline {
  /// The lane.
  public nonisolated let unownedExecutor: UnownedSerialExecutor
  // Kept because an unowned executor does not keep its lane alive.
  private let lane: any SerialExecutor

  let plan: InterviewPlan
  let ports: EnginePorts
  let configuration: EngineConfiguration
  let output: @Sendable (EngineOutput) -> Void
  let inbox = RecognitionInbox()

  var turns: TurnStateMachine
  var interview: InterviewStateMachine
  var hearing: CandidateHearing
  var clock = SampleTime.zero

  // What the interviewer says.
  var production: Production?
  var playout: UtterancePlayout?
  var stepCount = 0
  /// What the interviewer and the synthesizer are asked for; cancelled when nobody wants it.
  var wording: Task<Void, Never>?
  var asking: Task<Void, Never>?
  var utteranceNumber: UInt16 = 0
  var packetSequence: UInt32 = 0
  var interviewerTrackEnd = SampleTime.zero
  var moveAfterBreak: InterviewMove?
  /// Audio that was sent since the connection came up.
  var outputSinceConnection = Duration.zero
  var anticipation: Anticipation?
  var anticipationCount = 0

  // What the candidate says.
  var turnNumber = 1
  /// Utterances of a voice that does not have the floor.
  var interjection: [Int] = []
  var floorTaking = FloorTaking()
  var transcript = TranscriptAssembler()
  /// What to listen for in the answer to the question of now.
  var evidence: QuestionEvidence?
  var stream: OpenUtterance?
  /// Up to where the candidate's voice has been given to the recognizer.
  var heardUntil = SampleTime.zero
  /// Utterances that are over and whose words have not come.
  var awaited: [Int: any RecognitionStream] = [:]
  var utteranceCount = 0
  var typedAnswer: String?
  var conclusion: PendingConclusion?
  var stopwatch: TurnStopwatch?
  var timeIsUp = false
  /// Whether the interview is brought to its end before its time is used up.
  var isWrappingUp = false
  /// The interview ends as soon as the last words are there.
  var pendingEnd: Ended.Reason?
  var lastWarned: [String: SampleTime] = [:]
  /// When the interview entered its state.
  var stateStart = SampleTime.zero
  /// When the candidate was last told something in writing.
  var lastNoticeAt = SampleTime.zero
  /// When the closing line was begun first.
  var closingStart: SampleTime?

  /// Prepares an interview; nothing happens before `start`.
  ///
  /// - Parameters:
  ///   - plan: what is asked.
  ///   - ports: who hears, words and speaks.
  ///   - configuration: every limit and delay.
  ///   - lane: the executor on which all of it runs.
  ///   - output: gets everything that happens, on the lane; must not block.
  /// - Throws: `EngineError` for a plan without questions, or when the codec cannot be had.
  public init(
    plan: InterviewPlan,
    ports: EnginePorts,
    configuration: EngineConfiguration = EngineConfiguration(),
    lane: any SerialExecutor,
    output: @escaping @Sendable (EngineOutput) -> Void
  ) throws(EngineError) {
    guard !plan.questions.isEmpty else {
      throw EngineError(.invalidPlan, "a plan needs at least one question")
    }
    self.plan = plan
    self.ports = ports
    self.configuration = configuration
    self.lane = lane
    unownedExecutor = lane.asUnownedSerialExecutor()
    self.output = output
    turns = TurnStateMachine(configuration: configuration)
    interview = InterviewStateMachine(plan: plan, hasOwnWords: ports.interviewer.hasOwnWords)
    hearing = try CandidateHearing(
      configuration: configuration,
      detector: ports.makeDetector(plan.language)
    )
  }

  /// Where the interview stands.
  public var state: InterviewState { turns.state }

  /// What a port was asked for and has not come yet, or `nil`.
  public var awaitedRequest: PortRequest? {
    if inbox.isPending { return .words }
    guard let production else { return nil }
    if case .speaking(let index) = production.stage {
      return .sentence(production.sentences[index])
    }
    return production.isWorded ? nil : .wording
  }

  /// Whether a port was asked for something that has not come yet.
  public var awaitsPort: Bool { awaitedRequest != nil }

  /// Whether the wording of what is being said has not all come.
  public var awaitsWording: Bool { production.map { !$0.isWorded } ?? false }

  /// Whether the candidate's words can be recognized in this interview.
  public var recognizes: Bool {
    ports.recognizer?.recognizes(language: plan.language) ?? false
  }

  // MARK: Inputs

  /// Begins with the first words of the plan.
  public func start() {
    if !recognizes { warn(.recognitionUnavailable) }
    speak(interview.begin())
  }

  /// Takes one packet of the candidate's audio.
  public func receive(_ audio: IncomingAudio, elapsed: Duration) {
    advanceClock(elapsed)
    hear(audio)
  }

  /// Takes a command of the candidate's client.
  public func receive(_ command: CandidateCommand, elapsed: Duration) {
    advanceClock(elapsed)
    obey(command)
  }

  /// Lets time pass; to be called about every 20 ms.
  public func advance(elapsed: Duration) {
    guard turns.state != .closed else { return }
    advanceClock(elapsed)
    watchDeadlines()
    releasePackets()
    watchSessionLimit()
    watchSilence()
    watchStall()
    carryOut(turns.tick(media: hearing.mediaEnd ?? clock, clock: clock))
  }

  /// The candidate's connection is gone; the interview waits for it.
  public func connectionLost(elapsed: Duration) {
    // An interview that only waits for its last words does not need the candidate any more.
    guard turns.state != .closed, pendingEnd == nil else { return }
    advanceClock(elapsed)
    outputSinceConnection = .zero
    suspend(turns.disconnect(at: clock))
  }

  /// The candidate is back: a break goes on, else what was asked last is asked again.
  public func connectionRestored(elapsed: Duration) {
    guard turns.state == .disconnected else { return }
    advanceClock(elapsed)
    let effects = turns.reconnect(at: clock)
    if effects.isEmpty { goOn() } else { carryOut(effects) }
  }

  /// Tells the candidate something that is not of the interview itself.
  public func tell(_ notice: Notice, elapsed: Duration) {
    guard turns.state != .closed else { return }
    advanceClock(elapsed)
    emit(.warned(notice))
  }

  /// Ends the interview from outside; nothing is waited for.
  public func finish(_ reason: Ended.Reason, elapsed: Duration) {
    advanceClock(elapsed)
    end(reason, waitsForWords: false)
  }

  /// Comes to the closing line as soon as the candidate does not speak.
  public func wrapUp(elapsed: Duration) {
    guard turns.state != .closed, !isWrappingUp else { return }
    advanceClock(elapsed)
    isWrappingUp = true
  }

  // MARK: Shared steps

  /// Whoever works for this begins its tasks here, so that they find the ledger.
  func onLedger<Value>(_ body: () -> Value) -> Value {
    ProviderLedger.$current.withValue(ports.ledger, operation: body)
  }

  func emit(_ event: EngineEvent) {
    output(.event(event, at: clock))
  }

  func warn(_ code: EngineNotices.Code) {
    // A fault that comes with every packet is one fault.
    if let last = lastWarned[code.rawValue], clock - last < .seconds(10) { return }
    lastWarned[code.rawValue] = clock
    lastNoticeAt = clock
    emit(.warned(EngineNotices.notice(code, language: plan.language)))
  }

  func carryOut(_ effects: [TurnStateMachine.Effect]) {
    for effect in effects {
      switch effect {
      case .entered(let state):
        stateStart = clock
        if state == .wrapUp { closingStart = closingStart ?? clock }
        emit(.stateChanged(StateChanged(state: state)))
      case .commit(let turn): commit(turn)
      case .nudge: nudge()
      case .end(let reason): end(reason)
      case .fallSilent(let onset): fallSilent(onset: onset)
      case .goOn: goOnSpeaking()
      case .bargeIn(let onset): yieldFloor(onset: onset)
      case .forgetVoice: forgetInterjection()
      case .forgetTurn: forgetTurn()
      case .limitNears: warn(.answerLimitNears)
      case .wentOn(let after):
        emit(
          .turnResumed(
            TurnResumed(turn: turnNumber - 1, afterMilliseconds: after.inMilliseconds)
          )
        )
      }
    }
  }

  private func advanceClock(_ elapsed: Duration) {
    clock = max(clock, .zero + (elapsed - hearing.drift))
  }

  private func nudge() {
    if let move = interview.nudge() { speak(move) } else { warn(.silence) }
  }
}
