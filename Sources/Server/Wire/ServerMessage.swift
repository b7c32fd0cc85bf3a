import Foundation
import VoiceEngine

/// A text message of the server.
enum ServerMessage: Equatable, Sendable {
  /// `session.created`.
  case created(SessionCreated)
  /// What happened in the interview.
  case event(EngineEvent)
  /// `report.ready`.
  case reportReady(sessionID: String, url: String)
  /// `error`; the connection may be closed after it.
  case error(code: String, message: String, isRetryable: Bool)

  /// The JSON text.
  var text: String {
    if case .event(.levelMeasured(let level)) = self, level.dbfs.isFinite {
      // Ten a second for each candidate: an encoder for each was a twentieth of the server's work.
      return #"{"dbfs":\#(level.dbfs),"type":"level"}"#
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    // Only a number that is not finite could fail, and no payload lets one through.
    guard let data = try? encoder.encode(self) else {
      return #"{"type":"error","code":"internal_error","message":"","retryable":false}"#
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// The error that tells a client what was wrong with its message.
  static func refusal(_ error: ProtocolError) -> ServerMessage {
    .error(code: error.code.rawValue, message: error.message, isRetryable: false)
  }
}

/// What the client of a new session gets; nothing of it is ever logged.
struct SessionCreated: Encodable, Equatable, Sendable {
  /// The session, unguessable.
  var sessionID: String
  /// Opens the session's HTTP API.
  var accessToken: String
  /// Opens the session to a client that lost its connection.
  var resumeToken: String
  /// When the tokens end, ISO 8601.
  var expiresAt: String
  /// That an AI asks the questions, in the session's language.
  var aiDisclosure: String

  private enum CodingKeys: String, CodingKey {
    case sessionID = "session_id"
    case accessToken = "access_token"
    case resumeToken = "resume_token"
    case expiresAt = "expires_at"
    case aiDisclosure = "ai_disclosure"
  }
}

extension ServerMessage: Encodable {
  private enum Key: String, CodingKey {
    case type, code, message, retryable, url
    case sessionID = "session_id"
  }

  /// Encodes one flat object with a `type`.
  func encode(to encoder: any Encoder) throws {
    if case .event(let event) = self { return try event.encode(to: encoder) }
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .event: break
    case .created(let created):
      try container.encode("session.created", forKey: .type)
      try created.encode(to: encoder)
    case .reportReady(let sessionID, let url):
      try container.encode("report.ready", forKey: .type)
      try container.encode(sessionID, forKey: .sessionID)
      try container.encode(url, forKey: .url)
    case .error(let code, let message, let isRetryable):
      try container.encode("error", forKey: .type)
      try container.encode(code, forKey: .code)
      try container.encode(message, forKey: .message)
      try container.encode(isRetryable, forKey: .retryable)
    }
  }
}
