import Foundation

/// The fields of the server's messages that tests look at.
struct ServerNote: Decodable, Equatable, Sendable {
  var type: String
  var code: String?
  var message: String?
  var session_id: String?
  var access_token: String?
  var resume_token: String?
  var question_id: String?
  var kind: String?
  var state: String?
  var reason: String?
  var text: String?
  var turn: Int?
  var note: String?

  init(_ json: String) throws {
    self = try JSONDecoder().decode(ServerNote.self, from: Data(json.utf8))
  }
}
