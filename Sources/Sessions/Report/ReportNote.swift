/// What a reader should know of a report: mostly what was not measured, and why.
public struct ReportNote: Codable, Equatable, Sendable {
  /// A stable name, for translation; more may come.
  public struct Code: RawRepresentable, Codable, Equatable, Hashable, Sendable {
    /// The name in snake case.
    public var rawValue: String

    /// Creates a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// There was no recognizer for the language.
    public static let notRecognized = Code(rawValue: "not_recognized")
    /// A voice was heard but no words came of it.
    public static let transcriptMissing = Code(rawValue: "transcript_missing")
    /// The recognizer was unsure of too many words for anything to be said of them.
    public static let transcriptUnsure = Code(rawValue: "transcript_unsure")
    /// The candidate found transcripts wrong.
    public static let transcriptFlagged = Code(rawValue: "transcript_flagged")
    /// Answers too short for the measures that need some length.
    public static let answerTooShort = Code(rawValue: "answer_too_short")
    /// Spoken answers whose delivery was not measured.
    public static let deliveryNotMeasured = Code(rawValue: "delivery_not_measured")
    /// The candidate did not agree to be recorded.
    public static let notRecorded = Code(rawValue: "not_recorded")
    /// The session was interrupted: answers may be missing.
    public static let interrupted = Code(rawValue: "interrupted")
    /// The session goes on.
    public static let running = Code(rawValue: "running")
  }

  /// A stable name.
  public var code: Code
  /// A sentence in English.
  public var message: String

  /// Creates a note.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
