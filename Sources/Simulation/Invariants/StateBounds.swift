import Speech
import VoiceEngine

/// How long an interview may stay in each state: the fourth invariant, as numbers.
///
/// The bounds are sums of the limits that lead out of a state, not measurements.
struct StateBounds {
  private let scenario: SimulatedScenario
  private var state = InterviewState.created
  private var since = Duration.zero
  private var isOver = false

  init(_ scenario: SimulatedScenario) { self.scenario = scenario }

  mutating func take(_ event: EngineEvent, at now: Duration) {
    switch event {
    case .stateChanged(let changed):
      state = changed.state
      since = now
    case .ended: isOver = true
    default: break
    }
  }

  /// What is wrong at a moment, or `nil`.
  func violation(at now: Duration) -> String? {
    if isOver { return nil }
    if now - since > bound { return "a way leads out of \(state.rawValue) in \(bound)" }
    if now > wholeBound { return "an interview ends within \(wholeBound)" }
    return nil
  }

  private var bound: Duration {
    let limits = scenario.configuration
    return switch state {
    case .created: .seconds(1)
    case .greeting, .interviewerSpeaking, .wrapUp: speaking
    case .thinking: limits.recognizerDeadline + speaking
    case .listening: scenario.plan.sessionLimit + .seconds(1)
    case .candidateSpeaking: answerLimit + limits.stallLimit + StateBounds.mediaLag
    case .bargeInPending:
      limits.bargeInLimit + limits.falseInterruptionSilence + limits.stallLimit
    case .pausePending: .seconds(8) + limits.stallLimit + StateBounds.mediaLag
    case .paused: limits.pauseLimit + .seconds(1)
    case .disconnected: limits.resumeWindow + .seconds(1)
    case .closed: .seconds(1)
    }
  }

  /// The wording, sentences that fail one after the other, and what is spoken of them.
  private var speaking: Duration {
    let limits = scenario.configuration
    return limits.interviewerDeadline + limits.synthesizerDeadline * 8 + .seconds(10)
      + limits.acknowledgementGrace + .seconds(5)
  }

  private var answerLimit: Duration {
    scenario.plan.questions.map(\.answerLimit).max() ?? .zero
  }

  private var wholeBound: Duration {
    scenario.plan.sessionLimit + answerLimit + scenario.configuration.resumeWindow * 2
      + speaking * 2 + .seconds(60)
  }

  /// How far the candidate's media may be late, which answers and pauses are measured on.
  private static let mediaLag = Duration.seconds(5)
}
