import Foundation
import VoiceEngine

/// What identifies a session to its candidate.
///
/// The store keeps the tokens as hashes only.
struct SessionTicket: Sendable {
  /// Unguessable id.
  var sessionID: String
  /// Opens the session's HTTP API.
  var accessToken: String
  /// Brings a lost connection back.
  var resumeToken: String
  /// Seconds since 1970 at which all of it is erased.
  var expiresAt: Double
  /// BCP-47 tag.
  var language: String

  /// What the candidate's client is told of it.
  var message: ServerMessage {
    let isFrench = LanguageTag.primary(of: language) == "fr"
    return .created(
      SessionCreated(
        sessionID: sessionID,
        accessToken: accessToken,
        resumeToken: resumeToken,
        expiresAt: Date(timeIntervalSince1970: expiresAt).formatted(.iso8601),
        aiDisclosure: isFrench
          ? "Cet entretien est mené par un programme, pas par une personne."
          : "This interview is conducted by a program, not by a person."
      )
    )
  }

  /// What the candidate's client is told when all is kept.
  var reportReady: ServerMessage {
    .reportReady(sessionID: sessionID, url: "/report?session=\(sessionID)")
  }
}
