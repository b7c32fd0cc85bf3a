/// The roles that an interview needs filled.
public struct EnginePorts: Sendable {
  /// Hears; `nil` where there is no recognizer at all.
  public var recognizer: (any SpeechRecognizer)?
  /// Words the plan's moves.
  public var interviewer: any Interviewer
  /// Speaks, each sentence once for all sessions.
  public var speech: SpeechCache

  /// Creates a set of ports.
  public init(
    recognizer: (any SpeechRecognizer)?,
    interviewer: any Interviewer,
    speech: SpeechCache
  ) {
    self.recognizer = recognizer
    self.interviewer = interviewer
    self.speech = speech
  }
}
