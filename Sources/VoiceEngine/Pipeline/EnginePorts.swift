/// The roles that an interview needs filled.
public struct EnginePorts: Sendable {
  /// Hears; `nil` where there is no recognizer at all.
  public var recognizer: (any SpeechRecognizer)?
  /// Tells the candidate's voice from the room: a new one for each interview.
  ///
  /// It is told the language, as a BCP-47 tag.
  public var makeDetector: @Sendable (_ language: String) -> any VoiceDetector
  /// Words the plan's moves.
  public var interviewer: any Interviewer
  /// Speaks, each sentence once for all sessions.
  public var speech: SpeechCache
  /// Where providers write what the interview uses, or `nil` where nobody wants to know.
  public var ledger: ProviderLedger?

  /// Creates a set of ports.
  public init(
    recognizer: (any SpeechRecognizer)?,
    interviewer: any Interviewer,
    speech: SpeechCache,
    makeDetector: @escaping @Sendable (_ language: String) -> any VoiceDetector
  ) {
    self.recognizer = recognizer
    self.interviewer = interviewer
    self.speech = speech
    self.makeDetector = makeDetector
  }
}

/// Something that a port was asked for.
public enum PortRequest: Equatable, Sendable {
  /// Words that a recognizer reported and the lane has not taken.
  case words
  /// The wording of a move.
  case wording
  /// A sentence that is to be spoken.
  case sentence(String)
}
