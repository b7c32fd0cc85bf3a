import Foundation

/// What a candidate is told before consenting.
struct PrivacyNotice: Codable, Equatable, Sendable {
  /// Version of the notice.
  var noticeVersion: String
  /// Days after which a session is erased.
  var retentionDays: Int
  /// Languages in which answers are written down; in others they are only heard and timed.
  var recognizerLanguages: [String]
  /// Who writes answers down, best first: the model's name, or `embedded`.
  var recognizers: [String]
  /// Whether the embedded recognizer alone writes them down, which mishears a lot.
  var recognizerIsDemonstration: Bool
  /// Hosts to which the candidate's voice is sent; empty where it stays on this machine.
  var recognizerHosts: [String]
  /// Hosts to which the candidate's words are sent, so that the interviewer can respond.
  var interviewerHosts: [String]

  private enum CodingKeys: String, CodingKey {
    case noticeVersion = "notice_version"
    case retentionDays = "retention_days"
    case recognizerLanguages = "recognizer_languages"
    case recognizers
    case recognizerIsDemonstration = "recognizer_is_demonstration"
    case recognizerHosts = "recognizer_hosts"
    case interviewerHosts = "interviewer_hosts"
  }
}

/// The routes that need no token.
enum PublicRoutes {
  /// Adds `notice` and `scenarios` to a router.
  static func add(
    to router: inout Router,
    notice: PrivacyNotice,
    scenarios: any ScenarioListing
  ) {
    router.add(.get, "/api/v1/notice") { _, _ in
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return json(Array(try encoder.encode(notice)))
    }
    router.add(.get, "/api/v1/scenarios") { _, _ in json(try await scenarios.scenarios()) }
  }

  private static func json(_ bytes: [UInt8]) -> HTTPResponse {
    HTTPResponse(
      status: 200,
      headers: [("content-type", "application/json"), ("cache-control", "no-cache")],
      body: .bytes(bytes)
    )
  }
}
