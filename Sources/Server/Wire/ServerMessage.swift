import Foundation
import VoiceEngine

/// A JSON message to a candidate's client that is not an event of the interview.
enum ServerMessage: Encodable, Sendable {
  /// The session exists and was consented to; audio may come.
  case sessionCreated(SessionTicket)
  /// All is kept; the report can be fetched.
  case reportReady(String)
  /// Something was wrong with what the client sent.
  case error(WireProblem)

  private enum Key: String, CodingKey {
    case type, code, message, retryable, url
    case sessionID = "session_id"
    case accessToken = "access_token"
    case resumeToken = "resume_token"
    case expiresAt = "expires_at"
    case disclosure = "ai_disclosure"
  }

  /// Encodes the flat form with its `type`.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .sessionCreated(let ticket):
      try container.encode("session.created", forKey: .type)
      try container.encode(ticket.sessionID, forKey: .sessionID)
      try container.encode(ticket.accessToken, forKey: .accessToken)
      try container.encode(ticket.resumeToken, forKey: .resumeToken)
      let expiry = Date(timeIntervalSince1970: ticket.expiresAt).formatted(.iso8601)
      try container.encode(expiry, forKey: .expiresAt)
      let isFrench = LanguageTag.primary(of: ticket.language) == "fr"
      try container.encode(
        isFrench
          ? "Cet entretien est mené par un programme, pas par une personne."
          : "This interview is conducted by a program, not by a person.",
        forKey: .disclosure
      )
    case .reportReady(let id):
      try container.encode("report.ready", forKey: .type)
      try container.encode(id, forKey: .sessionID)
      try container.encode("/report?session=\(id)", forKey: .url)
    case .error(let problem):
      try container.encode("error", forKey: .type)
      try container.encode(problem.code, forKey: .code)
      try container.encode(problem.message, forKey: .message)
      try container.encode(problem.isRetryable, forKey: .retryable)
    }
  }
}

/// An error on the wire.
struct WireProblem: Equatable, Sendable {
  /// Stable name in snake case.
  var code: String
  /// A sentence to act on; never holds what was sent.
  var message: String
  /// Whether the same may work later.
  var isRetryable = false
}

/// Why a session is not begun or not gone on with: what is said, and how the connection is closed.
struct Refusal: Error, Equatable, Sendable {
  /// What is said.
  var problem: WireProblem
  /// The close code.
  var closeCode: UInt16

  private static func make(
    _ closeCode: UInt16,
    _ code: String,
    _ message: String,
    isRetryable: Bool = false
  ) -> Refusal {
    Refusal(
      problem: WireProblem(code: code, message: message, isRetryable: isRetryable),
      closeCode: closeCode
    )
  }

  static let audioBeforeConsent = make(
    CloseCode.consentMissing,
    "consent_missing",
    "Audio came before a session was started with the candidate's consent."
  )
  static let consentMissing = make(
    CloseCode.consentMissing,
    "consent_missing",
    "The candidate must agree to the recording before the interview begins."
  )
  static let noticeOutdated = make(
    CloseCode.consentMissing,
    "notice_outdated",
    "The notice has changed. Reload the page and read it again."
  )
  static let unknownScenario = make(
    CloseCode.unknownScenario,
    "unknown_scenario",
    "There is no such scenario. Choose one from the list."
  )
  static let languageMismatch = make(
    CloseCode.policy,
    "language_mismatch",
    "The scenario is not held in this language."
  )
  static let purposeNotAllowed = make(
    CloseCode.policy,
    "purpose_not_allowed",
    "The scenario is not meant for this purpose."
  )
  static let unknownCodec = make(
    CloseCode.policy,
    "unknown_codec",
    "The audio codec must be opus or pcm16."
  )
  static let nameTooLong = make(
    CloseCode.policy,
    "name_too_long",
    "The name has more than 200 characters."
  )
  static let sessionOver = make(
    CloseCode.expired,
    "session_over",
    "This session is over. Start a new one."
  )
  static let overloaded = make(
    CloseCode.overloaded,
    "overloaded",
    "All places are taken at the moment. Try again in a few minutes.",
    isRetryable: true
  )
  static let draining = make(
    CloseCode.restarting,
    "restarting",
    "The server is restarting. Try again in a minute.",
    isRetryable: true
  )
  static let storeFailed = make(
    CloseCode.internalError,
    "store_failed",
    "The session could not be stored, so it was not begun. Try again later.",
    isRetryable: true
  )
  static let engineFailed = make(
    CloseCode.internalError,
    "engine_failed",
    "The interview could not be begun. Try again later.",
    isRetryable: true
  )
  static let binaryWithoutSubprotocol = make(
    CloseCode.policy,
    "subprotocol_needed",
    "Audio needs the WebSocket subprotocol vivavoce.v1."
  )
  static let startTwice = make(
    CloseCode.policy,
    "already_started",
    "This connection has a session already."
  )
  static let notStarted = make(
    CloseCode.policy,
    "not_started",
    "Send session.start first."
  )
}
