/// What happened in an interview: past tense, with no reference to who listens.
///
/// As JSON each event is one flat object with a `type` and the keys of its payload. The same form
/// goes to the candidate's socket and into the journal, so a recorded session reads like the
/// conversation on the wire.
public enum EngineEvent: Equatable, Sendable {
  /// The interview entered another state.
  case stateChanged(StateChanged)
  /// The interviewer began to ask something.
  case questionAsked(QuestionAsked)
  /// The first packet of an interviewer utterance was sent, or more of its words are known.
  case utteranceStarted(UtteranceStarted)
  /// An interviewer utterance was played to its end, or was cut.
  case utteranceFinished(UtteranceFinished)
  /// What the client still holds of an utterance must not be played.
  case playbackCleared(PlaybackCleared)
  /// The candidate's voice began.
  case speechStarted(SpeechBoundary)
  /// The candidate's voice stopped.
  case speechStopped(SpeechBoundary)
  /// What the recognizer believes so far.
  case transcriptPartial(TranscriptPartial)
  /// What the recognizer settled on for a whole turn.
  case transcriptFinal(TranscriptFinal)
  /// The candidate's turn is over.
  case turnCommitted(TurnCommitted)
  /// The answer to a turn was heard, or cut: how long it took.
  case turnLatencyMeasured(TurnLatency)
  /// The candidate went on: a turn was ended too early.
  case turnResumed(TurnResumed)
  /// The candidate asked something that is passed on to a person.
  case questionPassedOn(QuestionPassedOn)
  /// The candidate marked a transcript as wrong.
  case transcriptFlagged(TranscriptFlagged)
  /// Level of the candidate's voice, for a meter.
  case levelMeasured(LevelMeasured)
  /// Something the candidate or an operator should know; the interview goes on.
  case warned(Notice)
  /// The interview is over.
  case ended(Ended)

  /// Whether the candidate's client is told; how well the engine did is for whoever runs it.
  public var isForCandidate: Bool {
    switch self {
    case .turnLatencyMeasured, .turnResumed: false
    default: true
    }
  }

  /// Whether the event belongs in the journal; meters and partials are only of the moment.
  public var isKept: Bool {
    switch self {
    case .levelMeasured, .transcriptPartial: false
    default: true
    }
  }
}

extension EngineEvent: Codable {
  private enum Key: String, CodingKey { case type }

  private enum Kind: String, Codable {
    case stateChanged = "session.updated"
    case questionAsked = "question.asked"
    case utteranceStarted = "utterance.started"
    case utteranceFinished = "utterance.finished"
    case playbackCleared = "playback.clear"
    case speechStarted = "input.speech_started"
    case speechStopped = "input.speech_stopped"
    case transcriptPartial = "transcript.partial"
    case transcriptFinal = "transcript.final"
    case turnCommitted = "turn.committed"
    case turnLatencyMeasured = "turn.latency_measured"
    case turnResumed = "turn.resumed"
    case questionPassedOn = "question.passed_on"
    case transcriptFlagged = "transcript.flagged"
    case levelMeasured = "level"
    case warned = "warning"
    case ended = "session.ended"
  }

  /// The value of the `type` key.
  public var typeName: String { parts.kind.rawValue }

  private var parts: (kind: Kind, payload: any Codable) {
    switch self {
    case .stateChanged(let payload): (.stateChanged, payload)
    case .questionAsked(let payload): (.questionAsked, payload)
    case .utteranceStarted(let payload): (.utteranceStarted, payload)
    case .utteranceFinished(let payload): (.utteranceFinished, payload)
    case .playbackCleared(let payload): (.playbackCleared, payload)
    case .speechStarted(let payload): (.speechStarted, payload)
    case .speechStopped(let payload): (.speechStopped, payload)
    case .transcriptPartial(let payload): (.transcriptPartial, payload)
    case .transcriptFinal(let payload): (.transcriptFinal, payload)
    case .turnCommitted(let payload): (.turnCommitted, payload)
    case .turnLatencyMeasured(let payload): (.turnLatencyMeasured, payload)
    case .turnResumed(let payload): (.turnResumed, payload)
    case .questionPassedOn(let payload): (.questionPassedOn, payload)
    case .transcriptFlagged(let payload): (.transcriptFlagged, payload)
    case .levelMeasured(let payload): (.levelMeasured, payload)
    case .warned(let payload): (.warned, payload)
    case .ended(let payload): (.ended, payload)
    }
  }

  /// Encodes the flat form.
  public func encode(to encoder: any Encoder) throws {
    let (kind, payload) = parts
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .type)
    try payload.encode(to: encoder)
  }

  /// Decodes the flat form; an unknown `type` is an error.
  public init(from decoder: any Decoder) throws {
    let kind = try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .type)
    switch kind {
    case .stateChanged: self = .stateChanged(try StateChanged(from: decoder))
    case .questionAsked: self = .questionAsked(try QuestionAsked(from: decoder))
    case .utteranceStarted: self = .utteranceStarted(try UtteranceStarted(from: decoder))
    case .utteranceFinished: self = .utteranceFinished(try UtteranceFinished(from: decoder))
    case .playbackCleared: self = .playbackCleared(try PlaybackCleared(from: decoder))
    case .speechStarted: self = .speechStarted(try SpeechBoundary(from: decoder))
    case .speechStopped: self = .speechStopped(try SpeechBoundary(from: decoder))
    case .transcriptPartial: self = .transcriptPartial(try TranscriptPartial(from: decoder))
    case .transcriptFinal: self = .transcriptFinal(try TranscriptFinal(from: decoder))
    case .turnCommitted: self = .turnCommitted(try TurnCommitted(from: decoder))
    case .turnLatencyMeasured:
      self = .turnLatencyMeasured(try TurnLatency(from: decoder))
    case .turnResumed: self = .turnResumed(try TurnResumed(from: decoder))
    case .questionPassedOn: self = .questionPassedOn(try QuestionPassedOn(from: decoder))
    case .transcriptFlagged: self = .transcriptFlagged(try TranscriptFlagged(from: decoder))
    case .levelMeasured: self = .levelMeasured(try LevelMeasured(from: decoder))
    case .warned: self = .warned(try Notice(from: decoder))
    case .ended: self = .ended(try Ended(from: decoder))
    }
  }
}
