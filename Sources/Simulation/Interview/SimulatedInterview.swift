import Speech
public import VoiceEngine

/// One whole interview of the real engine in virtual time, with candidate, network and ports drawn
/// from a seed.
///
/// The same seed gives the same interview on every machine.
public struct SimulatedInterview {
  private let seed: UInt64
  private let scenario: SimulatedScenario
  private let interview: VirtualInterview
  private let watch: InterviewWatch
  private let fault: PlantedFault?
  private let isRerun: Bool
  private var storage: SimulatedStorage?
  /// The client's clock runs fast by so much.
  private let driftShare: Double
  private let acknowledgementDelay: Duration?
  private var dice: SeededGenerator
  private var candidate: SimulatedCandidate
  private var uplink: Uplink
  private var playout = CandidatePlayout()
  private var log = InputLog()
  private var elapsed = Duration.zero
  private var world = InterviewWatch.World()
  private var sentPackets = 0
  private var sequence: UInt32 = 0
  private var timestamp: UInt32 = 0
  private var isPaused = false
  private var isConnected = true
  private var returnsAt: Duration?
  private var reports: [(due: Duration, position: CandidatePlayout.Position)] = []
  private var drawn = ""
  private var turns = 0
  private var givenInputs = 0

  /// Prepares the interview of a seed.
  ///
  /// - Parameters:
  ///   - fault: what is broken on purpose.
  ///   - isRerun: whether its log is run again afterwards.
  /// - Throws: `EngineError` when the codec cannot be had.
  public init(
    seed: UInt64,
    fault: PlantedFault? = nil,
    isRerun: Bool = true
  ) throws(EngineError) {
    var dice = SeededGenerator(seed: seed)
    self.seed = seed
    self.fault = fault
    self.isRerun = isRerun
    scenario = SimulatedScenario(&dice)
    candidate = SimulatedCandidate(seed: dice.next())
    uplink = Uplink(seed: dice.next())
    let drift = Double.random(in: -150e-6...150e-6, using: &dice)
    driftShare = Bool.random(using: &dice) ? drift : 0
    let share = Double.random(in: 0...0.3, using: &dice)
    let script = PortScript(
      seed: dice.next(),
      troubleShare: Bool.random(using: &dice) ? 0 : share
    )
    acknowledgementDelay =
      switch Int.random(in: 0..<10, using: &dice) {
      case 0: nil
      case 1, 2: .milliseconds(Int.random(in: 200...2_000, using: &dice))
      default: .zero
      }
    let isCalm = uplink.isSteady && candidate.isSteady
    let watch = InterviewWatch(
      scenario,
      tracks: isCalm ? TrackWatch(latency: uplink.latency) : nil,
      fault: fault
    )
    self.watch = watch
    interview = try VirtualInterview(
      scenario.plan,
      configuration: scenario.configuration,
      desk: PortDesk(script: script),
      isForgetful: fault == .growingQueue
    ) { watch.take($0) }
    self.dice = dice
  }

  /// Holds the interview to its end, or to the first thing that is broken.
  ///
  /// - Throws: `EngineError`, or `StoreError` where no store can be had.
  public mutating func hold() async throws -> Outcome {
    if isKept { storage = try await SimulatedStorage(scenario.plan, seed: ~seed, fault: fault) }
    await give(.started)
    while watch.ending == nil, watch.isSatisfied { try await step() }
    // Nothing may follow the end.
    for _ in 0..<10 where watch.isSatisfied { try await step() }
    await interview.close()
    var violations = watch.violations
    if violations.isEmpty, isRerun {
      let difference = try await LogRerun.difference(of: log, in: scenario, from: watch.outputs)
      if let difference { violations.append(difference) }
    }
    if violations.isEmpty { violations = try await storage?.violations(after: elapsed) ?? [] }
    // What a dead process has lost was said before it died.
    let shown = storage?.diedAt.map { Int($0.inMilliseconds / 100) } ?? drawn.count
    drawn = String(drawn.prefix(shown))
    let first = max(0, drawn.count - SimulatedInterview.drawnCells)
    return Outcome(
      seed: seed,
      fault: fault,
      violations: violations,
      ending: watch.ending,
      duration: elapsed,
      turns: turns,
      diedAt: storage?.diedAt,
      diagram: TurnDiagram(played: drawn, outputs: watch.outputs, from: first),
      diagramStart: .milliseconds(first * 100)
    )
  }

  /// Whether a store keeps it: an interview with a planted fault only where that is the store's.
  private var isKept: Bool { fault?.isOfStorage ?? true }

  /// Characters of a diagram that fit a line.
  private static let drawnCells = 100

  // MARK: Time

  private mutating func step() async throws {
    elapsed += .milliseconds(20)
    if let back = returnsAt, elapsed >= back { await comeBack() }
    let (sound, acts) = candidate.tick()
    for act in acts { await carryOut(act) }
    speak(sound)
    uplink.tick(at: elapsed)
    while let (input, sentAt) = uplink.next(at: elapsed) {
      world.spokenUntil = sentAt
      if case .audio(let audio) = input {
        world.timestamp = audio.timestamp
        world.arrivals += 1
      }
      await give(input)
    }
    play()
    interview.desk.setTime(elapsed)
    while let (call, answer) = interview.desk.nextDue() { await give(.answered(call, answer)) }
    if fault != .droppedTimer || elapsed < .seconds(5) { await give(.timePassed) }
    if elapsed.inMilliseconds % 100 == 0 {
      drawn.append(isConnected && !isPaused ? sound.rawValue : CandidateSound.nothing.rawValue)
      watch.check(interview.desk.load, at: elapsed)
    }
    try await storage?.pass(to: elapsed)
  }

  private mutating func give(_ input: InterviewInput) async {
    givenInputs += 1
    // One loss is enough.
    if fault != .lostInput || givenInputs != 200 {
      log.entries.append(InputLog.Entry(elapsed: elapsed, input: input))
    }
    world.now = elapsed
    world.played = playout.position
    watch.note(world)
    await interview.give(input, at: elapsed)
    for output in watch.takeNew() { hear(output) }
  }

  // MARK: The candidate's client

  private mutating func hear(_ output: EngineOutput) {
    storage?.take(output, at: elapsed)
    switch output {
    case .interviewerPacket(let packet) where isConnected:
      playout.take(utterance: packet.utterance, isLast: packet.isLast)
    case .event(let event, _):
      if case .turnCommitted = event { turns += 1 }
      if case .stateChanged(let changed) = event { isPaused = changed.state == .paused }
      guard isConnected else { return }
      if case .playbackCleared(let cleared) = event { playout.clear(utterance: cleared.utterance) }
      candidate.take(event)
    default: break
    }
  }

  private mutating func speak(_ sound: CandidateSound) {
    let due = Int(elapsed.inSeconds * (1 + driftShare) * 50)
    while sentPackets < due {
      sentPackets += 1
      guard isConnected, !isPaused, let packet = CandidateVoice.packet(sound, sentPackets) else {
        continue
      }
      send(packet)
    }
  }

  private mutating func send(_ packet: [UInt8]) {
    let audio = IncomingAudio(
      sequence: sequence,
      timestamp: timestamp,
      gapBefore: false,
      payload: .opus(packet)
    )
    uplink.send(.audio(audio), at: elapsed)
    sequence &+= 1
    timestamp &+= 960
  }

  private mutating func play() {
    if let position = playout.tick(), let delay = acknowledgementDelay {
      reports.append((elapsed + delay, position))
    }
    while let report = reports.first, report.due <= elapsed {
      reports.removeFirst()
      guard isConnected else { continue }
      let command = CandidateCommand.playbackPosition(
        utterance: report.position.utterance,
        playedMilliseconds: report.position.playedMilliseconds
      )
      uplink.send(.command(command), at: elapsed)
    }
  }

  private mutating func carryOut(_ act: SimulatedCandidate.Act) async {
    guard isConnected else { return }
    switch act {
    case .send(let command): uplink.send(.command(command), at: elapsed)
    case .jump(let ticks): timestamp &+= UInt32(bitPattern: ticks)
    case .garble: send([0xff, 0xff, UInt8.random(in: 0...255, using: &dice)])
    case .takeOver:
      await lose()
      await comeBack()
    case .leave(let absence):
      await lose()
      returnsAt = absence.map { elapsed + $0 }
    }
  }

  private mutating func lose() async {
    isConnected = false
    uplink.cut()
    await give(.connectionLost)
  }

  private mutating func comeBack() async {
    isConnected = true
    returnsAt = nil
    playout = CandidatePlayout()
    reports = []
    // A page that was loaded again has another clock.
    if Bool.random(using: &dice) { timestamp = UInt32.random(in: 0 ... .max, using: &dice) }
    await give(.connectionRestored)
  }
}
