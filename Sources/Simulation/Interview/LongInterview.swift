import Speech
import Synchronization
public import VoiceEngine

/// An interview of any length in which nothing goes wrong, and its log run again: shows that an
/// hour is over in a moment and gives the same events.
public struct LongInterview {
  /// What came of it.
  public struct Outcome: Sendable {
    /// How long the interview took in its own time.
    public let duration: Duration
    /// The events that a journal keeps.
    public let events: [EngineEvent]
    /// Real time that running its log again took.
    public let rerunTime: Duration
    /// What the log gave otherwise, in words, or `nil`.
    public let difference: String?
  }

  private let scenario: SimulatedScenario
  /// One answer: sentences with a pause after each that ends no turn.
  private let answer: [[UInt8]]

  /// Prepares an interview.
  ///
  /// - Parameter minutes: how long it is at least.
  public init(minutes: Int) {
    // A question takes about 40 s with its answer; some more do no harm.
    let questions = (1...max(1, minutes * 2)).map { index in
      PlannedQuestion(id: "q\(index)", ask: "Tell me about number \(index).", endpointing: .quick)
    }
    scenario = SimulatedScenario(
      plan: InterviewPlan(
        language: "en",
        personaName: "Ms Test",
        questions: questions,
        closing: "Thank you.",
        sessionLimit: .seconds(minutes * 60)
      ),
      configuration: EngineConfiguration()
    )
    let sentence: [CandidateSound] =
      Array(repeating: .speech, count: 340) + Array(repeating: .silence, count: 20)
    answer = Array(repeatElement(sentence, count: 5).joined()).enumerated().compactMap {
      CandidateVoice.packet($0.element, $0.offset)
    }
  }

  /// Holds the interview, then runs its log again.
  ///
  /// - Parameter lost: number of a packet that is taken out of the log, to see that it is missed.
  public func hold(losingPacket lost: UInt32? = nil) async throws(EngineError) -> Outcome {
    let outputs = OutputStore()
    let interview = try VirtualInterview(
      scenario.plan,
      configuration: scenario.configuration,
      desk: PortDesk(script: PortScript(seed: 1, troubleShare: 0))
    ) { outputs.add($0) }
    var log = InputLog()
    var elapsed = Duration.zero
    var spoken: ArraySlice<[UInt8]> = []
    var sequence: UInt32 = 0
    var inputs: [InterviewInput] = [.started]
    while !outputs.hasEnded {
      for input in inputs {
        log.entries.append(InputLog.Entry(elapsed: elapsed, input: input))
        await interview.give(input, at: elapsed)
      }
      while let (call, answer) = interview.desk.nextDue() {
        let input = InterviewInput.answered(call, answer)
        log.entries.append(InputLog.Entry(elapsed: elapsed, input: input))
        await interview.give(input, at: elapsed)
      }
      if outputs.takeFloor() { spoken = answer[...] }
      elapsed += OpusEncoder.packetDuration
      inputs = [.audio(packet(spoken.popFirst(), sequence)), .timePassed]
      sequence += 1
    }
    await interview.close()
    log.entries.removeAll { entry in
      if case .audio(let audio) = entry.input { audio.sequence == lost } else { false }
    }
    let clock = ContinuousClock()
    let start = clock.now
    let difference = try await LogRerun.difference(of: log, in: scenario, from: outputs.all)
    return Outcome(
      duration: elapsed,
      events: outputs.all.compactMap { output in
        if case .event(let event, _) = output, event.isKept { event } else { nil }
      },
      rerunTime: clock.now - start,
      difference: difference
    )
  }

  private func packet(_ spoken: [UInt8]?, _ sequence: UInt32) -> IncomingAudio {
    let silence = CandidateVoice.silence
    return IncomingAudio(
      sequence: sequence,
      timestamp: sequence &* UInt32(OpusEncoder.packetTicks),
      gapBefore: false,
      payload: .opus(spoken ?? silence[Int(sequence) % silence.count])
    )
  }
}

/// Outputs as they come, and what the candidate must know of them.
private final class OutputStore: Sendable {
  private struct State {
    var outputs: [EngineOutput] = []
    var hasFloor = false
    var hasEnded = false
  }

  private let state = Mutex(State())

  var all: [EngineOutput] { state.withLock { $0.outputs } }

  var hasEnded: Bool { state.withLock { $0.hasEnded } }

  /// Whether the candidate got the floor since the last call.
  func takeFloor() -> Bool {
    state.withLock { state in
      defer { state.hasFloor = false }
      return state.hasFloor
    }
  }

  func add(_ output: EngineOutput) {
    if case .candidateAudio = output { return }
    state.withLock { state in
      state.outputs.append(output)
      guard case .event(let event, _) = output else { return }
      switch event {
      case .stateChanged(let changed) where changed.state == .listening: state.hasFloor = true
      case .ended: state.hasEnded = true
      default: break
      }
    }
  }
}
