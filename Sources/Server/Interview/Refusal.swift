/// Why a session is not begun or not gone on with: what is said, and how the connection is closed.
struct Refusal: Error, Equatable, Sendable {
  /// Stable name in snake case.
  let code: String
  /// A sentence to act on; never holds what was sent.
  let message: String
  /// Whether the same may work later.
  let isRetryable: Bool
  /// The close code.
  let closeCode: UInt16

  /// The refusal as the client reads it.
  var wire: ServerMessage { .error(code: code, message: message, isRetryable: isRetryable) }

  private init(
    _ closeCode: UInt16,
    _ code: String,
    _ message: String,
    isRetryable: Bool = false
  ) {
    self.closeCode = closeCode
    self.code = code
    self.message = message
    self.isRetryable = isRetryable
  }
}

extension Refusal {
  static let audioBeforeConsent = Refusal(
    CloseCode.consentMissing,
    "consent_missing",
    "Audio came before a session was started with the candidate's consent."
  )
  static let consentMissing = Refusal(
    CloseCode.consentMissing,
    "consent_missing",
    "The candidate must agree to the recording before the interview begins."
  )
  static let noticeOutdated = Refusal(
    CloseCode.consentMissing,
    "notice_outdated",
    "The notice has changed. Reload the page and read it again."
  )
  static let unknownScenario = Refusal(
    CloseCode.unknownScenario,
    "unknown_scenario",
    "There is no such scenario. Choose one from the list."
  )
  static let variablesMissing = Refusal(
    CloseCode.policy,
    "variables_missing",
    "The interview needs something that was not given, such as the candidate's name."
  )
  static let languageMismatch = Refusal(
    CloseCode.policy,
    "language_mismatch",
    "The scenario is not held in this language."
  )
  static let purposeNotAllowed = Refusal(
    CloseCode.policy,
    "purpose_not_allowed",
    "The scenario is not meant for this purpose."
  )
  static let sessionOver = Refusal(
    CloseCode.expired,
    "session_over",
    "This session is over. Start a new one."
  )
  static let overloaded = Refusal(
    CloseCode.overloaded,
    "overloaded",
    "All places are taken at the moment. Try again in a few minutes.",
    isRetryable: true
  )
  static let draining = Refusal(
    CloseCode.restarting,
    "restarting",
    "The server is restarting. Try again in a minute.",
    isRetryable: true
  )
  static let scenarioChanged = Refusal(
    CloseCode.internalError,
    "scenario_changed",
    "This interview was changed without a new revision. Please tell whoever runs this server."
  )
  static let storeFailed = Refusal(
    CloseCode.internalError,
    "store_failed",
    "The session could not be stored, so it was not begun. Try again later.",
    isRetryable: true
  )
  static let engineFailed = Refusal(
    CloseCode.internalError,
    "engine_failed",
    "The interview could not be begun. Try again later.",
    isRetryable: true
  )
  static let binaryWithoutSubprotocol = Refusal(
    CloseCode.policy,
    "subprotocol_needed",
    "Audio needs the WebSocket subprotocol vivavoce.v1."
  )
  static let alreadyStarted = Refusal(
    CloseCode.policy,
    "already_started",
    "This connection has a session already."
  )
  static let notStarted = Refusal(
    CloseCode.policy,
    "not_started",
    "Send session.start first."
  )
  static let unknownVersion = Refusal(
    CloseCode.policy,
    "unknown_version",
    "The packet header's version must be 1."
  )
}
