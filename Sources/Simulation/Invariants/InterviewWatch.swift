import Speech
import Synchronization
import VoiceEngine

/// Sees everything that an interview gives out, keeps it, and holds it against the invariants.
final class InterviewWatch: Sendable {
  /// What the watch must be told of the world outside the interview.
  struct World {
    /// Real time.
    var now = Duration.zero
    /// When the sound of the packet that arrives was spoken to its end.
    var spokenUntil = Duration.zero
    /// What the client's clock said when that packet began.
    var timestamp: UInt32 = 0
    /// Packets that have arrived.
    var arrivals = 0
    /// What the client has played.
    var played = CandidatePlayout.Position(utterance: 0, playedMilliseconds: 0)
  }

  private struct State {
    var checker: InvariantChecker
    var heard = HeardWatch()
    var tracks: TrackWatch?
    var stretch = StretchWatch()
    var states: StateBounds
    var queues: QueueBounds
    var fault: FaultyOutput?
    var world = World()
    var violations: [String] = []
    var outputs: [EngineOutput] = []
    var seen = 0
    var ending: Ended.Reason?
  }

  private let state: Mutex<State>

  init(_ scenario: SimulatedScenario, tracks: TrackWatch?, fault: PlantedFault?) {
    let longest = scenario.plan.questions.map(\.answerLimit).max() ?? .zero
    state = Mutex(
      State(
        checker: InvariantChecker(scenario.plan),
        tracks: tracks,
        states: StateBounds(scenario),
        queues: QueueBounds(configuration: scenario.configuration, answerLimit: longest),
        fault: fault.map(FaultyOutput.init)
      )
    )
  }

  /// What was broken, in words.
  var violations: [String] { state.withLock { $0.checker.violations + $0.violations } }
  /// Whether nothing was broken.
  var isSatisfied: Bool {
    state.withLock { $0.checker.violations.isEmpty && $0.violations.isEmpty }
  }
  /// Why the interview ended.
  var ending: Ended.Reason? { state.withLock { $0.ending } }
  /// Everything but decoded audio, which follows from the packets.
  var outputs: [EngineOutput] { state.withLock { $0.outputs } }

  /// Outputs since the last call.
  func takeNew() -> ArraySlice<EngineOutput> {
    state.withLock { state in
      defer { state.seen = state.outputs.count }
      return state.outputs[state.seen...]
    }
  }

  /// Takes what the world is like while the next outputs come.
  func note(_ world: World) { state.withLock { $0.world = world } }

  /// Takes an output.
  func take(_ output: EngineOutput) {
    if case .candidateAudio = output { return }
    state.withLock { state in
      state.outputs.append(output)
      guard state.fault != nil else { return InterviewWatch.check(output, &state) }
      for spoiled in state.fault?.spoil(output) ?? [] { InterviewWatch.check(spoiled, &state) }
    }
  }

  /// Holds what must not last against the time.
  func check(_ load: PortDesk.Load, at now: Duration) {
    state.withLock { state in
      if let violation = state.states.violation(at: now) { state.violations.append(violation) }
      if let violation = state.queues.violation(load) { state.violations.append(violation) }
    }
  }

  private static func check(_ output: EngineOutput, _ state: inout State) {
    let world = state.world
    state.checker.take(output, at: .zero + world.now)
    switch output {
    case .event(let event, _):
      state.states.take(event, at: world.now)
      if case .ended(let ended) = event { state.ending = ended.reason }
      if event.beginsBreak { state.stretch.interrupt() }
      guard case .utteranceFinished(let finished) = event else { return }
      state.heard.played = world.played
      if let violation = state.heard.violation(finished) { state.violations.append(violation) }
    case .interviewerPacket(let packet):
      state.heard.take(packet)
      state.tracks?.take(packet, at: world.now)
    case .candidatePacket(let packet):
      let found = state.tracks?.violation(packet, spokenUntil: world.spokenUntil)
      if let found { state.violations.append(found) }
      if let moved = state.stretch.violation(packet, world) { state.violations.append(moved) }
    case .candidateAudio: break
    }
  }
}

extension EngineEvent {
  /// Whether nothing of the candidate is heard from here on.
  fileprivate var beginsBreak: Bool {
    guard case .stateChanged(let changed) = self else { return false }
    return changed.state == .paused || changed.state == .disconnected
  }
}
