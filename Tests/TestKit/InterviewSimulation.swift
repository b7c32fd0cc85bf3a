public import Speech
import Synchronization
public import VoiceEngine

/// A whole interview in virtual time, driven by turn diagrams.
///
/// One character is 100 ms of the candidate: `S` speech, `.` silence, `_` no packets at all. Time
/// moves only when no port is being waited for, so the same diagram gives the same events; what
/// came of it is drawn by `diagram`.
public final class InterviewSimulation {
  /// The interview.
  public let pipeline: VoicePipeline
  /// Whether the candidate's client acknowledges what it plays.
  public var acknowledges = true
  /// Ports that never answer must not be waited for.
  public var waitsForPorts = true
  /// By how many millionths the candidate's clock runs slow.
  public var clockError = 0.0
  /// How often a port or a task had something for the lane.
  public private(set) var hops = 0
  /// What was broken of the plan's invariants, in words; empty if all is well.
  public var violations: [String] { log.violations }

  private let lane = ManualLane()
  private let log: OutputLog
  private let held: HeldRequests?
  private var elapsed = Duration.zero
  private var steps = 0
  private var sequence: UInt32 = 0
  private var timestamp: UInt32 = 0
  private var part = 0
  private var played = ""

  /// Prepares an interview.
  public init(
    _ plan: InterviewPlan,
    hears texts: [String] = [],
    recognizer: (any SpeechRecognizer)? = nil,
    synthesizer: any SpeechSynthesizer = ScriptedSynthesizer(),
    speech: SpeechCache? = nil,
    interviewer: any Interviewer = ScriptedInterviewer(),
    detector: (any VoiceDetector)? = nil,
    held: HeldRequests? = nil,
    configuration: EngineConfiguration = EngineConfiguration(),
    ledger: ProviderLedger? = nil,
    alsoTo listener: @escaping @Sendable (EngineOutput) -> Void = { _ in }
  ) throws {
    let log = OutputLog(plan)
    self.log = log
    self.held = held
    var ports = EnginePorts(
      recognizer: recognizer ?? ScriptedRecognizer(texts),
      interviewer: interviewer,
      speech: speech ?? SpeechCache(synthesizer: synthesizer),
      makeDetector: { _ in detector ?? LevelVoiceDetector() }
    )
    ports.ledger = ledger
    pipeline = try VoicePipeline(
      plan: plan,
      ports: ports,
      configuration: configuration,
      lane: lane
    ) { output in
      log.add(output)
      listener(output)
    }
  }

  // MARK: What happened

  /// All events but meters and partials, in order.
  public var events: [EngineEvent] { log.events }
  /// All outputs, in order.
  public var outputs: [EngineOutput] { log.outputs }
  /// Real time of the simulation.
  public var now: SampleTime { .zero + elapsed }

  /// What was asked, in order, closing included.
  public var asked: [QuestionAsked] {
    events.compactMap { if case .questionAsked(let asked) = $0 { asked } else { nil } }
  }

  /// The candidate's turns, in order.
  public var turns: [TurnCommitted] {
    events.compactMap { if case .turnCommitted(let turn) = $0 { turn } else { nil } }
  }

  /// The codes of all warnings, in order.
  public var warnings: [String] {
    events.compactMap { if case .warned(let notice) = $0 { notice.code } else { nil } }
  }

  /// How long before its place each interviewer packet was sent; negative for one that was late.
  public var leads: [Duration] { log.leads }

  /// Why the interview ended, or `nil` while it runs.
  public var ending: Ended.Reason? { log.ending }

  /// Where the interview stands.
  public var state: InterviewState { onLane { $0.state } }

  /// Characters that were played.
  public var cell: Int { played.count }

  /// What happened from a character on.
  public func diagram(from first: Int = 0) -> TurnDiagram {
    TurnDiagram(played: played, outputs: outputs, from: first)
  }

  // MARK: What the candidate does

  /// Begins.
  public func start() async {
    onLane { $0.start() }
    await settle()
  }

  /// Plays a diagram.
  public func play(_ diagram: String) async throws {
    for character in diagram where character != " " {
      played.append(character)
      for _ in 0..<5 { await step(character) }
    }
  }

  /// Sends packets of 20 ms of somebody else's making.
  public func play(_ packets: [[UInt8]]) async {
    for (index, packet) in packets.enumerated() {
      if index % 5 == 0 { played.append("S") }
      await step(packet)
    }
  }

  /// Plays a diagram whose packets arrive at its end, all at once.
  ///
  /// - Parameter lane: whether the lane stands still as well, and not only the network.
  public func stall(_ diagram: String, lane: Bool) async {
    var late: [IncomingAudio] = []
    for character in diagram {
      played.append(character)
      for _ in 0..<5 {
        wait()
        late += packet(character).map { [audio($0)] } ?? []
        if !lane { await pass() }
      }
    }
    for audio in late { await send(audio) }
    await pass()
  }

  /// Is silent until the candidate has the floor.
  public func waitForFloor(limit: Int = 600) async throws {
    for _ in 0..<limit {
      if state == .listening || state == .closed { return }
      try await play(".")
    }
  }

  /// Lets the ports go on that hang.
  public func letGo() async {
    held?.letGo()
    await settle()
  }

  /// Takes what a recognizer has reported meanwhile.
  public func takeReports() async { await settle() }

  /// Sends a command.
  public func send(_ command: CandidateCommand) async {
    let elapsed = elapsed
    onLane { $0.receive(command, elapsed: elapsed) }
    await settle()
  }

  /// Sends a packet as it is.
  public func send(_ audio: IncomingAudio) async {
    let elapsed = elapsed
    onLane { $0.receive(audio, elapsed: elapsed) }
    await settle()
  }

  /// Loses the connection.
  public func disconnect() async {
    let elapsed = elapsed
    onLane { $0.connectionLost(elapsed: elapsed) }
    await settle()
  }

  /// Comes back.
  public func reconnect() async {
    let elapsed = elapsed
    onLane { $0.connectionRestored(elapsed: elapsed) }
    await settle()
  }

  /// Is told to come to its end.
  public func wrapUp() async {
    let elapsed = elapsed
    onLane { $0.wrapUp(elapsed: elapsed) }
    await settle()
  }

  /// Is ended from outside.
  public func finish(_ reason: Ended.Reason) async {
    let elapsed = elapsed
    onLane { $0.finish(reason, elapsed: elapsed) }
    await settle()
  }

  /// The next packet's place on the client's clock moves.
  public func skipTimestamp(_ ticks: Int32) { timestamp &+= UInt32(bitPattern: ticks) }

  private func step(_ character: Character) async { await step(packet(character)) }

  private func step(_ packet: [UInt8]?) async {
    wait()
    if let packet { await send(audio(packet)) }
    await pass()
  }

  /// 20 ms of the candidate's clock go by.
  private func wait() {
    steps += 1
    elapsed += .nanoseconds(Int64(20_000_000 + 20 * clockError))
    log.now = now
  }

  private func packet(_ character: Character) -> [UInt8]? {
    guard character != "_" else { return nil }
    let packets = character == "S" ? CandidateVoice.speech : CandidateVoice.silence
    defer { part += 1 }
    return packets[part % packets.count]
  }

  private func audio(_ packet: [UInt8]) -> IncomingAudio {
    defer {
      sequence &+= 1
      timestamp &+= 960
    }
    return IncomingAudio(
      sequence: sequence,
      timestamp: timestamp,
      gapBefore: false,
      payload: .opus(packet)
    )
  }

  /// The interview learns that time has passed.
  private func pass() async {
    await acknowledge()
    let elapsed = elapsed
    onLane { $0.advance(elapsed: elapsed) }
    await settle()
  }

  /// An ideal client: plays every packet when its place has come, and says so every 200 ms.
  private func acknowledge() async {
    guard acknowledges, steps % 10 == 0, let position = log.position(at: now)
    else { return }
    await send(
      .playbackPosition(utterance: position.utterance, playedMilliseconds: position.played)
    )
  }

  /// Runs on the lane, which is this thread; not in an async function because that may change it.
  private func onLane<Value: Sendable>(_ body: @Sendable (isolated VoicePipeline) -> Value) -> Value
  {
    pipeline.assumeIsolated { body($0) }
  }

  private func settle() async {
    if lane.drain() { hops += 1 }
    guard waitsForPorts else { return }
    // Yields instead of sleeping: the ports run on the same few threads as the tests.
    while let request = onLane({ $0.awaitedRequest }), !isHeld(request) {
      await Task.yield()
      lane.drain()
    }
  }

  private func isHeld(_ request: PortRequest) -> Bool {
    switch request {
    case .words: false
    case .wording: held?.holds(HeldInterviewer.key) ?? false
    case .sentence(let text): held?.holds(text) ?? false
    }
  }
}

/// Outputs in the order in which they came.
private final class OutputLog: Sendable {
  private struct State {
    var checker: InvariantChecker
    var now = SampleTime.zero
    var outputs: [EngineOutput] = []
    var leads: [Duration] = []
    var ending: Ended.Reason?
    var utterance: UInt16 = 0
    var start = SampleTime.zero
    var end = SampleTime.zero
  }

  private let state: Mutex<State>

  init(_ plan: InterviewPlan) { state = Mutex(State(checker: InvariantChecker(plan))) }

  var violations: [String] { state.withLock { $0.checker.violations } }

  var ending: Ended.Reason? { state.withLock { $0.ending } }

  var now: SampleTime {
    get { state.withLock { $0.now } }
    set { state.withLock { $0.now = newValue } }
  }

  var outputs: [EngineOutput] { state.withLock { $0.outputs } }

  var leads: [Duration] { state.withLock { $0.leads } }

  var events: [EngineEvent] {
    outputs.compactMap { output in
      if case .event(let event, _) = output, event.isKept { event } else { nil }
    }
  }

  func add(_ output: EngineOutput) {
    state.withLock { state in
      state.outputs.append(output)
      state.checker.take(output, at: state.now)
      if case .event(.ended(let ended), _) = output { state.ending = ended.reason }
      if case .event(.playbackCleared, _) = output { state.end = min(state.end, state.now) }
      guard case .interviewerPacket(let packet) = output else { return }
      state.leads.append(packet.start - state.now)
      if packet.utterance != state.utterance { state.start = packet.start }
      state.utterance = packet.utterance
      state.end = packet.start + OpusEncoder.packetDuration
    }
  }

  func position(at now: SampleTime) -> (utterance: UInt16, played: Int64)? {
    state.withLock { state in
      guard state.utterance > 0 else { return nil }
      let played = min(now, state.end) - state.start
      return (state.utterance, max(0, played.inMilliseconds))
    }
  }
}
