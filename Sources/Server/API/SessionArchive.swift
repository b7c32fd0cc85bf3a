import Sessions

/// What the API needs of kept sessions; JSON is given as the bytes that go out.
///
/// Functions throw what they like: the API answers 500 without words and the log gets the code.
protocol SessionArchive: Sendable {
  /// The digest of the session's access token, or `nil` where there is no such session.
  func accessDigest(of id: String) async throws -> TokenDigest?
  /// `{"sessions":[…]}`: the summaries, newest first.
  func summaries() async throws -> [UInt8]
  /// The summary.
  func summary(of id: String) async throws -> [UInt8]?
  /// The journal as JSON Lines, a piece at a time.
  func events(of id: String) async throws -> HTTPBodyStream?
  /// What the session is for, or `nil` where there is no such session.
  func purpose(of id: String) async throws -> Purpose?
  /// The report, or `nil` while there is none.
  ///
  /// - Parameters:
  ///   - language: in which it speaks, or `nil` for the session's own.
  ///   - others: sessions of the same candidate with which it is compared.
  func report(
    of id: String,
    language: ReportLanguage?,
    besides others: [String]
  ) async throws -> [UInt8]?
  /// The report as comma-separated values.
  func reportTable(of id: String, language: ReportLanguage?) async throws -> [UInt8]?
  /// Adds to what is said of a session.
  ///
  /// - Throws: `HTTPProblem` with a sentence for what may not be said.
  func add(_ review: Review, to id: String) async throws
  /// `{"ratings":[…]}`: what people who rate said, in its order.
  func ratings(of id: String) async throws -> [UInt8]
  /// The captions as WebVTT.
  func captions(of id: String) async throws -> [UInt8]?
  /// Peaks of both voices for a waveform.
  func peaks(of id: String) async throws -> [UInt8]?
  /// Path of an Ogg Opus file; may take long where the file is made on demand.
  func audio(_ track: AudioTrack, of id: String) async throws -> String?
}

/// A recording that can be listened to.
enum AudioTrack: String, CaseIterable, Sendable {
  /// The candidate's packets as they came.
  case candidate
  /// The interviewer's packets as they were sent.
  case interviewer
  /// Both in one file.
  case mix
}

/// What the API needs of scenarios.
protocol ScenarioListing: Sendable {
  /// `{"scenarios":[…]}`.
  func scenarios() async throws -> [UInt8]
}
